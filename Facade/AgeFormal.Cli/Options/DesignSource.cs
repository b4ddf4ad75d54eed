using System.Text;
using AgeFormal.Facade;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Cli;

/// <summary>Where a design is read from.</summary>
internal static class DesignSource
{
    private const string StandardInput = "-";
    private const string InZoo = "zoo:";
    private const int LargestFile = 4 << 20;

    /// <summary>Whether a word names a design file, standard input or a design of the zoo, and not a network.</summary>
    public static bool Names(string word) =>
        word == StandardInput
        || word.StartsWith(InZoo, StringComparison.OrdinalIgnoreCase)
        || word.EndsWith(".design", StringComparison.OrdinalIgnoreCase)
        || (NetworkSource.IsFile(word) && !IsOfWeights(word));

    // What is neither named as weights nor starts as another kind of file is read as a text.
    private static bool IsOfWeights(string path) =>
        path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)
        || (
            NetworkSource.Stored(path) is { Length: > 0 }
            && FileStart.Read(path) is not (FileKind.Design or FileKind.Text)
        );

    /// <summary>The design with the text that writes it.</summary>
    /// <exception cref="DesignSyntaxException">The text is not a design.</exception>
    /// <exception cref="IOException">The file cannot be read or is larger than a design may be.</exception>
    /// <exception cref="UnknownDesignException">The zoo has no such design.</exception>
    public static (Design Design, string Text) Read(string word)
    {
        if (word.StartsWith(InZoo, StringComparison.OrdinalIgnoreCase))
        {
            var entry = DesignZoo.Parse(word[InZoo.Length..]);
            return (entry.Design, entry.Text);
        }
        if (word == StandardInput)
            return Parsed(Limited(Console.In, "standard input"), "standard input");
        using var reader = new StreamReader(word, Encoding.UTF8);
        return Parsed(Limited(reader, word), word);
    }

    /// <summary>What is found about a design: judged, executed where it is a layer, the culprit of a refuted one sought.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static (DesignReport Report, string Text) Verify(
        string word,
        CancellationToken cancellation
    )
    {
        var (design, text) = Read(word);
        var verified = DesignVerifier.Verify(design, cancellation: cancellation);
        var report = verified.Executed(cancellation) with
        {
            Culprit = CulpritSearch.Of(verified, text, cancellation: cancellation),
        };
        return (report, text);
    }

    private static (Design, string) Parsed(string text, string name) =>
        (DesignParser.Parse(text, name), text);

    private static string Limited(TextReader reader, string name)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (reader.Read(buffer) is var count and > 0)
        {
            text.Append(buffer, 0, count);
            if (text.Length > LargestFile)
                throw new IOException(
                    $"{name} has more than {LargestFile} characters, which no design has."
                );
        }
        return text.ToString();
    }
}
