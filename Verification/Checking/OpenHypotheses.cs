using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>The conditions that a derivation assumes and does not discharge.</summary>
internal static class OpenHypotheses
{
    public static EqArray<Condition> Of(Derivation derivation) =>
        Condition.Ordered(Collect(derivation));

    private static IEnumerable<Condition> Collect(Derivation derivation)
    {
        if (derivation.Conclusion is Claim.Assumed assumed)
            return [assumed.Condition];
        return derivation.Conclusion is Claim.Under ? [] : derivation.Premises.SelectMany(Collect);
    }
}
