using AgeFormal.Algebra;
using AgeFormal.Programs;
using AgeFormal.Programs.Numbers;
using AgeFormal.Programs.Steps;
using AgeFormal.Symmetry.Certificates;

namespace AgeFormal.Symmetry.Checking;

/// <summary>The replay of one element.</summary>
internal sealed partial class Replay(
    TensorProgram program,
    NumericSteps numbers,
    EqArray<CertifiedStep> certified
)
{
    private const int Kept = 12;
    private readonly bool[] _isFixed = program.Fixed();
    private readonly Dictionary<int, CertifiedStep> _steps = [];
    private readonly Queue<(int Step, int[] Map)> _maps = new();

    /// <summary>What is wrong first; null where nothing is.</summary>
    public string? Fault(PointGroup group, int element, InputAction input)
    {
        foreach (var step in certified)
        {
            if (
                step.Step < 0
                || step.Step >= program.Count
                || _isFixed[step.Step]
                || step.Layer != program.Layers[step.Step]
                || !IsFormed(step)
                || !_steps.TryAdd(step.Step, step)
            )
                return $"step {step.Step} of '{step.Layer}' is none of the network's, or has no motion";
            var holds = program.Steps[step.Step] switch
            {
                Step.Input => InputPlaces(group, element, input) is { } given
                    && given.AsSpan().SequenceEqual(Map(step.Step)),
                Step.Convolve of => IsConvolved(of, step),
                Step.Multiply of => IsProduct(of, step),
                var of => IsMade(of, step.Step),
            };
            if (!holds)
                return $"step {step.Step} of '{step.Layer}' does not move as is said";
        }
        return _isFixed[program.Result] || _steps.ContainsKey(program.Result)
            ? null
            : "nothing is said of the output";
    }

    private int[] Sizes(int step) => [.. program.Steps[step].Shape.Select(Math.Abs)];

    private bool IsFormed(CertifiedStep step)
    {
        var sizes = Sizes(step.Step);
        var axes = step.Blocks.SelectMany(block => block.Axes).ToArray();
        return !sizes.Contains(0)
            && axes.Distinct().Count() == axes.Length
            && axes.All(axis => axis >= 0 && axis < sizes.Length)
            && (step.Taps.Count == 0 || program.Steps[step.Step] is Step.Convolve)
            && step.Blocks.All(block =>
                block.Axes.Order().SequenceEqual(block.Axes)
                && Places(block, sizes) is { } map
                && Box.IsBijection(map, Box.Volume(block.Axes.Select(axis => sizes[axis])))
            );
    }

    private static int[]? Places(CertifiedBlock block, int[] sizes) =>
        block.Turn.Count == 0 ? [.. block.Map]
        : block.Map.Count > 0 ? null
        : Box.Turned([.. block.Axes.Select(axis => sizes[axis])], block.Turn.AsSpan());

    // Where each place of a tensor goes. The last ones are kept.
    private int[] Map(int step)
    {
        foreach (var known in _maps)
            if (known.Step == step)
                return known.Map;
        var sizes = Sizes(step);
        var blocks = _steps[step].Blocks;
        var moving = blocks.SelectMany(block => block.Axes).ToHashSet();
        var map = Box.Sums(
            sizes,
            [.. Box.Steps(sizes).Select((by, axis) => moving.Contains(axis) ? 0 : by)]
        );
        foreach (var block in blocks)
        {
            int[] axes = [.. block.Axes];
            var (moved, onto) = (Places(block, sizes)!, Box.Onto(sizes, axes));
            var into = Box.Into(sizes, axes);
            for (var place = 0; place < map.Length; place++)
                map[place] += into[moved[onto[place]]];
        }
        if (_maps.Count == Kept)
            _maps.Dequeue();
        _maps.Enqueue((step, map));
        return map;
    }

    private int[]? InputPlaces(PointGroup group, int element, InputAction input)
    {
        var sizes = Sizes(Array.FindIndex([.. program.Steps], step => step is Step.Input));
        var (matrix, order) = (group.Matrices[element], group.Order);
        var first = input == InputAction.ChannelsLast ? 1 : sizes.Length - matrix.Dimension;
        if (
            first < 1
            || first + matrix.Dimension > sizes.Length
            || input == InputAction.Regular && (first < 2 || sizes[first - 1] % order != 0)
        )
            return null;
        var steps = Box.Steps(sizes);
        var map = new int[Box.Volume(sizes)];
        for (var place = 0; place < map.Length; place++)
        {
            int At(int axis) => place / steps[axis] % sizes[axis];
            map[place] = place;
            if (input == InputAction.Regular)
                map[place] +=
                    (group.Group.Multiply(element, At(first - 1) % order) - At(first - 1) % order)
                    * steps[first - 1];
            // Twice the distance from the centre.
            for (var i = 0; i < matrix.Dimension; i++)
            {
                var to =
                    sizes[first + i]
                    - 1
                    + Enumerable
                        .Range(0, matrix.Dimension)
                        .Sum(j => matrix[i, j] * (2 * At(first + j) + 1 - sizes[first + j]));
                if (to < 0 || to > 2 * sizes[first + i] - 2 || to % 2 != 0)
                    return null;
                map[place] += (to / 2 - At(first + i)) * steps[first + i];
            }
        }
        return map;
    }
}
