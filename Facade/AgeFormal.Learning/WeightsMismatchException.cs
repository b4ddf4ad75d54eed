using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Learning;

/// <summary>
/// A file of weights is that of another network, or damaged. The message names file and network and lists every tensor that
/// is missing, unexpected, wrongly shaped or holds a value that it cannot have, one kind a line.
/// </summary>
public sealed class WeightsMismatchException : Exception
{
    internal WeightsMismatchException(
        string file,
        string network,
        string? named,
        EqArray<ParameterMisfit> misfits,
        Exception? cause = null
    )
        : base(Describe(file, network, named, misfits), cause)
    {
        File = file;
        Network = network;
        Misfits = misfits;
    }

    /// <summary>The path, or the name that the caller gave to the content.</summary>
    public string File { get; }

    /// <summary>The network that was to be loaded.</summary>
    public string Network { get; }

    /// <summary>Every tensor that is missing, unexpected, wrongly shaped or holds a value that it cannot have.</summary>
    public EqArray<ParameterMisfit> Misfits { get; }

    private static string Describe(
        string file,
        string network,
        string? named,
        EqArray<ParameterMisfit> misfits
    )
    {
        string origin =
            named is null || named == network ? "" : $" (the file names the network {named})";
        var lines = misfits
            .Select(misfit =>
                misfit.Match(
                    missing: missing => ("missing", $"'{missing.Name}' {missing.Expected}"),
                    unexpected: unexpected =>
                        ("unexpected", $"'{unexpected.Name}' {unexpected.Found}"),
                    misshapen: misshapen => ("wrongly shaped", $"{misshapen}"),
                    misvalued: misvalued => ("wrong values", $"{misvalued}"),
                    ofOtherFormat: format => ("format", $"{format}")
                )
            )
            .GroupBy(entry => entry.Item1, entry => entry.Item2)
            .Select(kind => $"\n  {kind.Key} ({kind.Count()}): {string.Join("; ", kind)}");
        return $"{Excerpt.Of(file, 1000)}: expected the weights of {network}{origin}; what does not fit:{string.Concat(lines)}";
    }
}
