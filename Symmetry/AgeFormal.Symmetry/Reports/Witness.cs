using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Programs;
using AgeFormal.Programs.Steps;
using AgeFormal.Symmetry.Motions;
using AgeFormal.Symmetry.Walking;

namespace AgeFormal.Symmetry;

/// <summary>
/// An executed case: no symmetry of the output's grid, with any exchange of its channels and any of their signs, takes the output
/// at the input to that at the moved input.
/// </summary>
/// <param name="Element">The element.</param>
/// <param name="Name">Its name.</param>
/// <param name="Seed">The seed of the input.</param>
/// <param name="Residual">The smallest difference, over all such motions, of the largest over its values.</param>
/// <param name="Scale">The largest value of the outputs.</param>
/// <param name="Noise">By how much the output changes with the input's last bits.</param>
public sealed record Witness(
    int Element,
    string Name,
    int Seed,
    double Residual,
    double Scale,
    double Noise
)
{
    // A share of the input that is far above rounding, and below whatever a residual is taken for.
    private const double Disturbance = 1.0 / (1L << 40);
    private const double LeastResidual = 1e-7;
    private const double LeastOverNoise = 16;
    private const int Inputs = 3;
    private const long MostComparisons = 1L << 32;

    /// <summary>A witness against an element; null where none is found, which shows nothing.</summary>
    /// <param name="program">The program.</param>
    /// <param name="group">The group.</param>
    /// <param name="element">The element.</param>
    /// <param name="run">The program's output for one input, in double precision.</param>
    /// <param name="options">How the input moves.</param>
    /// <exception cref="ArgumentException">What is run returns another number of values.</exception>
    public static Witness? Find(
        TensorProgram program,
        PointGroup group,
        int element,
        Func<ImmutableArray<double>, ImmutableArray<double>> run,
        SymmetryOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(run);
        return Find(new Trials(program, run), group, element, options ?? SymmetryOptions.Default);
    }

    internal static Witness? Find(
        Trials trials,
        PointGroup group,
        int element,
        SymmetryOptions options
    )
    {
        if (
            InputMotion.Of(trials.Input, group, element, options.Input) is not { } moved
            || moved.Input.Joint([.. Enumerable.Range(0, trials.Input.Count)]) is not { } places
        )
            return null;
        for (var seed = 1; seed <= Inputs; seed++)
        {
            var trial = trials.Of(seed);
            var turned = new double[places.Length];
            for (var place = 0; place < places.Length; place++)
                turned[places[place]] = trial.Input[place];
            var after = trials.Run([.. turned]);
            var scale = trial.Output.Concat(after).Max(Math.Abs);
            if (!double.IsFinite(scale) || !double.IsFinite(trial.Noise))
                continue;
            var residual = Distance(after, trial.Output, trials.Output, group.Dimension);
            if (residual > LeastResidual * scale && residual > LeastOverNoise * trial.Noise)
                return new(
                    element,
                    group.Group.ElementNames[element],
                    seed,
                    residual,
                    scale,
                    trial.Noise
                );
        }
        return null;
    }

    /// <summary>A random input with its output, and by how much that changes with the input's last bits.</summary>
    internal sealed record Trial(
        ImmutableArray<double> Input,
        ImmutableArray<double> Output,
        double Noise
    );

    /// <summary>The inputs that every element is tried on, each run once.</summary>
    internal sealed class Trials(
        TensorProgram program,
        Func<ImmutableArray<double>, ImmutableArray<double>> run
    )
    {
        private readonly Dictionary<int, Trial> _known = [];

        /// <summary>The shape of the input.</summary>
        public EqArray<int> Input { get; } = program.Steps.OfType<Step.Input>().First().Shape;

        /// <summary>The sizes of the output for one input.</summary>
        public int[] Output { get; } = [.. program.Steps[program.Result].Shape.Select(Math.Abs)];

        public Trial Of(int seed)
        {
            if (_known.TryGetValue(seed, out var known))
                return known;
            var random = new Random(seed);
            var length = Input.Aggregate(1, (volume, size) => volume * Math.Abs(size));
            ImmutableArray<double> input =
            [
                .. Enumerable.Range(0, length).Select(_ => 2 * random.NextDouble() - 1),
            ];
            ImmutableArray<double> disturbed =
            [
                .. input.Select(value => value * (1 + Disturbance * (2 * random.NextDouble() - 1))),
            ];
            var output = Run(input);
            var noise = output.Zip(Run(disturbed), (a, b) => Math.Abs(a - b)).Max();
            return _known[seed] = new(input, output, noise);
        }

        public ImmutableArray<double> Run(ImmutableArray<double> input)
        {
            var result = run(input);
            var expected = Output.Aggregate(1L, (all, size) => all * size);
            return !result.IsDefault && result.Length == expected
                ? result
                : throw new ArgumentException(
                    $"{expected} values of the output are expected, received {(result.IsDefault ? 0 : result.Length)}."
                );
        }
    }

    // Over every symmetry of the output's grid, and every exchange of channels and their signs: each channel has the one that is
    // nearest, which no such motion falls below.
    private static double Distance(
        ImmutableArray<double> moved,
        ImmutableArray<double> still,
        int[] shape,
        int dimension
    )
    {
        var hasSpace = shape.Length == dimension + 2 && shape[0] == 1;
        int[] space = hasSpace ? shape[2..] : [];
        var points = space.Aggregate(1, (all, size) => all * size);
        var channels = moved.Length / points;
        // Single values: the exchange that brings them nearest is that of the order of their sizes.
        if (points == 1)
            return moved
                .Select(Math.Abs)
                .Order()
                .Zip(still.Select(Math.Abs).Order(), (a, b) => Math.Abs(a - b))
                .Max();
        if ((long)channels * channels * points > MostComparisons)
            return 0;
        var motions = hasSpace
            ? GridMotion
                .All(dimension)
                .Where(motion => motion.Keeps(space))
                .Select(motion => motion.Map(space))
            :
            [
                [0],
            ];
        return motions.Min(map => Largest(moved, still, map, channels));
    }

    private static double Largest(
        ImmutableArray<double> moved,
        ImmutableArray<double> still,
        int[] map,
        int channels
    )
    {
        var largest = 0.0;
        for (var channel = 0; channel < channels; channel++)
        {
            var nearest = double.PositiveInfinity;
            for (var other = 0; other < channels && nearest > largest; other++)
                foreach (var sign in (ReadOnlySpan<double>)[1, -1])
                {
                    var distance = 0.0;
                    for (var point = 0; point < map.Length && distance < nearest; point++)
                        distance = Math.Max(
                            distance,
                            Math.Abs(
                                moved[channel * map.Length + map[point]]
                                    - sign * still[other * map.Length + point]
                            )
                        );
                    nearest = Math.Min(nearest, distance);
                }
            largest = Math.Max(largest, nearest);
        }
        return largest;
    }
}
