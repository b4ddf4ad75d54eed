namespace AgeFormal.Kernels;

/// <content>The sum over i of the attended responses, one sample after the other.</content>
internal sealed unsafe partial class ResponseKernels<TLanes, TVector, T>
{
    // What lies between the operands of one sample and their sum, [h̃, j, x] each, and Σ_i F, [j, x].
    private readonly struct Between
    {
        public required T* Sums { get; init; }

        public T* Maxima { get; init; }

        public T* Counts { get; init; }

        public T* Map { get; init; }

        public T* Dense { get; init; }
    }

    public void Sum(ResponseGrid grid, MapGrid? map, int samples, in SumArrays arrays)
    {
        var of = arrays;
        var sizes = grid.Sizes;
        var row = (long)RoundUp(grid.Points.Length, Width);
        var rows = RoundUp(sizes.Outputs, Four);
        var maps = sizes.Fibre * rows * row;
        var work = map is null ? null : new MapWork(grid, map);
        var hasMaxima = map is { HasMaxima: true };
        var padded = (long)sizes.Inputs * grid.Channel;
        EachSample(
            samples,
            threads,
            Room.Size(padded) + 3 * maps + rows * row,
            Math.Max(AttendScratch(grid), work is null ? 0 : MapScratch(work)),
            (sample, room, each) =>
            {
                var source = (T*)of.Source + (long)sample * sizes.Inputs * grid.Inner.Count;
                var signal = room.Take(padded);
                var alpha = (T*)of.Alpha + (long)sample * sizes.Inputs * rows;
                var between = new Between
                {
                    Sums = room.Of(of.Sums, sample, maps),
                    Maxima = hasMaxima ? room.Of(of.Maxima, sample, maps) : null,
                    Counts = of.Counts == null ? null : (T*)of.Counts + sample * maps,
                    Map = map is null ? null : room.Of(of.Map, sample, maps),
                    Dense = of.IsResidual ? room.Of(of.Dense, sample, rows * row) : null,
                };
                each(
                    sizes.Inputs,
                    (i, _) =>
                        Pad(
                            grid,
                            source + (long)i * grid.Inner.Count,
                            signal + (long)i * grid.Channel
                        )
                );
                each(
                    AttendTiles(grid),
                    (tile, scratch) =>
                        AttendTile(grid, tile, signal, (T*)of.Weights, alpha, between, scratch)
                );
                if (work is not null)
                    each(
                        work.Groups,
                        (group, scratch) =>
                            MapGroup(work, map!, group, (T*)of.Kernel, between, scratch)
                    );
                if (of.Output != null)
                    each(
                        sizes.Outputs,
                        (j, scratch) =>
                            CombineOne(
                                grid,
                                j,
                                of.Sign,
                                between,
                                (T*)of.Output + (long)sample * sizes.Outputs * grid.Points.Length,
                                scratch
                            )
                    );
            }
        );
    }

    public void SumSlopes(ResponseGrid grid, MapGrid? map, int samples, in SumSlopeArrays arrays)
    {
        var of = arrays;
        var sizes = grid.Sizes;
        var row = (long)RoundUp(grid.Points.Length, Width);
        var rows = RoundUp(sizes.Outputs, Four);
        var maps = sizes.Fibre * rows * row;
        var work = map is null ? null : new MapWork(grid, map);
        var padded = (long)sizes.Inputs * grid.Channel;
        var hasMaxima = map is { HasMaxima: true };
        var weights = (long)rows * sizes.Inputs * grid.Taps.Length;
        // The responses of a sample are gone through by one thread: two samples are more than shared parts.
        EachSample(
            samples,
            2,
            2 * Room.Size(padded) + 2 * maps + rows * row,
            Math.Max(AttendSlopeScratch(grid), work is null ? 0 : MapSlopeScratch(work)),
            (sample, room, each) =>
            {
                var inner = (long)sizes.Inputs * grid.Inner.Count;
                var source = (T*)of.Source + sample * inner;
                var signal = room.Take(padded);
                var signalSlopes = of.SourceSlopes == null ? null : room.Take(padded);
                var alpha = (long)sample * sizes.Inputs * rows;
                var output = room.Take(rows * row);
                var sums = room.Take(maps);
                var shared = hasMaxima ? room.Take(maps) : null;
                for (var i = 0; i < sizes.Inputs; i++)
                    Pad(grid, source + (long)i * grid.Inner.Count, signal + (long)i * grid.Channel);
                OutputRows(grid, (T*)of.Output, sample, rows, output);
                Between between = new()
                {
                    Sums = (T*)of.Sums + sample * maps,
                    Maxima = hasMaxima ? (T*)of.Maxima + sample * maps : null,
                    Counts = hasMaxima ? (T*)of.Counts + sample * maps : null,
                    Map = work is null ? null : (T*)of.Map + sample * maps,
                };
                if (work is null)
                    Scale(output, rows * row, of.Sign, sizes.Fibre, sums);
                else
                {
                    MapPasses passes = new()
                    {
                        Between = between,
                        Output = output,
                        Sign = of.Sign,
                        Through = of.Through == null ? null : (T*)of.Through + sample * maps,
                        SumSlopes = sums,
                        Shared = shared,
                    };
                    each(
                        work.Groups,
                        (group, scratch) =>
                            MapGroupSlopes(
                                work,
                                map!,
                                group,
                                (T*)of.Kernel,
                                (T*)of.KernelSlopes + (long)sample * work.Groups * work.Kernel,
                                passes,
                                scratch
                            )
                    );
                }
                AttendPasses attended = new()
                {
                    Signal = signal,
                    Weights = (T*)of.Weights,
                    Alpha = (T*)of.Alpha + alpha,
                    Dense = of.IsResidual ? output : null,
                    Sums = sums,
                    Maxima = between.Maxima,
                    Shared = shared,
                    AlphaSlopes = (T*)of.AlphaSlopes + alpha,
                    WeightSlopes = (T*)of.WeightSlopes + sample * weights,
                    SignalSlopes = signalSlopes,
                };
                if (signalSlopes != null)
                    Clear(signalSlopes, padded);
                each(1, (_, scratch) => AttendSlopes(grid, attended, scratch));
                if (signalSlopes != null)
                    for (var i = 0; i < sizes.Inputs; i++)
                        grid.Inner.CopyFrom(
                            signalSlopes + (long)i * grid.Channel,
                            (T*)of.SourceSlopes + sample * inner + (long)i * grid.Inner.Count
                        );
            }
        );
    }

    // The gradient of a sample's output in rows of whole registers, zero past the last point and output.
    private static void OutputRows(ResponseGrid grid, T* output, int sample, int rows, T* to)
    {
        var points = grid.Points.Length;
        var row = RoundUp(points, Width);
        Clear(to, (long)rows * row);
        for (var j = 0; j < grid.Sizes.Outputs; j++)
            new Span<T>(output + ((long)sample * grid.Sizes.Outputs + j) * points, points).CopyTo(
                new(to + (long)j * row, points)
            );
    }

    // Without a map the gradient of the output reaches the sum of every h̃.
    private static void Scale(T* output, long count, double sign, int fibre, T* sums)
    {
        var by = TLanes.All(T.CreateTruncating(sign));
        for (var h = 0; h < fibre; h++)
        for (var i = 0L; i < count; i += Width)
            TLanes.Store(TLanes.Multiply(TLanes.Load(output + i), by), sums + h * count + i);
    }
}
