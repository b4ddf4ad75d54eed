using AgeFormal.Algebra;
using NUnit.Framework;

namespace AgeFormal.Testing.Snapshots;

/// <summary>The two files of a snapshot: <c>Class.Method[.name].verified.safetensors</c> and <c>….received.safetensors</c>.</summary>
/// <param name="Verified">The accepted value, under version control.</param>
/// <param name="Received">The last value that differed.</param>
internal sealed record SnapshotPlace(string Verified, string Received)
{
    private const int LongestName = 100;

    /// <summary>The place for the running test.</summary>
    /// <exception cref="ArgumentException">The name is empty, longer than 100 characters, or has others than letters, digits, dots, dashes and underscores.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static SnapshotPlace Of(string? name, SnapshotOptions options, string sourceFile)
    {
        if (name is not null && (name.Length is 0 or > LongestName || !name.All(IsPlain)))
            throw new ArgumentException(
                $"The name of a snapshot consists of 1 to {LongestName} letters, digits, '.', '-' and '_'; received '{Excerpt.Of(name)}'.",
                nameof(name)
            );
        var folder = options.Folder ?? Path.GetDirectoryName(sourceFile);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException(
                $"The folder '{folder}' of the snapshots does not exist. Where the build maps source paths (DeterministicSourcePaths), give {nameof(SnapshotOptions)}.{nameof(SnapshotOptions.Folder)}."
            );
        var test = TestContext.CurrentContext.Test;
        var type = (test.ClassName ?? "").Split('.')[^1].Replace('+', '.');
        var stem = Path.Combine(
            folder,
            Plain($"{type}.{test.MethodName}") + (name is null ? "" : $".{name}")
        );
        return new($"{stem}.verified.safetensors", $"{stem}.received.safetensors");
    }

    private static string Plain(string text) =>
        string.Concat(text.Select(symbol => IsPlain(symbol) ? symbol : '_'));

    private static bool IsPlain(char symbol) =>
        char.IsLetterOrDigit(symbol) || symbol is '.' or '-' or '_';
}
