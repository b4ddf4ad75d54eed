using AgeFormal.Algebra;

namespace AgeFormal.Verification;

/// <summary>What is known about a claim. <see cref="Undecided"/> is never success.</summary>
public abstract record Verdict
{
    private Verdict() { }

    /// <summary>The claim holds.</summary>
    /// <param name="Derivation">Why; a <see cref="ProofChecker"/> replays it.</param>
    public sealed record Proved(Derivation Derivation) : Verdict
    {
        /// <summary>The conditions of the theorem; empty when it holds without any.</summary>
        public EqArray<Condition> Conditions =>
            Derivation.Conclusion is Claim.Under under ? under.Conditions : [];

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
                foreach (var step in Derivation.Steps())
                    objects.Add(step.Rule);
                var used = objects.ToHashSet();
                return Rules.FunctionLaws.Where(used.Contains).ToEqArray();
            }
        }
    }

    /// <summary>The claim is false.</summary>
    /// <param name="Witness">A case in which it fails.</param>
    public sealed record Refuted(Witness Witness) : Verdict;

    /// <summary>Neither a proof nor a witness was found.</summary>
    /// <param name="Part">The part at which the proof is stuck, as it is printed.</param>
    /// <param name="Reason">Why it is stuck there.</param>
    public sealed record Undecided(string Part, string Reason) : Verdict
    {
        /// <summary>
        /// A case in which the claim fails with other functions in the place of some: it does not hold for every φ. It says
        /// nothing about the functions as named.
        /// </summary>
        public Counterexamples.Counterexample? WithOtherFunctions { get; init; }
    }

    /// <summary>Whether the claim is proved.</summary>
    public bool IsProved => Match(proved: _ => true, refuted: _ => false, undecided: _ => false);

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<Proved, T> proved,
        Func<Refuted, T> refuted,
        Func<Undecided, T> undecided
    )
    {
        ArgumentNullException.ThrowIfNull(proved);
        ArgumentNullException.ThrowIfNull(refuted);
        ArgumentNullException.ThrowIfNull(undecided);
        return this switch
        {
            Proved verdict => proved(verdict),
            Refuted verdict => refuted(verdict),
            Undecided verdict => undecided(verdict),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The verdict in one sentence.</summary>
    public sealed override string ToString() =>
        Match(
            proved: proved => $"proved: {proved.Derivation.Conclusion}",
            refuted: refuted => $"refuted: {refuted.Witness.Description}",
            undecided: undecided => $"undecided at {undecided.Part}: {undecided.Reason}"
        );
}

/// <summary>A case in which a claim fails.</summary>
/// <param name="Description">The case in words and numbers, from which it can be repeated.</param>
public sealed record Witness(string Description)
{
    /// <summary>The case as data that can be replayed, where the claim is Theorem 1.</summary>
    public Counterexamples.Counterexample? Counterexample { get; init; }
}
