using AgeFormal.Algebra;

namespace AgeFormal.Symmetry.Certificates;

/// <summary>A text is no certificate of symmetry.</summary>
public sealed class CertificateFormatException : FormatException
{
    internal CertificateFormatException(string source, string place, string reason)
        : base($"{Excerpt.Of(source, 500)}: {(place.Length > 0 ? $"{place}: " : "")}{reason}.")
    {
        SourceName = source;
        Place = place;
    }

    /// <summary>The name of the text.</summary>
    public string SourceName { get; }

    /// <summary>Where the fault is; empty for the whole.</summary>
    public string Place { get; }
}
