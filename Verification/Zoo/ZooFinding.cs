using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Identity;

namespace AgeFormal.Verification.Zoo;

/// <summary>What the verification of a design of the zoo found.</summary>
/// <param name="Entry">The design with its known verdict.</param>
/// <param name="Report">The verdict that was found.</param>
public sealed record ZooFinding(ZooEntry Entry, DesignReport Report)
{
    /// <summary>
    /// Whether the verdict is the known one: proved without conditions for an equivariant design, under exactly the
    /// known conditions for a conditional one; refuted for a broken one. Undecided agrees with nothing.
    /// </summary>
    public bool Agrees =>
        Report.Theorem.Match(
            proved =>
                Entry.Known.Match(
                    _ => proved.Conditions.Count == 0,
                    when => proved.Conditions == Condition.Ordered(when.Conditions),
                    _ => false
                ),
            _ => Entry.Known.Match(_ => false, _ => false, _ => true),
            _ => false
        );

    /// <summary>The counterexample of a refuted design.</summary>
    public Counterexample? Counterexample =>
        Report.Theorem.Match(_ => null, refuted => refuted.Witness.Counterexample, _ => null);

    /// <summary><c>proved</c>, <c>refuted</c> or <c>undecided</c>.</summary>
    public string Verdict => Report.Theorem.Match(_ => "proved", _ => "refuted", _ => "undecided");

    /// <summary>The finding of one design.</summary>
    public static ZooFinding Of(ZooEntry entry, IdentityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(entry, DesignVerifier.Verify(entry.Design, options));
    }
}
