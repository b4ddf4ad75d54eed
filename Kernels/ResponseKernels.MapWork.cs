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

        public long At(int sample, int group, int lane) =>
            ((long)sample * _maps + group * Width + lane) * Row;

        public long OutputAt(int sample, int group, int lane) =>
            ((long)sample * _rows + (group * Width + lane) % _rows) * Row;

        public void Spread(int sample, int group, T* sums, T* maxima, T* planes, T* tile)
        {
            for (var n = 0; n < Statistics; n++)
            {
                var by = map.Sizes.Statistics[n];
                var rows = by == Reduction.Max ? maxima : sums;
                var plane = planes + n * Plane;
                if (by == Reduction.Mean)
                    SpreadOne<Over>(
                        sample,
                        group,
                        rows,
                        TLanes.All(T.CreateTruncating(grid.Sizes.Channels)),
                        plane,
                        tile
                    );
                else
                    SpreadOne<AsItIs>(sample, group, rows, TLanes.All(T.One), plane, tile);
            }
        }

        // The rows of a group of maps side by side, each number changed as the scale says.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void SpreadOne<TScale>(
            int sample,
            int group,
            T* rows,
            TVector number,
            T* plane,
            T* tile
        )
            where TScale : IScale
        {
            var lanes = LanesOf(group);
            var isWhole = lanes == Width && !TScale.Changes;
            var from = rows + At(sample, group, 0);
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

        // What reaches a statistic.
        public void Receive(int n, TVector slope, long at, in MapSlopeArrays of)
        {
            var by = map.Sizes.Statistics[n];
            if (by == Reduction.Max)
                TLanes.Store(
                    TLanes.Divide(slope, TLanes.Load((T*)of.Counts + at)),
                    (T*)of.Shared + at
                );
            else
                TLanes.Store(
                    TLanes.Add(
                        TLanes.Load((T*)of.SumSlopes + at),
                        by == Reduction.Mean
                            ? TLanes.Divide(
                                slope,
                                TLanes.All(T.CreateTruncating(grid.Sizes.Channels))
                            )
                            : slope
                    ),
                    (T*)of.SumSlopes + at
                );
        }
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

    private readonly struct Times : IScale
    {
        public static bool Changes => true;

        public static TVector Of(TVector value, TVector number) => TLanes.Multiply(value, number);
    }

    private readonly struct Over : IScale
    {
        public static bool Changes => true;

        public static TVector Of(TVector value, TVector number) => TLanes.Divide(value, number);
    }
}
