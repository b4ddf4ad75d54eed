namespace AgeFormal.Symmetry.Certificates;

/// <summary>A text is no certificate of symmetry.</summary>
public sealed class CertificateFormatException : FormatException
{
    private const int LongestName = 500;

    internal CertificateFormatException(string source, string place, string reason)
        : base($"{Shown(source)}: {(place.Length > 0 ? $"{place}: " : "")}{reason}.")
    {
        SourceName = source;
        Place = place;
    }

    /// <summary>The name of the text.</summary>
    public string SourceName { get; }

    /// <summary>Where the fault is; empty for the whole.</summary>
    public string Place { get; }

    private static string Shown(string source) =>
        source.Length > LongestName ? $"{source.AsSpan(0, LongestName)}…" : source;
}
