using System.Globalization;
using System.Text.Json;
using AgeFormal.Algebra;
using AgeFormal.Facade.Pictures;
using AgeFormal.Facade.Showing;
using AgeFormal.Operators;

namespace AgeFormal.Cli.Rendering;

/// <summary>A turned run as the script of its page reads it: tiles of bytes, each stored once, and which is shown when.</summary>
internal static class TurnData
{
    public static string Write(TurnedRun run, EqArray<string> classes)
    {
        var group = run.Input.Upright.Type.Group;
        var bearings = Bearing.Of(group, run.Input.Axes);
        return JsonSerializer.Serialize(
            new
            {
                palette = Convert.ToBase64String([
                    .. Enumerable
                        .Range(0, 256)
                        .Select(level => Palette.At((level - 1) / 254.0))
                        .SelectMany(colour => (byte[])[colour.R, colour.G, colour.B]),
                ]),
                upright = Upright(run),
                mirrors = bearings.Any(one => one.IsMirrored),
                arrows = bearings.Select(one => (double[])[one.X, one.Y, one.IsMirrored ? 1 : 0]),
                turns = run.Turns.Select(
                    (turn, index) =>
                        new
                        {
                            name = turn.Name,
                            now = Now(run, turn),
                            says = Says(run, turn),
                            output = Output(run, index, classes),
                            from = group.Group.Elements.Select(h => From(group, turn, h)),
                        }
                ),
                signals = run.Signals.Select((signal, index) => Signal(run, signal, index == 0)),
            }
        );
    }

    /// <summary>The largest residual over the elements of H; infinite where a value is not finite.</summary>
    public static double Largest(TurnedRun run) =>
        run
            .Signals.Skip(1)
            .SelectMany(signal =>
                signal
                    .Values.Zip(run.Turns)
                    .Where(entry => entry.Second.IsExact)
                    .Select(entry => entry.First.Residual)
            )
            .Max();

    /// <summary>The position of the identity.</summary>
    public static int Upright(TurnedRun run) =>
        run.Turns.Index().First(entry => entry.Item.Element == 0 && entry.Item.IsExact).Index;

    private static string Now(TurnedRun run, Turn turn) =>
        turn.IsExact
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{turn.Name}{(turn.Angle > 0 ? $" · {360 * turn.Angle:0.#}°" : "")} · exact, an element of {run.Input.Upright.Type.Group.Name}"
            )
            : $"{turn.Name} · approximate, between elements";

    private static string Says(TurnedRun run, Turn turn) =>
        turn.IsExact
            ? "The points of the input are exchanged, nothing is interpolated. The theorem is about this."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The image is sampled anew; maps are turned back by {run.Input.Upright.Type.Group.Group.ElementNames[turn.Element]} and, with bilinear sampling, by {360 * turn.Rest:0.#}°. The theorem says nothing about this."
            );

    private static string From(PointGroup group, Turn turn, int h) =>
        turn.IsExact
            ? $"from {group.Group.ElementNames[group.Group.Multiply(group.Group.Inverse(turn.Element), h)]}"
            : "";

    private static string Output(TurnedRun run, int turn, EqArray<string> classes)
    {
        var values = run.Outputs[turn];
        if (classes.Count != values.Count || classes.Count < 2)
            return "";
        var best = values.Index().MaxBy(value => value.Item).Index;
        var shares = values.Select(value => Math.Exp(value - values[best])).ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the network says {classes[best]} ({100 / shares.Sum():F1} %)"
        );
    }

    private static object Signal(TurnedRun run, TurnedSignal signal, bool isInput)
    {
        var type = signal.Upright.Type;
        var layout = signal.HasPositions
            ? PlaneLayout.Of(type, run.Input.Axes)
            : PlaneLayout.Cells(type.Channels);
        var (least, most) = Range(signal);
        var pool = new TilePool();
        int[] Tiles(Signal<double> view) =>
            [
                .. Enumerable
                    .Range(0, type.FibreSize)
                    .Select(h => pool.Index(Tile(view, layout, h, least, most))),
            ];
        var moved = signal.Values.Select(value => Tiles(value.Moved)).ToArray();
        var back = signal.Values.Select(value => Tiles(value.Back)).ToArray();
        var part = PlaneLayout.Part(signal.Type, signal.Place.Steps, run.Input.Upright.Type);
        var stands =
            !isInput && signal.HasPositions && type.FibreSize > 1 && type.Grid.Dimension == 2
                ? ArrowGrid.Of(type.Grid)
                : null;
        return new
        {
            name = signal.Place.Name,
            grey = isInput,
            width = layout.Width,
            height = layout.Height,
            part,
            unit = stands is null ? 0 : part * stands.Step / type.Grid.Sizes.Max(),
            places = stands is null ? [] : Places(stands, layout),
            tiles = Convert.ToBase64String(pool.Bytes()),
            moved,
            back,
            residuals = signal.Values.Zip(run.Turns, (value, turn) => Residual(run, value, turn)),
        };
    }

    private static string[] Residual(TurnedRun run, TurnedValue value, Turn turn) =>
        [
            Number(value.Residual),
            !turn.IsExact ? "open"
            : value.Residual <= run.Tolerance ? "good"
            : "bad",
        ];

    public static string Number(double value) =>
        value == 0 ? "0" : value.ToString("0.0e0", CultureInfo.InvariantCulture);

    /// <summary>The least and the largest value that a signal has at any position.</summary>
    public static (double Least, double Most) Range(TurnedSignal signal)
    {
        var all = signal
            .Values.SelectMany(value => value.Moved.Values)
            .Where(double.IsFinite)
            .ToArray();
        return all.Length == 0 ? (0, 0) : (all.Min(), all.Max());
    }

    // The index of the pixel that shows a point, and where that is, from 0 to 1.
    private static double[][] Places(ArrowGrid stands, PlaneLayout layout) =>
        [
            .. stands
                .Points.Select(layout.Middle)
                .OfType<(double X, double Y)>()
                .Select(at =>
                    (double[])
                        [
                            (int)(at.Y * layout.Height) * layout.Width + (int)(at.X * layout.Width),
                            Math.Round(at.X, 4),
                            Math.Round(at.Y, 4),
                        ]
                ),
        ];

    // Channels of a single point lie apart by |H|, those of a grid are one.
    private static byte[] Tile(
        Signal<double> view,
        PlaneLayout layout,
        int h,
        double least,
        double most
    )
    {
        var type = view.Type;
        var points = type.Grid.BoxCount;
        byte Level(int index)
        {
            var value = view.Values[points > 1 ? h * points + index : index * type.FibreSize + h];
            return (byte)(
                1
                + Math.Round(
                    254 * (most > least ? Math.Clamp((value - least) / (most - least), 0, 1) : 0.5)
                )
            );
        }
        return [.. layout.Table.Select(index => index < 0 ? (byte)0 : Level(index))];
    }

    private sealed class TilePool
    {
        private readonly Dictionary<string, int> _known = [];
        private readonly List<byte[]> _tiles = [];

        public int Index(byte[] tile)
        {
            var key = Convert.ToBase64String(tile);
            if (_known.TryGetValue(key, out var index))
                return index;
            _tiles.Add(tile);
            return _known[key] = _tiles.Count - 1;
        }

        public byte[] Bytes() => [.. _tiles.SelectMany(tile => tile)];
    }
}
