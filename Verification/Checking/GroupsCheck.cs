using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>Whether claims are the equivariance of one formula, each for another group.</summary>
internal static class GroupsCheck
{
    public static string? Of(EqArray<Claim> theorems)
    {
        var claims = theorems
            .Select(theorem => (theorem as Claim.Under)?.Theorem ?? theorem)
            .OfType<Claim.Equivariant>()
            .ToArray();
        return claims.Length != theorems.Count || claims.Length == 0
                ? "each of the claims is expected to be the equivariance of a formula"
            : claims.Any(claim => claim.Formula != claims[0].Formula)
                ? "the claims are about several formulas"
            : claims.Select(claim => claim.Vocabulary.Group).Distinct().Count() < claims.Length
                ? "two claims are about one group"
            : null;
    }
}
