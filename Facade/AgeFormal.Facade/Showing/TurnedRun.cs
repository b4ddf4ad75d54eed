using AgeFormal.Algebra;
using AgeFormal.Facade.Pictures;
using AgeFormal.Learning;
using AgeFormal.LibTorch;
using AgeFormal.Operators;
using AgeFormal.Verification;

namespace AgeFormal.Facade.Showing;

/// <summary>
/// A network executed on an input and on each turned input, in double precision on the CPU: what every shown layer gives, what
/// that is turned back, and how far it is from what the layer gives for the upright input.
/// </summary>
/// <param name="Input">The input.</param>
/// <param name="Turns">The positions, the identity first.</param>
/// <param name="Tolerance">What rounding may add to a relative error of the network.</param>
/// <param name="Signals">The input itself, the shown layers in the order of execution, and the output.</param>
/// <param name="Outputs">The values of the output at each position.</param>
internal sealed record TurnedRun(
    Turnable Input,
    EqArray<Turn> Turns,
    double Tolerance,
    EqArray<TurnedSignal> Signals,
    EqArray<EqArray<double>> Outputs
)
{
    /// <summary>The name of the first signal.</summary>
    public const string OfInput = "input";

    /// <summary>The name of the last signal.</summary>
    public const string OfOutput = "output";

    // What a page may hold: a byte for each pixel of a signal at a position.
    private const long MostPixels = 2_400_000;

    /// <summary>
    /// Runs a network at each position. Shown are the attention maps; of a network without attention the outputs of the layers
    /// with windows and weights. Where there are more than the given number, they are chosen evenly. Free angles are left
    /// out, every other one at first, where they would be too many values for one page.
    /// </summary>
    /// <param name="trained">The network.</param>
    /// <param name="input">The input.</param>
    /// <param name="steps">How many angles a full turn has.</param>
    /// <param name="most">How many signals are shown at most besides input and output.</param>
    /// <param name="cancellation">Checked before each execution.</param>
    /// <exception cref="ArgumentException">The input has another type than the network's.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TurnedRun Of(
        TrainedNetwork trained,
        Turnable input,
        int steps = 24,
        int most = 14,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(input);
        using var network = trained.Compile(Precision.Double);
        var places = ShownPlace.Of(trained.Op, most);
        IReadOnlyDictionary<string, Signal<double>> Run(Signal<double> signal)
        {
            cancellation.ThrowIfCancellationRequested();
            var (output, activations) = network.RunObserved(signal);
            return ShownPlace.Read(places, signal, activations, output);
        }
        var upright = Run(input.Upright);
        var turns = Fitting(input, steps, places, upright);
        var runs = turns.Select(turn => (Turn: turn, Values: Run(input.Turned(turn)))).ToArray();
        return new(
            input,
            turns,
            RoundingTolerance.Of(trained.Op, Precision.Double),
            places
                .Select(place => new TurnedSignal(
                    place,
                    upright[place.Name].Type,
                    View(upright[place.Name]),
                    runs.Select(run =>
                            Compared(run.Turn, run.Values[place.Name], upright[place.Name], input)
                        )
                        .ToEqArray()
                ))
                .ToEqArray(),
            runs.Select(run => run.Values[OfOutput].Values.ToEqArray()).ToEqArray()
        );
    }

    private static EqArray<Turn> Fitting(
        Turnable input,
        int steps,
        EqArray<ShownPlace> places,
        IReadOnlyDictionary<string, Signal<double>> upright
    )
    {
        var pixels = places.Sum(place =>
            View(upright[place.Name]).Type is var type
                ? (long)type.FibreSize
                    * (
                        type.Grid.BoxCount > 1
                            ? PlaneLayout.Of(type, input.Axes).Table.Count
                            : type.Channels
                    )
                : 0
        );
        var turns = Turn.Of(input, steps);
        // A turned signal, and what it is turned back, which is the upright one but for free angles.
        while (
            steps > 0 && pixels * (turns.Count + turns.Count(turn => !turn.IsExact)) > MostPixels
        )
        {
            steps = steps % 2 == 0 ? steps / 2 : 0;
            turns = Turn.Of(input, steps);
        }
        return turns;
    }

    private static TurnedValue Compared(
        Turn turn,
        Signal<double> moved,
        Signal<double> upright,
        Turnable input
    )
    {
        var group = moved.Type.Group.Group;
        var back = SignalAction.Transform(moved, group.Inverse(turn.Element));
        if (!turn.IsExact && back.Type.Grid.BoxCount > 1)
            back = Turnable.Rotated(back, -turn.Rest, input.Axes);
        return new(View(moved), View(back), Error(back, upright));
    }

    private static double Error(Signal<double> found, Signal<double> expected)
    {
        if (found.Type != expected.Type)
            return double.PositiveInfinity;
        var (difference, largest) = (0.0, 0.0);
        for (var i = 0; i < expected.Values.Length; i++)
        {
            var off = Math.Abs(found.Values[i] - expected.Values[i]);
            if (!double.IsFinite(off))
                return double.PositiveInfinity;
            difference = Math.Max(difference, off);
            largest = Math.Max(largest, Math.Abs(expected.Values[i]));
        }
        return difference == 0 ? 0 : difference / largest;
    }

    // What is drawn: the mean over channels on a grid, the first channels of a single point.
    private static Signal<double> View(Signal<double> signal)
    {
        var type = signal.Type;
        var each = type.FibreSize * type.Grid.BoxCount;
        if (type.Grid.BoxCount == 1)
        {
            var shown = type with { Channels = Math.Min(type.Channels, TurnedSignal.MostChannels) };
            return Signal<double>.Create(shown, [.. signal.Values.Take(shown.Count)]);
        }
        return Signal<double>.Generate(
            type with
            {
                Channels = 1,
            },
            1,
            i =>
            {
                var sum = 0.0;
                for (var channel = 0; channel < type.Channels; channel++)
                    sum += signal.Values[channel * each + i];
                return sum / type.Channels;
            }
        );
    }
}
