using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Programs.Steps;

/// <summary>A tensor of a program that is being built. Its methods append the step that makes a further one of it.</summary>
/// <param name="Builder">The program.</param>
/// <param name="Index">The step.</param>
internal readonly record struct Node(ProgramBuilder Builder, int Index)
{
    /// <summary>The sizes.</summary>
    public EqArray<int> Shape => Builder[Index].Shape;

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Count;

    public static Node operator +(Node left, Node right) => left.With(Combination.Sum, right);

    public static Node operator -(Node left, Node right) =>
        left.With(Combination.Difference, right);

    public static Node operator *(Node left, Node right) => left.With(Combination.Product, right);

    public static Node operator /(Node left, Node right) => left.With(Combination.Quotient, right);

    /// <summary>An operation of two values, each repeated along the axes of size 1.</summary>
    public Node With(Combination by, Node right) =>
        Sizes.Broadcast(Shape, right.Shape) is { } shape
            ? Builder.Add(new Step.Combine(by, Index, right.Index, shape))
            : throw Refusal($"{by}", $"{Shape} and {right.Shape}", "sizes that are equal or 1");

    public Node Reshape(params EqArray<int> shape)
    {
        if (shape == Shape)
            return this;
        if (shape.Volume() != Shape.Volume())
            throw Refusal("reshape", $"{shape}", $"as many values as {Shape} has");
        return Builder[Index] is Step.Reshape { Source: var source }
            ? new Node(Builder, source).Reshape(shape)
            : Builder.Add(new Step.Reshape(Index, shape));
    }

    /// <summary>Axis i of the result is axis order[i].</summary>
    public Node Transpose(params ReadOnlySpan<int> order)
    {
        var identity = true;
        for (var i = 0; i < order.Length; i++)
            identity &= order[i] == i;
        if (order.Length != Rank)
            throw Refusal("transpose", $"{order.Length} axes", $"those of {Shape}");
        var shape = Shape;
        var from = EqArray.Create(order);
        return identity
            ? this
            : Builder.Add(
                new Step.Transpose(Index, from, from.Select(axis => shape[axis]).ToEqArray())
            );
    }

    /// <summary>The values repeated along axes of size 1.</summary>
    public Node Expand(EqArray<int> shape) =>
        shape == Shape ? this
        : Sizes.Broadcast(Shape, shape) == shape ? Builder.Add(new Step.Expand(Index, shape))
        : throw Refusal("expand", $"{Shape}", $"sizes that are 1 or those of {shape}");

    /// <summary>The slices of an axis that a table names; zeros for −1.</summary>
    public Node Take(int axis, EqArray<int> table)
    {
        int[] shape = [.. Shape];
        var hasGaps = false;
        foreach (var index in table)
        {
            hasGaps |= index < 0;
            if (index < -1 || index >= shape[axis])
                throw Refusal("take", $"the index {index}", $"one of axis {axis} of {Shape}");
        }
        shape[axis] = table.Count;
        return Builder.Add(
            new Step.Take(Index, axis, Builder.Table(table), hasGaps, EqArray.Create<int>(shape))
        );
    }

    /// <summary>Of the last axes every stride-th place from the start on, as many as given.</summary>
    public Node Slice(EqArray<int> start, EqArray<int> stride, EqArray<int> counts)
    {
        int[] shape = [.. Shape];
        for (var i = 0; i < counts.Count; i++)
        {
            var axis = shape.Length - counts.Count + i;
            if (start[i] < 0 || start[i] + (counts[i] - 1) * stride[i] >= shape[axis])
                throw Refusal("slice", $"{counts} from {start} by {stride}", $"places of {Shape}");
            shape[axis] = counts[i];
        }
        var sliced = EqArray.Create<int>(shape);
        return sliced == Shape ? this : Builder.Add(new Step.Slice(Index, start, stride, sliced));
    }

    /// <summary>More places before and after the last axes.</summary>
    public Node Pad(EqArray<int> before, EqArray<int> after, PaddingMode mode, double value)
    {
        int[] shape = [.. Shape];
        for (var i = 0; i < before.Count; i++)
            shape[shape.Length - before.Count + i] += before[i] + after[i];
        var padded = EqArray.Create<int>(shape);
        return padded == Shape
            ? this
            : Builder.Add(new Step.Pad(Index, before, after, mode, value, padded));
    }

    /// <summary>The convolution with a kernel <c>[o, c, …]</c>, zero outside.</summary>
    public Node Convolve(
        Node kernel,
        EqArray<int> stride,
        EqArray<int> padding,
        EqArray<int> dilation,
        int groups
    )
    {
        var dimension = stride.Count;
        if (
            kernel.Rank != dimension + 2
            || Rank != dimension + 2
            || Shape[1] != groups * kernel.Shape[1]
            || kernel.Shape[0] % groups != 0
        )
            throw Refusal(
                "convolve",
                $"{Shape} and the kernel {kernel.Shape} in {groups} groups",
                "as many channels as the kernel reads"
            );
        int[] shape = [.. Shape];
        shape[1] = kernel.Shape[0];
        for (var i = 0; i < dimension; i++)
        {
            var room = shape[i + 2] + 2 * padding[i] - dilation[i] * (kernel.Shape[i + 2] - 1) - 1;
            if (room < 0)
                throw Refusal("convolve", $"the kernel {kernel.Shape}", $"one that fits {Shape}");
            shape[i + 2] = room / stride[i] + 1;
        }
        return Builder.Add(
            new Step.Convolve(
                Index,
                kernel.Index,
                stride,
                padding,
                dilation,
                groups,
                EqArray.Create<int>(shape)
            )
        );
    }

    /// <summary>The product of matrices <c>[m, k] × [k, n]</c>, or of stacks <c>[s, m, k] × [s, k, n]</c>.</summary>
    public Node Multiply(Node right)
    {
        var fits =
            Rank is 2 or 3
            && right.Rank == Rank
            && Shape[^1] == right.Shape[^2]
            && (Rank == 2 || Shape[0] == right.Shape[0]);
        return fits
            ? Builder.Add(
                new Step.Multiply(Index, right.Index, [.. Shape.Take(Rank - 1), right.Shape[^1]])
            )
            : throw Refusal(
                "multiply",
                $"{Shape} × {right.Shape}",
                "[m, k] × [k, n] or stacks of them"
            );
    }

    /// <summary>φ of each value.</summary>
    public Node Apply(PointwiseFunction function) =>
        function == PointwiseFunction.Identity
            ? this
            : Builder.Add(new Step.Pointwise(Index, function, Shape));

    /// <summary>q times, or by a whole number, each value.</summary>
    public Node Times(Coefficient factor, int divisor = 1) =>
        factor == Coefficient.One && divisor == 1
            ? this
            : Builder.Add(new Step.Scale(Index, factor, divisor, Shape));

    /// <summary>A reduction over axes, which keep size 1 or go.</summary>
    public Node Reduce(Reduction by, EqArray<int> axes, bool keepsAxes)
    {
        if (axes.Count == 0)
            return this;
        var own = Shape;
        var shape = keepsAxes
            ? own.Select((size, i) => axes.Contains(i) ? 1 : size).ToEqArray()
            : own.Where((_, i) => !axes.Contains(i)).ToEqArray();
        var reduced = Builder.Add(
            new Step.Reduce(
                Index,
                by == Reduction.Mean ? Reduction.Sum : by,
                axes,
                keepsAxes,
                shape
            )
        );
        return by == Reduction.Mean
            ? reduced.Times(1, axes.Aggregate(1, (count, axis) => checked(count * own[axis])))
            : reduced;
    }

    /// <summary>A number where a table over the last axes, repeated where its shape has size 1, holds −1.</summary>
    public Node Fill(EqArray<int> table, EqArray<int> tableShape, double value)
    {
        if (Sizes.Broadcast(Shape, tableShape) != Shape || tableShape.Volume() != table.Count)
            throw Refusal("fill", $"a table of shape {tableShape}", $"one over axes of {Shape}");
        var mask = table.Select(index => index < 0 ? -1 : 0).ToEqArray();
        return Builder.Add(new Step.Fill(Index, Builder.Table(mask), tableShape, value, Shape));
    }

    /// <summary>The maximum over a box that slides over the last axes.</summary>
    public Node MaximumOver(EqArray<int> window, EqArray<int> stride, EqArray<int> dilation)
    {
        int[] shape = [.. Shape];
        for (var i = 0; i < window.Count; i++)
        {
            var axis = shape.Length - window.Count + i;
            shape[axis] = (shape[axis] - dilation[i] * (window[i] - 1) - 1) / stride[i] + 1;
        }
        return Builder.Add(
            new Step.MaximumOver(Index, window, stride, dilation, EqArray.Create<int>(shape))
        );
    }

    /// <summary>The maximum over positions of each response to a kernel <c>[i·j, 1, …]</c>, <c>[b, i, j]</c>.</summary>
    public Node LargestResponse(Node kernel, Responses responses)
    {
        CheckResponses(kernel, responses);
        return Builder.Add(
            new Step.LargestResponse(
                Index,
                kernel.Index,
                responses,
                [Sizes.Batch, responses.Inputs, responses.Outputs]
            )
        );
    }

    /// <summary>The responses to a kernel, attended by maps.</summary>
    public Attended Attended(
        Node kernel,
        Responses responses,
        Node? channel,
        (Node Kernel, MapWindow Window)? map
    )
    {
        CheckResponses(kernel, responses);
        if (channel is { } of && of.Shape.Volume() != -responses.Inputs * responses.Outputs)
            throw Refusal("attend", $"the map {of.Shape}", "one value for each b, i and j");
        if (
            map is { } over
            && over.Kernel.Shape.Volume()
                != (long)responses.Fibre
                    * responses.Outputs
                    * over.Window.Statistics.Count
                    * over.Window.Taps
        )
            throw Refusal("attend", $"the kernel {over.Kernel.Shape}", "[h̃·j, statistic, …]");
        return new(Index, kernel.Index, channel?.Index, map?.Kernel.Index, responses, map?.Window);
    }

    private void CheckResponses(Node kernel, Responses responses)
    {
        if (
            Shape != [Sizes.Batch, responses.Inputs, .. responses.Input]
            || kernel.Shape != [responses.Inputs * responses.Outputs, 1, .. responses.Window]
        )
            throw Refusal(
                "responses",
                $"{Shape} and the kernel {kernel.Shape}",
                $"[b, {responses.Inputs}, …{responses.Input}] and [{responses.Inputs * responses.Outputs}, 1, …{responses.Window}]"
            );
    }

    private ArgumentException Refusal(string step, string received, string expected) =>
        Builder.Refusal(step, received, expected);
}
