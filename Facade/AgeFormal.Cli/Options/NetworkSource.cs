using System.CommandLine;
using AgeFormal.Learning;
using AgeFormal.Networks;

namespace AgeFormal.Cli;

/// <summary>Where a network is taken from: a NAME of the catalogue, or a FILE of weights, which knows its network.</summary>
internal static class NetworkSource
{
    /// <summary>Whether a word is a FILE: it has an extension or a folder before it. No NAME has either.</summary>
    public static bool IsFile(string word) =>
        Path.HasExtension(word) || Path.GetFileName(word) != word;

    /// <summary>The file of a path; null where there is none, or a pipe.</summary>
    /// <remarks>
    /// A pipe can be read once, so that no start of it is looked at: it has no length, and a link to one has no target.
    /// </remarks>
    public static FileInfo? Stored(string path)
    {
        var file = new FileInfo(path);
        return !file.Exists ? null
            : file.LinkTarget is null ? file
            : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo is { Exists: true } target
                ? target
            : null;
    }

    /// <summary>The network of a FILE, or that of a NAME with the weights beside it.</summary>
    /// <param name="word">The NAME or FILE.</param>
    /// <param name="weights">The weights beside a NAME.</param>
    /// <param name="cancellation">Checked while a file is read.</param>
    /// <exception cref="ArgumentException">There are weights beside a FILE.</exception>
    public static TrainedNetwork Read(
        string word,
        string? weights,
        CancellationToken cancellation
    ) =>
        weights is null ? TrainedNetwork.Read(Path.GetFullPath(word), cancellation)
        : IsFile(word) ? throw new ArgumentException(HasWeights(word))
        : TrainedNetwork.Read(Catalogue.Parse(word), weights, cancellation);

    /// <summary>The law of a command with both: weights go with a NAME, and with a NAME alone.</summary>
    /// <param name="network">The NAME or FILE.</param>
    /// <param name="weights">The weights beside a NAME.</param>
    /// <param name="areRequired">Whether a NAME alone says too little.</param>
    public static void Check(
        Argument<string> network,
        Option<FileInfo> weights,
        bool areRequired = false
    ) =>
        network.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: var word }])
                return;
            var areGiven = result.GetResult(weights) is { Implicit: false };
            if (IsFile(word) && areGiven)
                result.AddError(HasWeights(word));
            if (!IsFile(word) && !areGiven && areRequired)
                result.AddError(
                    $"Option '--weights' is required with the NAME '{word}'; a FILE of weights in its place needs none."
                );
        });

    private static string HasWeights(string word) =>
        $"Option '--weights' goes with the NAME of a network; '{word}' is a FILE, which has weights of its own.";
}
