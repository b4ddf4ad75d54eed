using System.Text.Json;
using AgeFormal.Algebra;

namespace AgeFormal.Networks.Specification;

/// <summary>Texts of documents, bounded in length and depth.</summary>
internal static class SpecificationText
{
    /// <summary>How deep the values of a document are nested at most.</summary>
    public const int Deepest = 512;

    private const int Largest = 16 << 20;

    /// <summary>What a document says.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the text for messages, usually a file.</param>
    /// <param name="read">Reads the document.</param>
    /// <exception cref="SpecificationException">The text is not what is read.</exception>
    public static T Read<T>(string text, string source, Func<JsonPlace, T> read)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);
        if (text.Length > Largest)
            throw new SpecificationException(
                source,
                "the document",
                $"{text.Length} characters",
                $"at most {Largest}"
            );
        try
        {
            using var document = JsonDocument.Parse(
                text,
                new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false }
            );
            return read(
                new(
                    document.RootElement,
                    source,
                    (name, place, found, expected, cause) =>
                        new SpecificationException(name, place, found, expected, cause)
                )
            );
        }
        catch (NestingException)
        {
            throw new SpecificationException(
                source,
                "the operator",
                "more nesting than the stack of this thread allows",
                "a flatter operator"
            );
        }
        catch (InvalidOperationException cause)
        {
            throw new SpecificationException(
                source,
                "the document",
                "a name with a lone surrogate",
                "names that are texts",
                cause
            );
        }
        catch (JsonException cause)
        {
            throw new SpecificationException(
                source,
                $"line {cause.LineNumber + 1}, byte {cause.BytePositionInLine}",
                "no JSON",
                "one JSON document without duplicate names",
                cause
            );
        }
    }
}
