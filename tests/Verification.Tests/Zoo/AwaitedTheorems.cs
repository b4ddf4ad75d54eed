using AgeFormal.Algebra;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Verification.Tests.Zoo;

/// <summary>
/// The one place that says which conditions the prover does not know yet. A test of a design under such a condition is
/// skipped with the reason; with an empty list every conditional design must be proved.
/// </summary>
internal static class AwaitedTheorems
{
    private static readonly EqArray<Type> Conditions =
    [
        typeof(KnownCondition.AbelianGroup),
        typeof(KnownCondition.StableWindow),
        typeof(KnownCondition.IsotropicParameter),
    ];

    /// <summary>The conditions of a design that the prover does not know.</summary>
    public static EqArray<KnownCondition> Of(ZooEntry entry) =>
        entry.Known.Match<EqArray<KnownCondition>>(
            _ => [],
            when =>
                when.Conditions.Where(condition => Conditions.Contains(condition.GetType()))
                    .ToEqArray(),
            _ => []
        );
}
