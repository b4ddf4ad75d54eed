namespace AgeFormal.Symmetry.Walking;

/// <summary>Which of equal rows of weights are taken, where there is a choice.</summary>
/// <param name="Preferred">For a channel the one that it goes to, as channels of a regular representation do.</param>
/// <param name="Set">Whether that is taken at the n-th choice: the n-th bit.</param>
internal sealed record Choices(Func<int, int> Preferred, int Set)
{
    /// <summary>The number of choices that are made one by one; later ones are as the last.</summary>
    public const int Most = 4;

    public bool IsPreferred(int choice) => (Set >> Math.Min(choice, Most - 1) & 1) == 1;

    /// <summary>Whether it is taken at every choice.</summary>
    public bool IsAlways => Set == (1 << Most) - 1;

    /// <summary>All ways to choose but the one that prefers nothing; first those that always prefer.</summary>
    public static IEnumerable<Choices> All(IReadOnlyList<Func<int, int>> preferred) =>
        Enumerable
            .Range(1, (1 << Most) - 2)
            .Prepend((1 << Most) - 1)
            .SelectMany(set => preferred.Select(of => new Choices(of, set)));
}
