namespace AgeFormal.Programs.Steps;

/// <summary>Consecutive steps of a schedule that read one tensor made before them and leave one behind, beside parameters.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Entry">The input, or the one step before these that they read.</param>
/// <param name="Exit">The one of them that is read after them.</param>
/// <param name="Trained">The parameters that they read, without running statistics.</param>
/// <param name="Statistics">The running statistics that they read, which a training step changes.</param>
/// <param name="Repeats">Whether the steps can be made again with the same values, and it pays.</param>
internal sealed record Segment(
    Schedule Steps,
    int Entry,
    int Exit,
    int[] Trained,
    int[] Statistics,
    bool Repeats
)
{
    /// <summary>
    /// A schedule in about √n segments, n the number of places at which a single tensor is alive, so that their ends and the
    /// inside of one take about as much memory. What is dropped at random is not made again, nor is the last segment, of
    /// which the gradient is wanted at once.
    /// </summary>
    public static Segment[] Of(TensorProgram program, Schedule whole)
    {
        var pieces = Pieces(program, whole);
        var each = (int)Math.Ceiling(Math.Sqrt(pieces.Count));
        var parts = new List<(int First, int End, bool Repeats)>();
        var inPart = 0;
        foreach (var (first, end) in pieces)
        {
            var repeats = !whole.Order[first..end].Any(i => program.Steps[i] is Step.Drop);
            if (repeats && inPart > 0 && inPart < each)
            {
                parts[^1] = parts[^1] with { End = end };
                inPart++;
            }
            else
            {
                parts.Add((first, end, repeats));
                inPart = repeats ? 1 : 0;
            }
        }
        var entry = Enumerable.Range(0, program.Count).First(i => program.Steps[i] is Step.Input);
        var segments = new Segment[parts.Count];
        for (var i = 0; i < segments.Length; i++)
        {
            var (first, end, repeats) = parts[i];
            segments[i] = Between(
                program,
                whole,
                first,
                end,
                entry,
                repeats && i < segments.Length - 1
            );
            entry = segments[i].Exit;
        }
        return segments;
    }

    private static Segment Between(
        TensorProgram program,
        Schedule whole,
        int first,
        int end,
        int entry,
        bool repeats
    )
    {
        int[] order = whole.Order[first..end];
        int[] read =
        [
            .. order
                .SelectMany(i => program.Steps[i].Sources)
                .Where(i => program.Steps[i] is Step.Parameter)
                .Distinct(),
        ];
        var statistics = order
            .Select(i => program.Steps[i])
            .OfType<Step.Normalize>()
            .SelectMany(step => new[] { step.Mean, step.Variance })
            .ToHashSet();
        return new(
            new(
                order,
                [
                    .. whole
                        .Released[first..end]
                        .Select(released => released.Where(i => i != entry).ToArray()),
                ]
            ),
            entry,
            Alive(program, whole, end).Single(),
            [.. read.Where(i => !statistics.Contains(i))],
            [.. read.Where(statistics.Contains)],
            repeats
        );
    }

    // Between consecutive places at which one tensor is alive.
    private static List<(int First, int End)> Pieces(TensorProgram program, Schedule whole)
    {
        var pieces = new List<(int, int)>();
        var first = 0;
        for (var end = 1; end <= whole.Order.Length; end++)
            if (Alive(program, whole, end).Take(2).Count() == 1)
            {
                pieces.Add((first, end));
                first = end;
            }
        return pieces;
    }

    // What the steps from a place on read of those before it, or what is the result.
    private static IEnumerable<int> Alive(TensorProgram program, Schedule whole, int place)
    {
        var made = whole.Order[..place].ToHashSet();
        return whole
            .Order[place..]
            .SelectMany(i => program.Steps[i].Sources)
            .Append(program.Result)
            .Where(i => program.Steps[i] is Step.Input || made.Contains(i))
            .Distinct();
    }
}
