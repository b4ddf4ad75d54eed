namespace AgeFormal.Programs.Steps;

/// <summary>Which steps of a program are made, in order, and when each is needed no more.</summary>
/// <param name="Order">The steps.</param>
/// <param name="Released">For each of them the steps that it is the last to read.</param>
internal sealed record Schedule(int[] Order, int[][] Released)
{
    /// <summary>The steps that some roots need, without those that are known beforehand.</summary>
    public static Schedule Of(
        TensorProgram program,
        IReadOnlyCollection<int> roots,
        Func<int, bool> isKnown
    )
    {
        var lastUser = new int[program.Count];
        Array.Fill(lastUser, -1);
        var needed = new bool[program.Count];
        foreach (var root in roots)
            needed[root] = true;
        for (var i = program.Count - 1; i >= 0; i--)
            if (needed[i] && !isKnown(i))
                foreach (var source in program.Steps[i].Sources)
                {
                    needed[source] = true;
                    lastUser[source] = Math.Max(lastUser[source], i);
                }
        int[] order = [.. Enumerable.Range(0, program.Count).Where(i => needed[i] && !isKnown(i))];
        var released = Enumerable
            .Range(0, program.Count)
            .Where(i => needed[i] && !isKnown(i) && lastUser[i] >= 0 && !roots.Contains(i))
            .ToLookup(i => lastUser[i]);
        return new(order, [.. order.Select(i => released[i].ToArray())]);
    }
}
