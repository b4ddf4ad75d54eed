using System.Collections.Immutable;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Numbers;

/// <summary>
/// The values of the steps that depend on parameters and tables alone, in double precision: kernels transformed by every h
/// among them.
/// </summary>
internal sealed class NumericSteps : IStepFold<NumericArray>
{
    private readonly TensorProgram _program;
    private readonly Func<string, ImmutableArray<double>> _parameters;
    private readonly Dictionary<int, NumericArray> _known = [];

    /// <summary>The values for given parameters.</summary>
    public NumericSteps(TensorProgram program, Parameters<double> parameters)
        : this(program, name => parameters[name]) { }

    /// <summary>The values for parameters by name.</summary>
    public NumericSteps(TensorProgram program, Func<string, ImmutableArray<double>> parameters)
    {
        _program = program;
        _parameters = parameters;
    }

    /// <summary>The values for parameters of a table.</summary>
    /// <exception cref="ArgumentException">A parameter is missing; thrown when a step reads it.</exception>
    public static NumericSteps Of(
        TensorProgram program,
        IReadOnlyDictionary<string, ImmutableArray<double>> parameters
    ) =>
        new(
            program,
            name =>
                parameters.TryGetValue(name, out var values) && !values.IsDefault
                    ? values
                    : throw new ArgumentException(
                        $"Values for the parameter '{name}' are expected, received none.",
                        nameof(parameters)
                    )
        );

    /// <summary>The value of a step that is <see cref="TensorProgram.Fixed"/>.</summary>
    public NumericArray At(int step)
    {
        if (!_known.TryGetValue(step, out var value))
            _known.Add(step, value = _program.Steps[step].Fold(this));
        return value;
    }

    public NumericArray Input(Step.Input step) => throw NotFixed(step);

    public NumericArray Parameter(Step.Parameter step) =>
        NumericArray.Of(step.Shape.AsSpan(), _parameters(step.Name));

    public NumericArray Number(Step.Number step) => NumericArray.Of([], [step.Value.ToDouble()]);

    public NumericArray Numbers(Step.Numbers step) =>
        NumericArray.Of(
            step.Shape.AsSpan(),
            [.. _program.Tables[step.Table].Select(value => (double)value)]
        );

    public NumericArray Reshape(Step.Reshape step) => At(step.Source).Reshape(step.Shape.AsSpan());

    public NumericArray Transpose(Step.Transpose step) =>
        At(step.Source).Permute(step.Order.AsSpan());

    public NumericArray Expand(Step.Expand step) => At(step.Source).Expand(step.Shape);

    public NumericArray Take(Step.Take step)
    {
        var source = At(step.Source);
        var inner = Volume(source.Shape, step.Axis + 1);
        var size = source.Shape[step.Axis];
        var table = _program.Tables[step.Table];
        var values = new double[step.Shape.Volume()];
        for (var i = 0; i < values.Length; i++)
        {
            var index = table[i / inner % table.Count];
            if (index >= 0)
                values[i] = source.Values[
                    (i / inner / table.Count * size + index) * inner + i % inner
                ];
        }
        return NumericArray.Of(step.Shape.AsSpan(), [.. values]);
    }

    public NumericArray Slice(Step.Slice step)
    {
        var result = At(step.Source);
        for (var i = 0; i < step.Start.Count; i++)
        {
            var axis = step.Shape.Count - step.Start.Count + i;
            int[] shape = [.. result.Shape];
            var (size, inner) = (shape[axis], Volume(result.Shape, axis + 1));
            shape[axis] = step.Shape[axis];
            var count = shape[axis];
            var from = result.Values;
            var (start, stride) = (step.Start[i], step.Stride[i]);
            result = NumericArray.Of(
                shape,
                [
                    .. Enumerable
                        .Range(0, from.Length / size * count)
                        .Select(j =>
                            from[
                                (j / inner / count * size + start + j / inner % count * stride)
                                    * inner
                                    + j % inner
                            ]
                        ),
                ]
            );
        }
        return result;
    }

    public NumericArray Pad(Step.Pad step) => throw NotFixed(step);

    public NumericArray Concatenate(Step.Concatenate step)
    {
        NumericArray[] parts = [.. step.Parts.Select(At)];
        var inner = Volume(parts[0].Shape, step.Axis + 1);
        var outer = parts[0].Values.Length / inner / parts[0].Shape[step.Axis];
        return NumericArray.Of(
            step.Shape.AsSpan(),
            [
                .. Enumerable
                    .Range(0, outer)
                    .SelectMany(i =>
                        parts.SelectMany(part =>
                        {
                            var length = part.Shape[step.Axis] * inner;
                            return part.Values.Skip(i * length).Take(length);
                        })
                    ),
            ]
        );
    }

    public NumericArray Convolve(Step.Convolve step) => throw NotFixed(step);

    public NumericArray Multiply(Step.Multiply step)
    {
        var (left, right) = (At(step.Left), At(step.Right));
        var (rows, common, columns) = (left.Shape[^2], left.Shape[^1], right.Shape[^1]);
        var values = new double[step.Shape.Volume()];
        for (var i = 0; i < values.Length; i++)
        {
            var stack = i / (rows * columns);
            var (row, column) = (i / columns % rows, i % columns);
            for (var k = 0; k < common; k++)
                values[i] +=
                    left.Values[(stack * rows + row) * common + k]
                    * right.Values[(stack * common + k) * columns + column];
        }
        return NumericArray.Of(step.Shape.AsSpan(), [.. values]);
    }

    public NumericArray Pointwise(Step.Pointwise step) =>
        At(step.Source).Select(step.Function.Real);

    public NumericArray Combine(Step.Combine step)
    {
        var (left, right) = (At(step.Left).Expand(step.Shape), At(step.Right).Expand(step.Shape));
        Func<double, double, double> by = step.By switch
        {
            Combination.Sum => (x, y) => x + y,
            Combination.Difference => (x, y) => x - y,
            Combination.Product => (x, y) => x * y,
            Combination.Quotient => (x, y) => x / y,
            Combination.Maximum => Math.Max,
            Combination.Minimum => Math.Min,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return NumericArray.Of(step.Shape.AsSpan(), [.. left.Values.Zip(right.Values, by)]);
    }

    public NumericArray Scale(Step.Scale step)
    {
        var factor = step.Factor.ToDouble();
        return At(step.Source).Select(value => value * factor / step.Divisor);
    }

    public NumericArray Reduce(Step.Reduce step)
    {
        var source = At(step.Source);
        int[] left =
        [
            .. Enumerable.Range(0, source.Shape.Length).Where(axis => !step.Axes.Contains(axis)),
        ];
        var ordered = source.Permute([.. left, .. step.Axes]);
        var count = (int)(source.Values.Length / step.Shape.Volume());
        return NumericArray.Of(
            step.Shape.AsSpan(),
            [
                .. Enumerable
                    .Range(0, ordered.Values.Length / count)
                    .Select(i => Reduced(ordered.Values.AsSpan(i * count, count), step.By)),
            ]
        );
    }

    public NumericArray Fill(Step.Fill step)
    {
        var source = At(step.Source);
        var mask = NumericArray
            .Of(
                step.TableShape.AsSpan(),
                [.. _program.Tables[step.Table].Select(value => (double)value)]
            )
            .Expand(step.Shape);
        return NumericArray.Of(
            step.Shape.AsSpan(),
            [.. source.Values.Zip(mask.Values, (value, sign) => sign < 0 ? step.Value : value)]
        );
    }

    public NumericArray MaximumOver(Step.MaximumOver step) => throw NotFixed(step);

    public NumericArray Normalize(Step.Normalize step) => throw NotFixed(step);

    public NumericArray Drop(Step.Drop step) => throw NotFixed(step);

    public NumericArray LargestResponse(Step.LargestResponse step) => throw NotFixed(step);

    public NumericArray PositionMap(Step.PositionMap step) => throw NotFixed(step);

    public NumericArray AttendedSum(Step.AttendedSum step) => throw NotFixed(step);

    private static double Reduced(ReadOnlySpan<double> values, Reduction by)
    {
        var result = values[0];
        foreach (var value in values[1..])
            result = by switch
            {
                Reduction.Max => Math.Max(result, value),
                Reduction.Min => Math.Min(result, value),
                Reduction.Sum or Reduction.Mean => result + value,
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        return result;
    }

    private static int Volume(ImmutableArray<int> shape, int from) =>
        shape.AsSpan()[from..].ToArray().Aggregate(1, (product, size) => product * size);

    // The lowering of blocks makes these of signals alone.
    private static InvalidOperationException NotFixed(Step step) =>
        new($"Expected a step of parameters and tables, received {step.GetType().Name}.");
}
