using AgeFormal.Algebra;

namespace AgeFormal.Verification.Grids;

/// <summary>The exactness of an operator in one sentence.</summary>
internal static class NetworkReason
{
    public static string Of(NetworkExactness network) =>
        network.IsExact
            ? "exact for all of H"
            : string.Join(
                "; ",
                new[]
                {
                    $"exact for {network.Subgroup}",
                    InputGrid(network),
                    Blamed(network),
                    Drifts(network.Drifts),
                }.Where(part => part.Length > 0)
            );

    private static string InputGrid(NetworkExactness network) =>
        network.MovingInput.Count == 0
            ? ""
            : $"the input grid {network.Input.Grid} is moved by {string.Join(", ", network.MovingInput.Select(h => network.Input.Group.Group.ElementNames[h]))}";

    private static string Blamed(NetworkExactness network) =>
        network.Blame.Count == 0
            ? ""
            : $"lost in {string.Join(", ", network.Blame.Select(network.NameOf))}";

    private static string Drifts(EqArray<Drift> drifts) =>
        drifts.All(drift => drift.IsZero)
            ? ""
            : $"the centre drifts by {string.Join(" and ", drifts)}";
}
