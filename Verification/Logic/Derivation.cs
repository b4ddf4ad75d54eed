using AgeFormal.Algebra;

namespace AgeFormal.Verification;

/// <summary>A proof as a value: the conclusion, the rule that gives it, and the proofs of the rule's premises.</summary>
/// <remarks>The type guarantees nothing; <see cref="ProofChecker"/> says whether each step follows.</remarks>
/// <param name="Rule">The rule.</param>
/// <param name="Conclusion">The claim.</param>
/// <param name="Premises">The proofs of the premises, in the rule's order.</param>
public sealed record Derivation(Rule Rule, Claim Conclusion, EqArray<Derivation> Premises)
    : IEvidence
{
    string IEvidence.Shown => Conclusion.ToString();

    /// <summary>The conditions of the theorem; empty when it holds without any.</summary>
    public EqArray<Condition> Conditions => Conclusion is Claim.Under under ? under.Conditions : [];

    /// <summary>
    /// The laws of named functions that the proof uses, in the order of <see cref="Rules.FunctionLaws"/>; empty when it
    /// holds for every φ in their place.
    /// </summary>
    public EqArray<Rule> FunctionLaws
    {
        get
        {
            // A rule is mostly one object, and few are used.
            var objects = new HashSet<Rule>(ReferenceEqualityComparer.Instance);
            foreach (var step in Steps())
                objects.Add(step.Rule);
            var used = objects.ToHashSet();
            return Rules.FunctionLaws.Where(used.Contains).ToEqArray();
        }
    }

    /// <summary>The number of steps.</summary>
    public int StepCount => 1 + Premises.Sum(premise => premise.StepCount);

    /// <summary>This step and all below it, conclusion first.</summary>
    public IEnumerable<Derivation> Steps()
    {
        var rest = new Stack<Derivation>([this]);
        while (rest.TryPop(out var step))
        {
            yield return step;
            for (var i = step.Premises.Count - 1; i >= 0; i--)
                rest.Push(step.Premises[i]);
        }
    }

    /// <summary>The tree as indented lines, each with its rule; equations of a shift as a chain.</summary>
    public string ToText() => DerivationText.Render(this);

    /// <summary>The rule and the conclusion.</summary>
    public override string ToString() => $"{Conclusion} [{Rule}]";
}
