using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>Whether equations lead from a formula at displaced arguments to the formula.</summary>
internal static class ChainCheck
{
    // What an atom reads of a word does not change, whatever the displacement.
    private static bool Reads(Rule rule) =>
        rule == Rules.SignalOnLattice
        || rule == Rules.ParameterAxis
        || rule == Rules.IsotropicParameter
        || rule == Rules.OnePointParameter
        || rule == Rules.GroupWords;

    // What rewrites a term to one that has its value wherever it has one, whatever is displaced.
    private static bool IsLaw(Rule rule) =>
        Rules.TermLaws.Contains(rule) || Rules.FunctionLaws.Contains(rule);

    /// <summary>
    /// Whether equations link both readings. A law may lose what has no value, so it is read from the first term towards the
    /// middle and from the last term towards the middle: after the first equation that is turned around all are.
    /// </summary>
    public static string? Links(
        Formula formula,
        Vocabulary vocabulary,
        Displacement displacement,
        EqArray<Derivation> premises
    )
    {
        if (premises.Count < 2)
            return "a chain has a first and a last term";
        if (
            premises[0].Conclusion is not Claim.Reading first
            || first.Formula != formula
            || first.Displacement != displacement
        )
            return "the first premise is expected to write out the formula at displaced arguments";
        if (
            premises[^1].Conclusion is not Claim.Reading last
            || last.Formula != formula
            || last.Displacement != Displacement.None
        )
            return "the last premise is expected to write out the formula";
        var current = first.Term;
        var isTurned = false;
        for (var i = 1; i < premises.Count - 1; i++)
        {
            if (premises[i].Conclusion is not Claim.Equation equation)
                return $"premise {i + 1} is expected to be an equation";
            if (equation.Vocabulary != vocabulary)
                return $"premise {i + 1} speaks of other parameters or windows";
            if (equation.Left != current)
                return $"premise {i + 1} starts at '{equation.Left}', expected '{current}'";
            var rule = premises[i].Rule;
            if (isTurned && rule != Rules.Symmetry)
                return $"premise {i + 1} is expected to be turned around, as one before it is";
            isTurned |= rule == Rules.Symmetry;
            var allowed = displacement switch
            {
                Displacement.Left => rule == Rules.LeftInvariance
                    || rule == Rules.TranslatedSignal
                    || rule == Rules.ReindexingByShift
                    || rule == Rules.ChangeOfVariable
                    || rule == Rules.TurnedWindow
                    || rule == Rules.OnePointWindow
                    || rule == Rules.ExpansionOverH
                    || IsLaw(rule)
                    || rule == Rules.Symmetry
                        && premises[i].Premises is [{ Rule: var turned }]
                        && (IsLaw(turned) || Reads(turned))
                    || Reads(rule),
                Displacement.Right => rule == Rules.Reindexing || Reads(rule),
                Displacement.None => false,
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            if (!allowed)
                return $"the rule '{rule.Name}' has no place in this chain";
            current = equation.Right;
        }
        return current == last.Term
            ? null
            : $"the chain ends at '{current}', expected '{last.Term}'";
    }
}
