using AgeFormal.Algebra;
using AgeFormal.Verification.Checking;

namespace AgeFormal.Verification.Specialisations;

/// <summary>
/// Replays proofs of specialisations. It shares with the prover the brackets, the known values and the support of windows, which are definitions,
/// and reads everything else in its own way.
/// </summary>
public static class InstanceChecker
{
    /// <summary>The first thing that does not follow; null when the proof proves the statement.</summary>
    public static string? FindFault(Specialisation statement, InstanceProof proof)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(proof);
        var (general, special) = (statement.General, statement.Special);
        if (
            proof.Substituted.Sites != general.Formula.Sites
            || proof.Substituted.Channels != general.Formula.Channels
            || !new SubstitutionCheck(general, statement.Replacements).Same(
                general.Formula.Body,
                proof.Substituted.Body
            )
        )
            return "the formula is not the general design with its parameters replaced";
        if (WindowSupport.Fault(statement) is { } outside)
            return outside;
        if (!ReadingCheck.Holds(proof.Substituted, Displacement.None, proof.General))
            return "the first term is not the substituted formula over words";
        if (!ReadingCheck.Holds(special.Formula, Displacement.None, proof.Special))
            return "the last term is not the special design over words";
        var vocabulary = InstanceProver.Vocabulary(statement);
        var left = End(proof.General, proof.FromGeneral, vocabulary, out var fault);
        if (fault is not null)
            return fault;
        var right = End(proof.Special, proof.FromSpecial, vocabulary, out fault);
        return fault
            ?? (left == right ? null : $"the sides end at two terms: '{left}' and '{right}'");
    }

    private static WordTerm End(
        WordTerm start,
        EqArray<InstanceStep> steps,
        Vocabulary vocabulary,
        out string? fault
    )
    {
        fault = null;
        var current = start;
        foreach (var step in steps)
        {
            if (step.Before != current)
                fault = $"a step starts at '{step.Before}', expected '{current}'";
            else if (!InstanceRules.All.Contains(step.Rule))
                fault = $"'{step.Rule}' is no rule of these proofs";
            else if (!Follows(step.Rule, step.Before, step.After, vocabulary))
                fault = $"'{step}' does not follow";
            if (fault is not null)
                return current;
            current = step.After;
        }
        return current;
    }

    /// <summary>Congruence: the law holds of the terms or of their only different parts.</summary>
    private static bool Follows(Rule rule, WordTerm left, WordTerm right, Vocabulary vocabulary)
    {
        bool OnlyOne(EqArray<WordTerm> a, EqArray<WordTerm> b)
        {
            if (a.Count != b.Count)
                return false;
            var differ = Enumerable.Range(0, a.Count).Where(i => a[i] != b[i]).ToArray();
            return differ is [var only] && Follows(rule, a[only], b[only], vocabulary);
        }
        var below = left.Match(
            number: _ => false,
            signal: _ => false,
            parameter: _ => false,
            pointwise: a =>
                right is WordTerm.Pointwise b
                && a.Function.Equals(b.Function)
                && Follows(rule, a.Argument, b.Argument, vocabulary),
            sum: a => right is WordTerm.Sum b && OnlyOne(a.Terms, b.Terms),
            product: a => right is WordTerm.Product b && OnlyOne(a.Factors, b.Factors),
            reduce: a =>
                right is WordTerm.Reduce b
                && a == b with { Body = a.Body }
                && Follows(rule, a.Body, b.Body, vocabulary)
        );
        return below || LawCheck.Follows(rule, left, right, vocabulary);
    }
}
