using AgeFormal.Algebra;

namespace AgeFormal.Networks.Specification;

/// <summary>A text is no specification of a network. The message names the place, the value and what was expected.</summary>
public sealed class SpecificationException : FormatException
{
    internal SpecificationException(
        string source,
        string place,
        string found,
        string expected,
        Exception? cause = null
    )
        : base(
            $"{Excerpt.Of(source, 1000)}, {Excerpt.Of(place, 200)}: found {Excerpt.Of(found)}; expected {Excerpt.Of(expected, 1200)}.",
            cause
        )
    {
        Place = place;
        Found = found;
        Expected = expected;
    }

    /// <summary>The place in the document, for example <c>operator.layers[2].op.window</c>.</summary>
    public string Place { get; }

    /// <summary>The offending value.</summary>
    public string Found { get; }

    /// <summary>What was expected in its place.</summary>
    public string Expected { get; }
}
