using System.Collections.Immutable;
using System.Numerics;
using AgeFormal.Algebra;

namespace AgeFormal.Operators.Evaluation;

/// <summary>Evaluates operators over a number system, part by part.</summary>
internal sealed class Evaluator<T>(Parameters<T> parameters, Arithmetic<T> arithmetic)
    where T : struct,
        IEquatable<T>,
        IAdditionOperators<T, T, T>,
        IMultiplyOperators<T, T, T>,
        IDivisionOperators<T, T, T>,
        IAdditiveIdentity<T, T>,
        IMultiplicativeIdentity<T, T>,
        IComparisonOperators<T, T, bool>
{
    public Signal<T> Evaluate(TypedOp op, Signal<T> input)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(input);
        if (input.Type != op.Input)
            throw new ArgumentException(
                $"A signal of type {op.Input} is expected, received {input.Type}.",
                nameof(input)
            );
        return op.Match(
            elementary: layer => Layer(layer, input),
            sequence: sequence =>
                sequence.Layers.Aggregate(input, (signal, layer) => Evaluate(layer, signal)),
            sum: sum => sum.Branches.Select(branch => Evaluate(branch, input)).Aggregate(Add),
            concatenation: concatenation =>
                Concatenate(
                    concatenation.Output,
                    [.. concatenation.Branches.Select(branch => Evaluate(branch, input))]
                ),
            restriction: restriction =>
                Restrict(
                    restriction,
                    Evaluate(
                        restriction.Body,
                        Signal<T>.Create(restriction.Body.Input, input.Values)
                    )
                )
        );
    }

    private static Signal<T> Restrict(TypedOp.Restriction restriction, Signal<T> whole)
    {
        var rows = restriction.Rows;
        var plane = whole.Type.Grid.BoxCount;
        return Signal<T>.Generate(
            restriction.Output,
            whole.Batch,
            i =>
                whole.Values[
                    (i / plane / rows.Count * rows.Count + rows[i / plane % rows.Count]) * plane
                        + i % plane
                ]
        );
    }

    private Signal<T> Layer(TypedOp.Elementary layer, Signal<T> input)
    {
        var own = layer.Meaning.Parameters.ToDictionary(
            p => p.Name,
            p => parameters[TypedOp.Join(layer.Path, p.Name)]
        );
        var compiler = new FormulaCompiler<T>(
            new LayerModel<T>(layer, own),
            arithmetic,
            input.Values
        );
        var formula = layer.Meaning.Formula;
        var value = compiler.Compile(formula);
        var frame = new EvaluationFrame(compiler.Slots);
        Place[] positions =
        [
            .. layer.Meaning.Geometry.OutputPositions().Select(point => Place.At(point, 0)),
        ];
        var output = layer.Output;
        var identity = output.Group.Group.Identity;
        var plane = output.Grid.BoxCount;
        return Signal<T>.Generate(
            output,
            input.Batch,
            index =>
            {
                var withinSignal = index % output.Count;
                var h = withinSignal / plane % output.FibreSize;
                frame.Offset = index / output.Count * input.Type.Count;
                frame.Places[0] = positions[withinSignal % plane] with
                {
                    H = output.Fibre == Fibre.Trivial ? identity : h,
                };
                frame.Channels[1] = withinSignal / plane / output.FibreSize;
                return value(frame);
            }
        );
    }

    private static Signal<T> Add(Signal<T> left, Signal<T> right) =>
        Signal<T>.Create(left.Type, [.. left.Values.Zip(right.Values, (a, b) => a + b)]);

    private static Signal<T> Concatenate(FieldType type, EqArray<Signal<T>> parts)
    {
        var values = ImmutableArray.CreateBuilder<T>(parts[0].Batch * type.Count);
        for (var b = 0; b < parts[0].Batch; b++)
            foreach (var part in parts)
                values.AddRange(part.Values.AsSpan(b * part.Type.Count, part.Type.Count));
        return Signal<T>.Create(type, values.MoveToImmutable());
    }
}
