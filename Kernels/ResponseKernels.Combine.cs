using System.Runtime.CompilerServices;

namespace AgeFormal.Kernels;

/// <content>The sum of the sums over c, each times its map.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    public void Combine(ResponseGrid grid, int samples, in CombineArrays arrays)
    {
        var of = arrays;
        var outputs = grid.Sizes.Outputs;
        Each(
            samples * outputs,
            Width,
            (part, scratch) =>
            {
                if (of.Map == null)
                    CombineOne<Off>(grid, part / outputs, part % outputs, scratch, of);
                else
                    CombineOne<On>(grid, part / outputs, part % outputs, scratch, of);
            }
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CombineOne<TMap>(
        ResponseGrid grid,
        int sample,
        int j,
        T* last,
        in CombineArrays of
    )
        where TMap : IFlag
    {
        var fibre = grid.Sizes.Fibre;
        var points = grid.Points.Length;
        var row = RoundUp(points, TLanes.Count);
        var rows = RoundUp(grid.Sizes.Outputs, Four);
        var next = (long)rows * row;
        var at = ((long)sample * fibre * rows + j) * row;
        var dense = of.Dense == null ? null : (T*)of.Dense + ((long)sample * rows + j) * row;
        var to = (T*)of.Output + ((long)sample * grid.Sizes.Outputs + j) * points;
        var by = TLanes.All(T.CreateTruncating(of.Sign));
        for (var p = 0; p < row; p += TLanes.Count)
        {
            var sum = dense == null ? TLanes.All(T.Zero) : TLanes.Load(dense + p);
            T* sums = (T*)of.Sums + at + p,
                map = TMap.IsOn ? (T*)of.Map + at + p : null;
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
