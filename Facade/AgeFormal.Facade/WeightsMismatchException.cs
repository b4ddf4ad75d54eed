using AgeFormal.Algebra;

namespace AgeFormal.Facade;

/// <summary>A file of weights is that of another network. The message names file, network and the tensors that do not fit.</summary>
public sealed class WeightsMismatchException : Exception
{
    private const int ShownProblems = 5;

    internal WeightsMismatchException(
        string file,
        string network,
        string? named,
        EqArray<string> problems,
        Exception? cause = null
    )
        : base(Describe(file, network, named, problems), cause)
    {
        File = file;
        Network = network;
        Problems = problems;
    }

    /// <summary>The path, or the name that the caller gave to the content.</summary>
    public string File { get; }

    /// <summary>The network that was to be loaded.</summary>
    public string Network { get; }

    /// <summary>One sentence for each tensor that is missing, unexpected or wrongly shaped.</summary>
    public EqArray<string> Problems { get; }

    private static string Describe(
        string file,
        string network,
        string? named,
        EqArray<string> problems
    )
    {
        string origin =
            named is null || named == network ? "" : $" (the file names the network {named})";
        string rest =
            problems.Count > ShownProblems ? $"; {problems.Count - ShownProblems} more" : "";
        return $"{file}: expected the weights of {network}{origin}; {string.Join("; ", problems.Take(ShownProblems))}{rest}.";
    }
}
