using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>The sum of the sums over c, each times its map.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    public void Combine(ResponseGrid grid, int samples, in CombineArrays arrays)
    {
        var of = arrays;
        var outputs = grid.Sizes.Outputs;
        var row = (long)RoundUp(grid.Points.Length, Width);
        var rows = RoundUp(outputs, Four);
        Each(
            samples * outputs,
            Width,
            (part, scratch) =>
            {
                var sample = part / outputs;
                var maps = sample * grid.Sizes.Fibre * rows * row;
                CombineOne(
                    grid,
                    part % outputs,
                    of.Sign,
                    new()
                    {
                        Sums = (T*)of.Sums + maps,
                        Map = (T*)of.Map + maps,
                        Dense = of.Dense == null ? null : (T*)of.Dense + sample * rows * row,
                    },
                    (T*)of.Output + (long)sample * outputs * grid.Points.Length,
                    scratch
                );
            }
        );
    }

    private static void CombineOne(
        ResponseGrid grid,
        int j,
        double sign,
        in Between of,
        T* output,
        T* last
    )
    {
        if (of.Map == null)
            CombineOne<Off>(grid, j, sign, of, output, last);
        else
            CombineOne<On>(grid, j, sign, of, output, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CombineOne<TMap>(
        ResponseGrid grid,
        int j,
        double sign,
        in Between of,
        T* output,
        T* last
    )
        where TMap : IFlag
    {
        var fibre = grid.Sizes.Fibre;
        var points = grid.Points.Length;
        var row = RoundUp(points, TLanes.Count);
        var next = (long)RoundUp(grid.Sizes.Outputs, Four) * row;
        var at = (long)j * row;
        var dense = of.Dense == null ? null : of.Dense + at;
        var to = output + (long)j * points;
        var by = TLanes.All(T.CreateTruncating(sign));
        for (var p = 0; p < row; p += TLanes.Count)
        {
            var sum = dense == null ? TLanes.All(T.Zero) : TLanes.Load(dense + p);
            T* sums = of.Sums + at + p,
                map = TMap.IsOn ? of.Map + at + p : null;
            for (var h = 0; h < fibre; h++)
            {
                var value = TLanes.Load(sums);
                sums += next;
                if (TMap.IsOn)
                {
                    value = TLanes.Multiply(TLanes.Load(map), value);
                    map += next;
                }
                sum = TLanes.MultiplyAdd(value, by, sum);
            }
            if (p + TLanes.Count <= points)
                TLanes.Store(sum, to + p);
            else
            {
                TLanes.Store(sum, last);
                for (var i = 0; p + i < points; i++)
                    to[p + i] = last[i];
            }
        }
    }
}
