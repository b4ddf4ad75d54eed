using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>The conditions that a derivation assumes and does not discharge.</summary>
internal static class OpenHypotheses
{
    public static EqArray<Condition> Of(Derivation derivation) =>
        Condition.Ordered(Collect(derivation));

    private static IEnumerable<Condition> Collect(Derivation derivation) =>
        derivation.Conclusion switch
        {
            Claim.Assumed assumed => [assumed.Condition],
            Claim.Under => [],
            _ => derivation.Premises.SelectMany(Collect),
        };
}
