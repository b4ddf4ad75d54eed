using AgeFormal.Algebra;
using AgeFormal.Facade.Summaries;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Showing;

/// <summary>A place within a network whose signal is shown.</summary>
/// <param name="Name">The full name, for example <c>c1.spatial_attention</c>.</param>
/// <param name="Layer">The path of the layer; empty for input and output.</param>
/// <param name="Kind">What it is, in words.</param>
/// <param name="Steps">The distance of neighbouring points in points of the input.</param>
internal sealed record ShownPlace(string Name, string Layer, string Kind, EqArray<Rational> Steps)
{
    internal static EqArray<ShownPlace> Of(TypedOp op, int most)
    {
        var leaves = op.Leaves().Zip(ReceptiveField.Of(op)).ToArray();
        var maps = leaves
            .SelectMany(entry =>
                entry.First.Meaning.Maps.Select(map => new ShownPlace(
                    TypedOp.Join(entry.First.Path, map.Name),
                    entry.First.Path,
                    $"{(map.Name == AttentionMap.OverPositions ? "spatial" : "channel")} attention{(entry.First.Op is Op.InputAttention ? " on the input" : "")}",
                    entry.Second.Steps
                ))
            )
            .ToArray();
        var features = leaves
            .Take(leaves.Length - 1)
            .Where(entry =>
                entry.First.Path.Length > 0
                && entry.First.Meaning.Windows.Count > 0
                && entry.First.Meaning.Parameters.Count > 0
            )
            .Select(entry => new ShownPlace(
                entry.First.Path,
                entry.First.Path,
                "features",
                entry.Second.Steps
            ))
            .ToArray();
        var ones = Enumerable.Repeat(Rational.One, op.Input.Grid.Dimension).ToEqArray();
        return
        [
            new(TurnedRun.OfInput, "", "what the network reads", ones),
            .. Chosen(maps.Length > 0 ? maps : features, most),
            new(TurnedRun.OfOutput, "", "output", leaves[^1].Second.Steps),
        ];
    }

    internal static IReadOnlyDictionary<string, Signal<double>> Read(
        EqArray<ShownPlace> places,
        Signal<double> input,
        IReadOnlyDictionary<string, Signal<double>> activations,
        Signal<double> output
    ) =>
        places.ToDictionary(
            place => place.Name,
            place =>
                place.Name == TurnedRun.OfInput ? input
                : place.Name == TurnedRun.OfOutput ? output
                : activations[place.Name]
        );

    private static IEnumerable<ShownPlace> Chosen(ShownPlace[] all, int most) =>
        all.Length <= most
            ? all
            : Enumerable
                .Range(0, most)
                .Select(i => all[most == 1 ? 0 : i * (all.Length - 1) / (most - 1)]);
}
