global using Verdict = AgeFormal.Verification.Verdict<
    AgeFormal.Verification.Derivation,
    AgeFormal.Verification.Witness
>;

namespace AgeFormal.Verification;

/// <summary>What is known about a claim. <see cref="Undecided"/> is never success.</summary>
/// <typeparam name="TProof">Why it holds, as a value that a checker replays.</typeparam>
/// <typeparam name="TWitness">A case in which it fails.</typeparam>
public abstract record Verdict<TProof, TWitness>
    where TProof : class, IEvidence
    where TWitness : class, IEvidence
{
    private Verdict() { }

    /// <summary>The claim holds.</summary>
    /// <param name="Proof">Why; a checker replays it.</param>
    public sealed record Proved(TProof Proof) : Verdict<TProof, TWitness>;

    /// <summary>The claim is false.</summary>
    /// <param name="Witness">A case in which it fails.</param>
    public sealed record Refuted(TWitness Witness) : Verdict<TProof, TWitness>;

    /// <summary>Neither a proof nor a witness was found.</summary>
    /// <param name="Part">The part at which the proof is stuck, as it is printed.</param>
    /// <param name="Reason">Why it is stuck there.</param>
    public sealed record Undecided(string Part, string Reason) : Verdict<TProof, TWitness>
    {
        /// <summary>
        /// A case in which the claim fails with other functions in the place of some: it does not hold for every φ. It says
        /// nothing about the functions as named.
        /// </summary>
        public TWitness? WithOtherFunctions { get; init; }
    }

    /// <summary>Whether the claim is proved.</summary>
    public bool IsProved => this is Proved;

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
            proved: proved => $"proved: {proved.Proof.Shown}",
            refuted: refuted => $"refuted: {refuted.Witness.Shown}",
            undecided: undecided => $"undecided at {undecided.Part}: {undecided.Reason}"
        );
}

/// <summary>A case in which a claim fails.</summary>
/// <param name="Description">The case in words and numbers, from which it can be repeated.</param>
public sealed record Witness(string Description) : IEvidence
{
    /// <summary>The case as data that can be replayed, where the claim is Theorem 1.</summary>
    public Counterexamples.Counterexample? Counterexample { get; init; }

    string IEvidence.Shown => Description;
}
