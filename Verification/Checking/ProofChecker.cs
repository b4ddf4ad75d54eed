using AgeFormal.Verification.Checking;

namespace AgeFormal.Verification;

/// <summary>
/// Replays derivations: says of every step whether its conclusion follows from its premises by its rule. It calls no
/// part of the prover and reads terms and words in its own way.
/// </summary>
public static class ProofChecker
{
    /// <summary>
    /// The first step that does not follow, premises before conclusions, or the last one when it rests on a hypothesis that
    /// no conditional theorem discharges; null when all follow.
    /// </summary>
    /// <param name="derivation">The derivation.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Fault? FindFault(Derivation derivation, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(derivation);
        if (FindFaultOfSteps(derivation, cancellation) is { } fault)
            return fault;
        var open = OpenHypotheses.Of(derivation);
        return open.Count == 0
            ? null
            : new Fault(derivation, $"it rests on the hypothesis that {Condition.Sentence(open)}");
    }

    private static Fault? FindFaultOfSteps(Derivation derivation, CancellationToken cancellation)
    {
        foreach (var premise in derivation.Premises)
            if (FindFaultOfSteps(premise, cancellation) is { } below)
                return below;
        cancellation.ThrowIfCancellationRequested();
        return RuleChecks.Fault(derivation) is { } reason ? new Fault(derivation, reason) : null;
    }

    /// <summary>Whether every step follows and the conclusion is the given claim.</summary>
    /// <param name="derivation">The derivation.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static bool Accepts(
        Derivation derivation,
        Claim claim,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(derivation);
        ArgumentNullException.ThrowIfNull(claim);
        return derivation.Conclusion == claim && FindFault(derivation, cancellation) is null;
    }
}

/// <summary>A step that does not follow.</summary>
/// <param name="Step">The step.</param>
/// <param name="Reason">What was found and what was expected.</param>
public sealed record Fault(Derivation Step, string Reason)
{
    /// <summary>The step and the reason.</summary>
    public override string ToString() => $"'{Step}' does not follow: {Reason}";
}
