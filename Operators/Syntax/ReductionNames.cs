namespace AgeFormal.Operators;

/// <summary>The names of reductions in letters.</summary>
internal static class ReductionNames
{
    /// <summary>The name: sum, mean, max or min.</summary>
    public static string Name(this Reduction by) =>
        by switch
        {
            Reduction.Sum => "sum",
            Reduction.Mean => "mean",
            Reduction.Max => "max",
            Reduction.Min => "min",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The reduction of a name; null where there is none.</summary>
    public static Reduction? Find(string name) =>
        Enum.GetValues<Reduction>()
            .Where(by => by.Name() == name)
            .Select(by => (Reduction?)by)
            .FirstOrDefault();
}
