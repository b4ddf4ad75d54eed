using AgeFormal.Algebra;
using AgeFormal.Programs;
using AgeFormal.Programs.Numbers;
using AgeFormal.Programs.Steps;
using AgeFormal.Symmetry.Motions;

namespace AgeFormal.Symmetry.Walking;

/// <summary>
/// Follows one motion of the input through a program: each step either carries it on, in one way that is found, or has an
/// obstacle. If the result has a motion, the program turns the moved input into the moved output, for every input.
/// </summary>
/// <remarks>A step that reads one with an obstacle inherits it: the first to lose the motion is the one that is named.</remarks>
internal sealed partial class Walk : IStepFold<Motion>
{
    private readonly TensorProgram _program;
    private readonly NumericSteps _numbers;
    private readonly Tolerance _tolerance;
    private readonly GridMotion _grid;
    private readonly Motion _input;
    private readonly string _element;
    private readonly Choices? _choices;
    private readonly bool[] _isFixed;
    private readonly Motion?[] _motions;
    private readonly Obstacle?[] _obstacles;
    private readonly ILookup<int, int> _readers;
    private readonly Dictionary<int, GridMotion> _taps = [];
    private int _at;

    private Walk(
        TensorProgram program,
        NumericSteps numbers,
        Tolerance tolerance,
        GridMotion grid,
        Motion input,
        string element,
        Choices? choices
    )
    {
        _choices = choices;
        _program = program;
        _numbers = numbers;
        _tolerance = tolerance;
        _grid = grid;
        _input = input;
        _element = element;
        _isFixed = program.Fixed();
        _motions = new Motion?[program.Count];
        _obstacles = new Obstacle?[program.Count];
        _readers = program
            .Steps.SelectMany((step, i) => step.Sources.Select(source => (source, i)))
            .ToLookup(pair => pair.source, pair => pair.i);
    }

    /// <summary>The motions by step.</summary>
    public IReadOnlyList<Motion?> Motions => _motions;

    /// <summary>What was taken for equal.</summary>
    public Tolerance Tolerance => _tolerance;

    /// <summary>How the taps of the kernels turn, by step.</summary>
    public IReadOnlyDictionary<int, GridMotion> Taps => _taps;

    /// <summary>The obstacles by step.</summary>
    public IReadOnlyList<Obstacle?> Obstacles => _obstacles;

    /// <summary>How often equal rows of weights left a choice.</summary>
    public int Chosen { get; private set; }

    /// <summary>Follows a motion.</summary>
    /// <param name="program">The program.</param>
    /// <param name="numbers">The values of what depends on parameters alone.</param>
    /// <param name="tolerance">What is taken for equal.</param>
    /// <param name="grid">What the element does to space.</param>
    /// <param name="input">What it does to the input.</param>
    /// <param name="element">The name of the element, for reasons.</param>
    /// <param name="choices">Which of equal rows are taken; the first ones by default.</param>
    public static Walk Along(
        TensorProgram program,
        NumericSteps numbers,
        Tolerance tolerance,
        GridMotion grid,
        Motion input,
        string element,
        Choices? choices = null
    )
    {
        var walk = new Walk(program, numbers, tolerance, grid, input, element, choices);
        var isNeeded = new bool[program.Count];
        isNeeded[program.Result] = true;
        for (var i = program.Count - 1; i >= 0; i--)
            if (isNeeded[i])
                foreach (var source in program.Steps[i].Sources)
                    isNeeded[source] = true;
        for (var i = 0; i < program.Count; i++)
            if (isNeeded[i] && !walk._isFixed[i])
                walk.Take(i);
        return walk;
    }

    public Motion Input(Step.Input step) => _input;

    public Motion Parameter(Step.Parameter step) =>
        throw new System.Diagnostics.UnreachableException();

    public Motion Number(Step.Number step) => throw new System.Diagnostics.UnreachableException();

    public Motion Numbers(Step.Numbers step) => throw new System.Diagnostics.UnreachableException();

    public Motion Pointwise(Step.Pointwise step) => At(step.Source);

    public Motion Scale(Step.Scale step) => At(step.Source);

    // Evaluation drops nothing.
    public Motion Drop(Step.Drop step) => At(step.Source);

    public Motion Fill(Step.Fill step)
    {
        var motion = At(step.Source);
        var table = _program.Tables[step.Table];
        CheckInvariant(
            motion,
            step.TableShape,
            [.. table.Select(value => value < 0 ? 1.0 : 0)],
            "what is filled"
        );
        return motion;
    }

    public Motion Normalize(Step.Normalize step)
    {
        var motion = At(step.Source);
        if (step.Outside is { } outside)
            CheckInvariant(
                motion,
                [.. step.Shape.Skip(2)],
                [.. _program.Tables[outside].Select(value => value < 0 ? 1.0 : 0)],
                "what is outside"
            );
        foreach (
            var (part, name) in new[]
            {
                (step.Weight, "weight"),
                (step.Bias, "bias"),
                (step.Mean, "mean"),
                (step.Variance, "variance"),
            }
        )
        {
            if (!_isFixed[part])
                throw LossException.Unknown($"the {name} of a normalisation depends on the input");
            CheckInvariant(
                motion,
                [_program.Steps[part].Shape[0], .. Enumerable.Repeat(1, motion.Rank - 2)],
                _numbers.At(part).Values.AsSpan(),
                $"the {name} of the batch norm"
            );
        }
        return motion;
    }

    public Motion Concatenate(Step.Concatenate step)
    {
        if (step.Shape[step.Axis] < 0)
            throw LossException.Unknown("signals of a batch are concatenated");
        var signals = step.Parts.Where(part => !_isFixed[part]).Select(At).ToArray();
        int[] together =
        [
            .. signals.SelectMany(motion => motion.Hull([step.Axis])).Distinct().Order(),
        ];
        while (
            signals.SelectMany(motion => motion.Hull(together)).Distinct().Count() > together.Length
        )
            together = [.. signals.SelectMany(motion => motion.Hull(together)).Distinct().Order()];
        int[] others = [.. Enumerable.Range(0, step.Shape.Count).Except(together)];
        var aside = signals[0].Restrict(others)!;
        foreach (var motion in signals)
            if (!motion.Restrict(others)!.Agrees(aside))
                throw LossException.Lost("what is concatenated moves in different ways");
        // Places of the parts among those of the whole.
        int[] whole = Sizes(step.Shape);
        var steps = Places.Steps(Places.Of(whole, together));
        var map = new int[Places.Volume(Places.Of(whole, together))];
        var start = 0;
        var at = Array.IndexOf(together, step.Axis);
        foreach (var part in step.Parts)
        {
            var sizes = Sizes(_program.Steps[part].Shape);
            var places = Places.Offsets(Places.Of(sizes, together), steps);
            if (_isFixed[part])
            {
                var still = Motion.Of(
                    sizes,
                    aside.Blocks.Select(block => new Block(
                        [.. block.Axes.Select(axis => others[axis])],
                        block.Map
                    ))
                );
                CheckInvariant(
                    still,
                    _program.Steps[part].Shape,
                    _numbers.At(part).Values.AsSpan(),
                    "a concatenated constant"
                );
            }
            var moved = _isFixed[part] ? null : At(part).Joint(together);
            for (var i = 0; i < places.Length; i++)
                map[places[i] + start * steps[at]] =
                    places[moved is null ? i : moved[i]] + start * steps[at];
            start += sizes[step.Axis];
        }
        return Motion.Of(
            whole,
            aside
                .Blocks.Select(block => new Block(
                    [.. block.Axes.Select(axis => others[axis])],
                    block.Map
                ))
                .Append(new Block(together, map))
        );
    }

    public Motion Reduce(Step.Reduce step)
    {
        if (step.Axes.Any(axis => _program.Steps[step.Source].Shape[axis] < 0))
            throw LossException.Unknown("signals of a batch are reduced to one");
        var (root, axes) = Reduced(step);
        if (axes.Any(axis => _program.Steps[root].Shape[axis] < 0))
            throw LossException.Unknown("signals of a batch are reduced to one");
        var motion = At(root);
        int[] kept = [.. Enumerable.Range(0, motion.Rank).Except(axes)];
        var rest =
            motion.Restrict(kept)
            ?? throw LossException.Lost(
                $"what is reduced to one value over axes {step.Axes} is torn apart by {_element}"
            );
        return rest.Reshape(Sizes(step.Shape));
    }

    public Motion LargestResponse(Step.LargestResponse step) => throw Streamed();

    public Motion PositionMap(Step.PositionMap step) => throw Streamed();

    public Motion AttendedSum(Step.AttendedSum step) => throw Streamed();

    // A reduction of a reduction of the same kind is one, factors between them aside: single axes may move together.
    private (int Root, int[] Axes) Reduced(Step.Reduce step)
    {
        int[] axes = [.. step.Axes];
        var root = step.Source;
        while (_motions[root] is null)
        {
            var inner = root;
            while (_program.Steps[inner] is Step.Scale scale && step.By == Operators.Reduction.Sum)
                inner = scale.Source;
            if (_program.Steps[inner] is not Step.Reduce before || before.By != step.By)
                break;
            if (!before.KeepsAxes)
            {
                int[] left =
                [
                    .. Enumerable
                        .Range(0, _program.Steps[before.Source].Shape.Count)
                        .Where(axis => !before.Axes.Contains(axis)),
                ];
                axes = [.. axes.Select(axis => left[axis])];
            }
            axes = [.. axes.Union(before.Axes)];
            root = before.Source;
        }
        return (root, axes);
    }

    private static LossException Streamed() =>
        LossException.Unknown("responses that are not stored have no rule");

    private void Take(int step)
    {
        _at = step;
        try
        {
            _motions[step] = _program.Steps[step].Fold(this);
        }
        catch (InheritedException inherited)
        {
            _obstacles[step] = inherited.Obstacle;
        }
        catch (LossException loss)
        {
            _obstacles[step] = new(step, _program.Layers[step], loss.Message, loss.IsUnknown);
        }
    }

    private Motion At(int step) =>
        _motions[step] ?? throw new InheritedException(_obstacles[step]!);

    private static int[] Sizes(EqArray<int> shape)
    {
        if (shape.Contains(0))
            throw LossException.Unknown("a tensor without values has no motion");
        if (shape.Count(size => size < 0) > 1)
            throw LossException.Unknown("the signals of a batch meet one another");
        return [.. shape.Select(Math.Abs)];
    }

    private string Layer => _program.Layers[_at] is { Length: > 0 } layer ? layer : $"%{_at}";

    private sealed class InheritedException(Obstacle obstacle) : Exception
    {
        public Obstacle Obstacle => obstacle;
    }
}
