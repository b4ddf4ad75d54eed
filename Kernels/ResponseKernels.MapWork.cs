using System.Runtime.CompilerServices;
using AgeFormal.Operators;

namespace AgeFormal.Kernels;

/// <content>Where the maps of a layer lie, and how they come side by side.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    // The arrays of the maps of a layer, and where one map lies in them.
    private sealed class MapWork(ResponseGrid grid, MapGrid map)
    {
        private readonly int _maps = grid.Sizes.Fibre * RoundUp(grid.Sizes.Outputs, Four);
        private readonly int _rows = RoundUp(grid.Sizes.Outputs, Four);

        public int Row { get; } = RoundUp(grid.Points.Length, Width);

        public int Statistics { get; } = map.Sizes.Statistics.Count;

        // A statistic of a group of maps within zeros; windows at the points past the end of a stretch read on.
        public int Plane { get; } = (map.Volume + Together) * Width;

        // A value of a group of maps at every point.
        public int Results { get; } = (RoundUp(grid.Points.Length, Width) + Together) * Width;

        public int Kernel { get; } = map.Sizes.Statistics.Count * map.Shifts.Length * Width;

        public int Groups => RoundUp(_maps, Width) / Width;

        public int LanesOf(int group) => Math.Min(Width, _maps - group * Width);

        public long At(int group, int lane) => ((long)group * Width + lane) * Row;

        private long OutputAt(int group, int lane) => (long)((group * Width + lane) % _rows) * Row;

        public void Spread(int group, in Between of, T* planes, T* tile)
        {
            for (var n = 0; n < Statistics; n++)
            {
                var by = map.Sizes.Statistics[n];
                var rows = (by == Reduction.Max ? of.Maxima : of.Sums) + At(group, 0);
                var plane = planes + n * Plane;
                if (by == Reduction.Mean)
                    SpreadOne<Over>(
                        group,
                        rows,
                        TLanes.All(T.CreateTruncating(grid.Sizes.Channels)),
                        plane,
                        tile
                    );
                else
                    SpreadOne<AsItIs>(group, rows, TLanes.All(T.One), plane, tile);
            }
        }

        // The rows of a group of maps side by side, each number changed as the scale says.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void SpreadOne<TScale>(int group, T* from, TVector number, T* plane, T* tile)
            where TScale : IScale
        {
            var lanes = LanesOf(group);
            var isWhole = lanes == Width && !TScale.Changes;
            var to = stackalloc T*[Width];
            Clear(plane, Plane);
            for (var lane = lanes; lane < Width; lane++)
                TLanes.Store(TLanes.All(T.Zero), tile + lane * Width);
            for (var p = 0; p < map.Points.Count; p += Width)
            {
                for (var i = 0; i < Width; i++)
                    to[i] = p + i < map.Points.Count ? plane + map.Points[p + i] * Width : null;
                if (isWhole)
                {
                    TurnTo(from + p, Row, to);
                    continue;
                }
                for (var lane = 0; lane < lanes; lane++)
                    TLanes.Store(
                        TScale.Of(TLanes.Load(from + (long)lane * Row + p), number),
                        tile + lane * Width
                    );
                TurnTo(tile, Width, to);
            }
        }

        // What reaches a map before its gate, and the sum without the map.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Through(int group, int lane, bool isSigmoid, in MapPasses of, T* through)
        {
            var at = At(group, lane);
            var sign = TLanes.All(T.CreateTruncating(of.Sign));
            var one = TLanes.All(T.One);
            var minus = TLanes.All(-T.One);
            T* output = of.Output + OutputAt(group, lane),
                gated = of.Between.Map + at,
                sums = of.Between.Sums + at;
            for (var p = 0; p < Row; p += TLanes.Count)
            {
                var slope = TLanes.Multiply(TLanes.Load(output + p), sign);
                var gate = TLanes.Load(gated + p);
                TLanes.Store(TLanes.Multiply(slope, gate), of.SumSlopes + at + p);
                TLanes.Store(
                    isSigmoid
                        ? TLanes.Multiply(
                            TLanes.Multiply(slope, TLanes.Load(sums + p)),
                            TLanes.Multiply(gate, TLanes.MultiplyAdd(minus, gate, one))
                        )
                        : TLanes.Multiply(TLanes.Load(of.Through + at + p), sign),
                    through + p
                );
            }
        }

        // What reaches a statistic.
        public void Receive(int n, TVector slope, long at, in MapPasses of)
        {
            var by = map.Sizes.Statistics[n];
            if (by == Reduction.Max)
                TLanes.Store(
                    TLanes.Divide(slope, TLanes.Load(of.Between.Counts + at)),
                    of.Shared + at
                );
            else
                TLanes.Store(
                    TLanes.Add(
                        TLanes.Load(of.SumSlopes + at),
                        by == Reduction.Mean
                            ? TLanes.Divide(
                                slope,
                                TLanes.All(T.CreateTruncating(grid.Sizes.Channels))
                            )
                            : slope
                    ),
                    of.SumSlopes + at
                );
        }
    }

    // What passes through the maps of one sample on the way back.
    private readonly struct MapPasses
    {
        public required Between Between { get; init; }

        // The gradient of the output, [j, x].
        public required T* Output { get; init; }

        public required double Sign { get; init; }

        // What reaches the map before its gate up to the sign; null where the gate is a sigmoid.
        public required T* Through { get; init; }

        // Out: what reaches Σ_c A.
        public required T* SumSlopes { get; init; }

        // Out: what reaches max_c A, over the number of c that have it.
        public required T* Shared { get; init; }
    }

    // What becomes of a number on its way to its place.
    private interface IScale
    {
        static abstract bool Changes { get; }

        static abstract TVector Of(TVector value, TVector number);
    }

    private readonly struct AsItIs : IScale
    {
        public static bool Changes => false;

        public static TVector Of(TVector value, TVector number) => value;
    }

    private readonly struct Over : IScale
    {
        public static bool Changes => true;

        public static TVector Of(TVector value, TVector number) => TLanes.Divide(value, number);
    }
}
