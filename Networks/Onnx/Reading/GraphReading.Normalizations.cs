using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

internal sealed partial class GraphReading
{
    private Node BatchNormalization()
    {
        var value = Signal(0);
        if (value.Rank < 2 || _node.Integer("training_mode", 0) != 0)
            throw Unsupported("training");
        if (_node.Integer("spatial", 1) != 1)
            throw Unsupported("a mean for each place");
        var channels = value.Shape[1];
        for (var i = 1; i < 5; i++)
            if (Constant(i).Values.Length != channels)
                throw new FormatException(
                    $"{Constant(i).Values.Length} values for {channels} channels"
                );
        var epsilon = _node.Single("epsilon", 1e-5f);
        var variance = Constant(4);
        var volume = checked((int)value.Shape.Skip(2).Aggregate(1L, (all, size) => all * size));
        return _builder
            .Add(
                new Step.Normalize(
                    value.Reshape(value.Shape[0], channels, volume).Index,
                    Signal(1).Index,
                    Signal(2).Index,
                    Signal(3).Index,
                    Lift(
                        Made(variance.Shape, [.. variance.Values.Select(v => v + epsilon)], false)
                    ).Index,
                    0,
                    0.1,
                    null,
                    [value.Shape[0], channels, volume]
                )
            )
            .Reshape(value.Shape);
    }

    // (x − mean) / √(variance + ε) over axes.
    private Node Standardised(Node value, EqArray<int> axes, double epsilon)
    {
        if (axes.Any(axis => value.Shape[axis] < 0))
            throw Unsupported("statistics of the batch");
        var centred = value - value.Reduce(Reduction.Mean, axes, keepsAxes: true);
        var variance = centred
            .Apply(PointwiseFunction.Square)
            .Reduce(Reduction.Mean, axes, keepsAxes: true);
        return centred / (variance + Number(epsilon)).Apply(PointwiseFunction.SquareRoot);
    }

    private Node InstanceNormalization()
    {
        var value = Signal(0);
        var standard = Standardised(
            value,
            [.. Enumerable.Range(2, value.Rank - 2)],
            _node.Single("epsilon", 1e-5f)
        );
        return standard * PerChannel(1, value) + PerChannel(2, value);
    }

    private Node LayerNormalization()
    {
        var value = Signal(0);
        var axis = Axis(_node.Integer("axis", -1), value.Rank);
        var standard =
            Standardised(
                value,
                [.. Enumerable.Range(axis, value.Rank - axis)],
                _node.Single("epsilon", 1e-5f)
            ) * Signal(1);
        return HasInput(2) ? standard + Signal(2) : standard;
    }

    private Node GroupNormalization()
    {
        var value = Signal(0);
        var groups = checked((int)_node.Integer("num_groups", 0));
        var channels = value.Shape[1];
        if (groups < 1 || channels % groups != 0)
            throw new FormatException($"{groups} groups of {channels} channels");
        var apart = value.Reshape([
            value.Shape[0],
            groups,
            channels / groups,
            .. value.Shape.Skip(2),
        ]);
        var standard = Standardised(
                apart,
                [.. Enumerable.Range(2, apart.Rank - 2)],
                _node.Single("epsilon", 1e-5f)
            )
            .Reshape(value.Shape);
        if (Signal(1).Shape[0] != channels)
            throw Unsupported("one scale for each group");
        return standard * PerChannel(1, value) + PerChannel(2, value);
    }
}
