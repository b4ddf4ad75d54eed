using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>
/// A reduction over a sliding window. Boxes go to libtorch's pooling where it has one with the same meaning; everything
/// else is a reduction over shifted slices, one per point of the window.
/// </summary>
internal sealed class PoolingBlock : LeafBlock
{
    private readonly Op.SpatialPooling _block;
    private readonly Geometry _geometry;
    private readonly int[][] _offsets;
    private readonly Padder _padder;
    private readonly bool _countsVary;

    public PoolingBlock(LeafContext context, Op.SpatialPooling block)
        : base(context)
    {
        _block = block;
        _geometry = Op.Meaning.Geometry;
        var window = Op.Meaning.Windows[0];
        // A window point w lies at array offset (w + extent)/2 from the first point of the box, in doubled coordinates.
        _offsets =
        [
            .. window.Points.Points.Select(point =>
                point.Select((x, axis) => (x + _geometry.Extent[axis]) / 2).ToArray()
            ),
        ];
        _padder = Padder.Explicit(_geometry, Neutral);
        _countsVary = _geometry.Mode == PaddingMode.Excluded && block.By == Reduction.Mean;
    }

    private bool IsOutlined => Op.Input.Grid.Outline != Outline.Box;

    // What an excluded point holds so that it cannot decide the reduction.
    private double Neutral =>
        _block.By switch
        {
            Reduction.Max => double.NegativeInfinity,
            Reduction.Min => double.PositiveInfinity,
            Reduction.Sum or Reduction.Mean => 0,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    protected override Tensor Value(Tensor input, Pass pass)
    {
        // What is outside of the grid takes no part where the padding takes none; sums have zeros there anyway.
        var padded = _padder.Pad(
            _geometry.Mode == PaddingMode.Excluded ? Filled(input, Neutral) : input
        );
        if (!IsOutlined && _block.By == Reduction.Max && _geometry.Stride.Count == 2)
            return TorchSharp.torch.nn.functional.max_pool2d(
                padded,
                Longs(_block.Window.Sizes),
                Longs(_geometry.Stride),
                null,
                Longs(_block.Sampling.Dilation.For(2))
            );
        var reduced = Reduce(padded);
        if (_block.By != Reduction.Mean)
            return reduced;
        return _countsVary ? reduced.div(Counts(input)) : reduced.Over(_offsets.Length);
    }

    private Tensor Reduce(Tensor padded)
    {
        var result = Slice(padded, _offsets[0]);
        foreach (var offset in _offsets.AsSpan(1))
        {
            var next = Slice(padded, offset);
            result = _block.By switch
            {
                Reduction.Max => maximum(result, next),
                Reduction.Min => minimum(result, next),
                Reduction.Sum or Reduction.Mean => result.Plus(next),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        return result;
    }

    private Tensor Counts(Tensor input)
    {
        var ones = Filled(ones_like(input.narrow(0, 0, 1).narrow(1, 0, 1)), 0);
        return Reduce(_padder.Pad(ones)).AtLeast(1);
    }

    private Tensor Slice(Tensor padded, int[] offset)
    {
        var result = padded;
        for (var axis = 0; axis < offset.Length; axis++)
            result = result.slice(
                axis + 2,
                offset[axis],
                offset[axis] + (_geometry.Output.Sizes[axis] - 1) * _geometry.Stride[axis] + 1,
                _geometry.Stride[axis]
            );
        return result;
    }

    private static long[] Longs(IEnumerable<int> values) =>
        [.. values.Select(value => (long)value)];
}
