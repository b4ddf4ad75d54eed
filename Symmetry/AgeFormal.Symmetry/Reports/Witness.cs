using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Programs;
using AgeFormal.Programs.Steps;
using AgeFormal.Symmetry.Motions;
using AgeFormal.Symmetry.Walking;

namespace AgeFormal.Symmetry;

/// <summary>An executed case: the output at the moved input is no moved output at the input, however it might move.</summary>
/// <param name="Element">The element.</param>
/// <param name="Name">Its name.</param>
/// <param name="Seed">The seed of the input.</param>
/// <param name="Residual">The smallest difference, over all motions that an output can have, of the largest over its values.</param>
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
        var shape = program.Steps.OfType<Step.Input>().First().Shape;
        if (InputMotion.Of(shape, group, element, (options ?? new()).Input) is not { } moved)
            return null;
        var places = moved.Input.Joint([.. Enumerable.Range(0, shape.Count)]);
        if (places is null)
            return null;
        int[] output = [.. program.Steps[program.Result].Shape.Select(Math.Abs)];
        for (var seed = 1; seed <= Inputs; seed++)
        {
            var (input, disturbed) = Input(seed, places.Length);
            var turned = new double[input.Length];
            for (var place = 0; place < places.Length; place++)
                turned[places[place]] = input[place];
            var (at, after, near) = (Run([.. input]), Run([.. turned]), Run([.. disturbed]));
            var scale = at.Concat(after).Max(Math.Abs);
            var noise = at.Zip(near, (a, b) => Math.Abs(a - b)).Max();
            if (!double.IsFinite(scale) || !double.IsFinite(noise))
                continue;
            var residual = Distance(after, at, output, group.Dimension);
            if (residual > LeastResidual * scale && residual > LeastOverNoise * noise)
                return new(
                    element,
                    group.Group.ElementNames[element],
                    seed,
                    residual,
                    scale,
                    noise
                );
        }
        return null;
        ImmutableArray<double> Run(ImmutableArray<double> values)
        {
            var result = run(values);
            var expected = output.Aggregate(1L, (all, size) => all * size);
            return !result.IsDefault && result.Length == expected
                ? result
                : throw new ArgumentException(
                    $"{expected} values of the output are expected, received {(result.IsDefault ? 0 : result.Length)}.",
                    nameof(run)
                );
        }
    }

    /// <summary>The same program, which keeps the outputs of inputs that every element is tried on.</summary>
    internal static Func<ImmutableArray<double>, ImmutableArray<double>> Keeping(
        Func<ImmutableArray<double>, ImmutableArray<double>> run,
        int length
    )
    {
        var known = new List<(double[] Input, ImmutableArray<double> Output)>();
        return input =>
        {
            foreach (var (before, output) in known)
                if (before.AsSpan().SequenceEqual(input.AsSpan()))
                    return output;
            var made = run(input);
            for (var seed = 1; seed <= Inputs; seed++)
            {
                var (values, disturbed) = Input(seed, length);
                foreach (var kept in new[] { values, disturbed })
                    if (kept.AsSpan().SequenceEqual(input.AsSpan()))
                        known.Add((kept, made));
            }
            return made;
        };
    }

    private static (double[] Input, double[] Disturbed) Input(int seed, int length)
    {
        var random = new Random(seed);
        double[] input = [.. Enumerable.Range(0, length).Select(_ => 2 * random.NextDouble() - 1)];
        return (
            input,
            [.. input.Select(value => value * (1 + Disturbance * (2 * random.NextDouble() - 1)))]
        );
    }

    // Over every symmetry of the output's grid, and every permutation of channels: each channel has the one that is nearest.
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
        // Single values: the permutation that brings them nearest is that of their order.
        if (points == 1)
            return moved.Order().Zip(still.Order(), (a, b) => Math.Abs(a - b)).Max();
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
            {
                var distance = 0.0;
                for (var point = 0; point < map.Length && distance < nearest; point++)
                    distance = Math.Max(
                        distance,
                        Math.Abs(
                            moved[channel * map.Length + map[point]]
                                - still[other * map.Length + point]
                        )
                    );
                nearest = Math.Min(nearest, distance);
            }
            largest = Math.Max(largest, nearest);
        }
        return largest;
    }
}
