using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Programs.Steps;

/// <summary>
/// One tensor of a program. It reads earlier steps by their numbers and tables by theirs; equal steps are one. Shapes are
/// those of <see cref="Sizes"/>.
/// </summary>
/// <param name="Shape">The sizes of the result.</param>
internal abstract record Step(EqArray<int> Shape)
{
    /// <summary>The signal, <c>[b, c·h, …grid]</c>.</summary>
    public sealed record Input(EqArray<int> Shape) : Step(Shape)
    {
        public override T Fold<T>(IStepFold<T> fold) => fold.Input(this);
    }

    /// <summary>A parameter, by its full name, as it is stored.</summary>
    public sealed record Parameter(string Name, EqArray<int> Shape) : Step(Shape)
    {
        public override T Fold<T>(IStepFold<T> fold) => fold.Parameter(this);
    }

    /// <summary>A number.</summary>
    public sealed record Number(Coefficient Value) : Step(EqArray.Create<int>([]))
    {
        public override T Fold<T>(IStepFold<T> fold) => fold.Number(this);
    }

    /// <summary>The whole numbers of a table.</summary>
    public sealed record Numbers(int Table, EqArray<int> Shape) : Step(Shape)
    {
        public override T Fold<T>(IStepFold<T> fold) => fold.Numbers(this);
    }

    /// <summary>The same values, row-major, in another shape.</summary>
    public sealed record Reshape(int Source, EqArray<int> Shape) : Step(Shape)
    {
        public override EqArray<int> Sources => [Source];

        public override T Fold<T>(IStepFold<T> fold) => fold.Reshape(this);
    }

    /// <summary>Axis i of the result is axis order[i] of the source.</summary>
    public sealed record Transpose(int Source, EqArray<int> Order, EqArray<int> Shape) : Step(Shape)
    {
        public override EqArray<int> Sources => [Source];

        public override T Fold<T>(IStepFold<T> fold) => fold.Transpose(this);
    }

    /// <summary>The values repeated along axes of size 1.</summary>
    public sealed record Expand(int Source, EqArray<int> Shape) : Step(Shape)
    {
        public override EqArray<int> Sources => [Source];

        public override T Fold<T>(IStepFold<T> fold) => fold.Expand(this);
    }

    /// <summary>The slices of an axis that a table names; zeros for −1.</summary>
    public sealed record Take(int Source, int Axis, int Table, bool HasGaps, EqArray<int> Shape)
        : Step(Shape)
    {
        public override EqArray<int> Sources => [Source];

        public override T Fold<T>(IStepFold<T> fold) => fold.Take(this);
    }

    /// <summary>Of the last axes every stride-th place from the start on.</summary>
    public sealed record Slice(
        int Source,
        EqArray<int> Start,
        EqArray<int> Stride,
        EqArray<int> Shape
    ) : Step(Shape)
    {
        public override EqArray<int> Sources => [Source];

        public override T Fold<T>(IStepFold<T> fold) => fold.Slice(this);
    }

    /// <summary>More places before and after the last axes: copies, or the value where the mode copies none.</summary>
    public sealed record Pad(
        int Source,
        EqArray<int> Before,
        EqArray<int> After,
        PaddingMode Mode,
        double Value,
        EqArray<int> Shape
    ) : Step(Shape)
    {
        public override EqArray<int> Sources => [Source];

        /// <summary>The place of the source that each place of a padded axis copies, where the mode copies.</summary>
        public long[] Reads(int axis)
        {
            var padded = Shape[Shape.Count - Before.Count + axis];
            var size = padded - Before[axis] - After[axis];
            return
            [
                .. Enumerable
                    .Range(-Before[axis], padded)
                    .Select(place =>
                        (long)(
                            Mode switch
                            {
                                PaddingMode.Circular => (place % size + size) % size,
                                PaddingMode.Reflect => place < 0 ? -place
                                : place < size ? place
                                : 2 * (size - 1) - place,
                                PaddingMode.Replicate => Math.Clamp(place, 0, size - 1),
                                _ => throw new System.Diagnostics.UnreachableException(),
                            }
                        )
                    ),
            ];
        }

        public override T Fold<T>(IStepFold<T> fold) => fold.Pad(this);
    }

    /// <summary>The values of several steps one after another on an axis.</summary>
    public sealed record Concatenate(EqArray<int> Parts, int Axis, EqArray<int> Shape) : Step(Shape)
    {
        public override EqArray<int> Sources => Parts;

        public override T Fold<T>(IStepFold<T> fold) => fold.Concatenate(this);
    }

    /// <summary>
    /// y[b, o, x] = Σ s[b, c, stride·x + dilation·n − padding] K[o, c, n], zero outside, in groups of channels.
    /// </summary>
    public sealed record Convolve(
        int Source,
        int Kernel,
        EqArray<int> Stride,
        EqArray<int> Padding,
        EqArray<int> Dilation,
        int Groups,
        EqArray<int> Shape
    ) : Step(Shape)
    {
        public override EqArray<int> Sources => [Source, Kernel];

        public override T Fold<T>(IStepFold<T> fold) => fold.Convolve(this);
    }

    /// <summary>The product of matrices, or of two stacks of them.</summary>
    public sealed record Multiply(int Left, int Right, EqArray<int> Shape) : Step(Shape)
    {
        public override EqArray<int> Sources => [Left, Right];

        public override T Fold<T>(IStepFold<T> fold) => fold.Multiply(this);
    }

    /// <summary>φ of each value.</summary>
    public sealed record Pointwise(int Source, PointwiseFunction Function, EqArray<int> Shape)
        : Step(Shape)
    {
        public override EqArray<int> Sources => [Source];

        public override T Fold<T>(IStepFold<T> fold) => fold.Pointwise(this);
    }

    /// <summary>An operation of two values, each repeated along the axes of size 1.</summary>
    public sealed record Combine(Combination By, int Left, int Right, EqArray<int> Shape)
        : Step(Shape)
    {
        public override EqArray<int> Sources => [Left, Right];

        public override T Fold<T>(IStepFold<T> fold) => fold.Combine(this);
    }

    /// <summary>q times, or by a whole number, each value.</summary>
    public sealed record Scale(int Source, Coefficient Factor, int Divisor, EqArray<int> Shape)
        : Step(Shape)
    {
        public override EqArray<int> Sources => [Source];

        public override T Fold<T>(IStepFold<T> fold) => fold.Scale(this);
    }

    /// <summary>A sum, maximum or minimum over axes, which keep size 1 or go.</summary>
    public sealed record Reduce(
        int Source,
        Reduction By,
        EqArray<int> Axes,
        bool KeepsAxes,
        EqArray<int> Shape
    ) : Step(Shape)
    {
        public override EqArray<int> Sources => [Source];

        public override T Fold<T>(IStepFold<T> fold) => fold.Reduce(this);
    }

    /// <summary>The tensor with a number where a table, repeated along the axes of size 1 of its shape, holds −1.</summary>
    public sealed record Fill(
        int Source,
        int Table,
        EqArray<int> TableShape,
        double Value,
        EqArray<int> Shape
    ) : Step(Shape)
    {
        public override EqArray<int> Sources => [Source];

        public override T Fold<T>(IStepFold<T> fold) => fold.Fill(this);
    }

    /// <summary>The maximum over a box that slides over the last axes.</summary>
    public sealed record MaximumOver(
        int Source,
        EqArray<int> Window,
        EqArray<int> Stride,
        EqArray<int> Dilation,
        EqArray<int> Shape
    ) : Step(Shape)
    {
        public override EqArray<int> Sources => [Source];

        public override T Fold<T>(IStepFold<T> fold) => fold.MaximumOver(this);
    }

    /// <summary>
    /// Batch normalisation of <c>[b, c, n]</c> by channel. In training the running statistics follow those of the batch, as
    /// r ← (1 − m) r + m s with the unbiased variance; where the table holds −1 no value counts, and the result is zero.
    /// </summary>
    public sealed record Normalize(
        int Source,
        int Weight,
        int Bias,
        int Mean,
        int Variance,
        Coefficient Epsilon,
        double Momentum,
        int? Outside,
        EqArray<int> Shape
    ) : Step(Shape)
    {
        public override EqArray<int> Sources => [Source, Weight, Bias, Mean, Variance];

        public override T Fold<T>(IStepFold<T> fold) => fold.Normalize(this);
    }

    /// <summary>
    /// In training each value is 0 with a probability, and the others grow by 1/(1 − p); the source in evaluation. Two
    /// layers, which have two numbers, draw apart.
    /// </summary>
    public sealed record Drop(int Source, double Rate, int Layer, EqArray<int> Shape) : Step(Shape)
    {
        public override EqArray<int> Sources => [Source];

        public override T Fold<T>(IStepFold<T> fold) => fold.Drop(this);
    }

    /// <summary>The maximum over positions of each response, <c>[b, c, h̃, o, h]</c>.</summary>
    public sealed record LargestResponse(
        int Source,
        int Kernel,
        Responses Responses,
        EqArray<int> Shape
    ) : Step(Shape)
    {
        public override EqArray<int> Sources => [Source, Kernel];

        public override T Fold<T>(IStepFold<T> fold) => fold.LargestResponse(this);
    }

    /// <summary>The map over positions that attended responses are multiplied with, <c>[b, 1, h̃, o, h, …]</c>.</summary>
    public sealed record PositionMap(Attended Attended, EqArray<int> Shape) : Step(Shape)
    {
        public override EqArray<int> Sources => Attended.Sources;

        public override T Fold<T>(IStepFold<T> fold) => fold.PositionMap(this);
    }

    /// <summary>The sum over i of attended responses, <c>[b, o·h, …]</c>, or of what attention leaves of the responses.</summary>
    public sealed record AttendedSum(Attended Attended, AttentionBranch Branch, EqArray<int> Shape)
        : Step(Shape)
    {
        public override EqArray<int> Sources => Attended.Sources;

        public override T Fold<T>(IStepFold<T> fold) => fold.AttendedSum(this);
    }

    /// <summary>The steps that this one reads.</summary>
    public virtual EqArray<int> Sources => [];

    /// <summary>Whether the result has values of its own, and is no other view of its source's.</summary>
    public bool HasOwnValues =>
        this is not (Input or Parameter or Reshape or Transpose or Expand or Slice);

    /// <summary>Interprets the step: one method of the fold per case.</summary>
    public abstract T Fold<T>(IStepFold<T> fold);
}
