using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>The gradient of the maximum over the points.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    public void LargestSlopes(ResponseGrid grid, int samples, in LargestSlopeArrays arrays)
    {
        var of = arrays;
        var (inputs, outputs) = (grid.Sizes.Inputs, grid.Sizes.Outputs);
        var points = grid.Points.Length;
        var taps = grid.Taps.Length;
        var row = Row(points);
        var stride = row + Width;
        var blocks = RoundUp(outputs, Four) / Four;
        var each = (long)blocks * inputs * taps * Four;
        Each(
            samples * inputs,
            2L * grid.Channel + 2L * taps * stride + Four * row,
            (channel, scratch) =>
            {
                var (sample, i) = (channel / inputs, channel % inputs);
                var columns = scratch;
                var columnSlopes = columns + taps * stride;
                var rows = columnSlopes + taps * stride;
                var padded = rows + Four * row;
                var paddedSlopes = padded + grid.Channel;
                Pad(grid, (T*)of.Source + (long)channel * grid.Inner.Count, padded);
                Clear(paddedSlopes, grid.Channel);
                var isGathered = false;
                for (var block = 0; block < blocks; block++)
                {
                    var at = ((long)block * inputs + i) * taps * Four;
                    var weights = (T*)of.Weights + at;
                    var weightSlopes = (T*)of.WeightSlopes + sample * each + at;
                    var isComputed = false;
                    for (var r = 0; r < Four && block * Four + r < outputs; r++)
                    {
                        var output = (long)channel * outputs + block * Four + r;
                        var slope = ((T*)of.Slopes)[output];
                        if (slope == T.Zero)
                            continue;
                        var place = ((T*)of.Places)[output];
                        if (place >= T.Zero)
                        {
                            Send(
                                grid,
                                int.CreateTruncating(place),
                                slope,
                                padded,
                                paddedSlopes,
                                weights + r,
                                weightSlopes + r
                            );
                            continue;
                        }
                        if (!isGathered)
                        {
                            Gather(grid, padded, 0, points, columns, stride);
                            Clear(columnSlopes, taps * stride);
                            isGathered = true;
                        }
                        if (!isComputed)
                        {
                            RespondRows(columns, stride, row, weights, taps, rows);
                            isComputed = true;
                        }
                        Share(
                            rows + r * row,
                            points,
                            row,
                            ((T*)of.Largest)[output],
                            slope,
                            columns,
                            columnSlopes,
                            stride,
                            taps,
                            weights + r,
                            weightSlopes + r
                        );
                    }
                }
                if (of.SourceSlopes == null)
                    return;
                if (isGathered)
                    ScatterBack(grid, columnSlopes, stride, 0, points, paddedSlopes);
                grid.Inner.CopyFrom(
                    paddedSlopes,
                    (T*)of.SourceSlopes + (long)channel * grid.Inner.Count
                );
            }
        );
    }

    // The gradient of a maximum goes to the only point that has it.
    private static void Send(
        ResponseGrid grid,
        int point,
        T slope,
        T* padded,
        T* paddedSlopes,
        T* weights,
        T* weightSlopes
    )
    {
        var at = grid.Reads[point];
        foreach (var tap in grid.Taps)
        {
            *weightSlopes += slope * padded[at + tap];
            paddedSlopes[at + tap] += slope * *weights;
            weightSlopes += Four;
            weights += Four;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RespondRows(T* columns, int stride, int row, T* weights, int taps, T* rows)
    {
        var block = stackalloc TVector[Block];
        for (int p = 0, registers; p < row; p += registers * TLanes.Count)
        {
            var isTwo = p + 2 * TLanes.Count <= row;
            registers = Respond(columns + p, stride, weights, taps, isTwo, block);
            for (var i = 0; i < registers; i++)
            for (var r = 0; r < Four; r++)
                TLanes.Store(block[i * Four + r], rows + r * row + p + i * TLanes.Count);
        }
    }

    // The gradient of a maximum that several points have goes to them in equal shares.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Share(
        T* responses,
        int points,
        int row,
        T largest,
        T slope,
        T* columns,
        T* columnSlopes,
        int stride,
        int taps,
        T* weights,
        T* weightSlopes
    )
    {
        for (var p = points; p < row; p++)
            responses[p] = T.NaN;
        TVector wanted = TLanes.All(largest),
            one = TLanes.All(T.One),
            zero = TLanes.All(T.Zero);
        var counts = zero;
        for (var p = 0; p < row; p += TLanes.Count)
            counts = TLanes.Add(
                counts,
                TLanes.WhereEqual(TLanes.Load(responses + p), wanted, one, zero)
            );
        var count = TLanes.Sum(counts);
        var share = TLanes.All(slope / count);
        for (var p = 0; p < row; p += TLanes.Count)
            TLanes.Store(
                TLanes.WhereEqual(TLanes.Load(responses + p), wanted, share, zero),
                responses + p
            );
        for (var k = 0; k < taps; k++)
        {
            var sum = zero;
            var weight = TLanes.All(weights[k * Four]);
            T* of = columns + k * stride,
                to = columnSlopes + k * stride;
            for (var p = 0; p < row; p += TLanes.Count)
            {
                var shared = TLanes.Load(responses + p);
                sum = TLanes.MultiplyAdd(shared, TLanes.Load(of + p), sum);
                TLanes.Store(TLanes.MultiplyAdd(shared, weight, TLanes.Load(to + p)), to + p);
            }
            weightSlopes[k * Four] += TLanes.Sum(sum);
        }
    }
}
