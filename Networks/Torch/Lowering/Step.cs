using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Torch.Lowering;

/// <summary>A tensor that an earlier step made, with the dimension of the result at which each of its dimensions lies.</summary>
internal sealed record Operand(int Step, EqArray<int> Dimensions);

/// <summary>
/// One tensor of a lowered formula, by its dimensions alone: variables that range over equal values give equal steps. The
/// batch's size is <see cref="Axis.OfBatch"/>.
/// </summary>
/// <param name="Shape">The sizes.</param>
internal abstract record Step(EqArray<int> Shape)
{
    /// <summary>The signal, <c>[b, c, h, point]</c>.</summary>
    public sealed record Input(EqArray<int> Shape) : Step(Shape);

    /// <summary>A parameter, a window as one dimension.</summary>
    public sealed record Weight(string Name, EqArray<int> Shape) : Step(Shape);

    /// <summary>A number.</summary>
    public sealed record Number(Coefficient Value) : Step(EqArray.Create<int>([]));

    /// <summary>The rows of a tensor that a table names, <c>[table…, kept…]</c>; zeros for −1.</summary>
    public sealed record Gather(
        int Source,
        EqArray<int> Indexed,
        EqArray<int> Kept,
        int Table,
        bool HasGaps,
        EqArray<int> Shape
    ) : Step(Shape);

    /// <summary>φ of each value.</summary>
    public sealed record Pointwise(int Source, PointwiseFunction Function, EqArray<int> Shape)
        : Step(Shape);

    /// <summary>A sum or a product, each operand constant along the dimensions that it lacks.</summary>
    public sealed record Combine(bool IsProduct, EqArray<Operand> Operands, EqArray<int> Shape)
        : Step(Shape);

    /// <summary>Σ over the last extents of a product; the extents are shared, of the left, of the right, and reduced.</summary>
    public sealed record Contract(
        Operand Left,
        Operand Right,
        EqArray<int> Extents,
        int Shared,
        int OfLeft,
        int OfRight
    ) : Step(Extents.Take(Shared + OfLeft + OfRight).ToEqArray());

    /// <summary>q times, or by a whole number, each value.</summary>
    public sealed record Scale(int Source, Coefficient Factor, int Divisor, EqArray<int> Shape)
        : Step(Shape);

    /// <summary>A reduction over dimensions; the sum for the mean.</summary>
    public sealed record Reduce(
        int Source,
        Reduction By,
        EqArray<int> Dimensions,
        EqArray<int> Shape
    ) : Step(Shape);

    /// <summary>The tensor with a value where a table over some of its dimensions holds −1.</summary>
    public sealed record Fill(Operand Source, Operand Table, double Value, EqArray<int> Shape)
        : Step(Shape);

    /// <summary>The tensor divided by a table over some of its dimensions.</summary>
    public sealed record Divide(int Source, Operand Table, EqArray<int> Shape) : Step(Shape);

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<Input, T> input,
        Func<Weight, T> weight,
        Func<Number, T> number,
        Func<Gather, T> gather,
        Func<Pointwise, T> pointwise,
        Func<Combine, T> combine,
        Func<Contract, T> contract,
        Func<Scale, T> scale,
        Func<Reduce, T> reduce,
        Func<Fill, T> fill,
        Func<Divide, T> divide
    ) =>
        this switch
        {
            Input step => input(step),
            Weight step => weight(step),
            Number step => number(step),
            Gather step => gather(step),
            Pointwise step => pointwise(step),
            Combine step => combine(step),
            Contract step => contract(step),
            Scale step => scale(step),
            Reduce step => reduce(step),
            Fill step => fill(step),
            Divide step => divide(step),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The steps that this one reads.</summary>
    public EqArray<int> Sources =>
        Match<EqArray<int>>(
            input: _ => [],
            weight: _ => [],
            number: _ => [],
            gather: step => [step.Source],
            pointwise: step => [step.Source],
            combine: step => step.Operands.Select(operand => operand.Step).ToEqArray(),
            contract: step => [step.Left.Step, step.Right.Step],
            scale: step => [step.Source],
            reduce: step => [step.Source],
            fill: step => [step.Source.Step],
            divide: step => [step.Source]
        );
}
