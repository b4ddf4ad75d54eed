using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;

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
            proved: proved =>
                Entry.Known.Match(
                    equivariant: _ => proved.Proof.Conditions.Count == 0,
                    equivariantWhen: when =>
                        proved.Proof.Conditions == Condition.Ordered(when.Conditions),
                    broken: _ => false
                ),
            refuted: _ =>
                Entry.Known.Match(
                    equivariant: _ => false,
                    equivariantWhen: _ => false,
                    broken: _ => true
                ),
            undecided: _ => false
        );

    /// <summary>The counterexample of a refuted design.</summary>
    public Counterexample? Counterexample =>
        Report.Theorem.Match(
            proved: _ => null,
            refuted: refuted => refuted.Witness.Counterexample,
            undecided: _ => null
        );

    /// <summary><c>proved</c>, <c>refuted</c> or <c>undecided</c>.</summary>
    public string Verdict =>
        Report.Theorem.Match(
            proved: _ => "proved",
            refuted: _ => "refuted",
            undecided: _ => "undecided"
        );

    /// <summary>The finding of one design.</summary>
    public static ZooFinding Of(ZooEntry entry, IdentityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(entry, DesignVerifier.Verify(entry.Design, options));
    }
}
