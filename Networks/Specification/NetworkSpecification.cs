using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgeFormal.Networks.Specification;

/// <summary>
/// A network as a versioned JSON text: its name, the type of its input and its operator with every field of every block;
/// a design of the user's own stands as its text. Law: Parse(Render(n)) = n wherever Render gives a text.
/// </summary>
public static class NetworkSpecification
{
    /// <summary>The version of the text.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = SpecificationText.Deepest,
    };

    /// <summary>
    /// The text; null where a text cannot hold the network: a group or a function that is not one of the library's, a number
    /// that is not finite, or more nesting than a reader admits.
    /// </summary>
    public static string? Render(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        try
        {
            var text = SpecificationWriter.Write(network).ToJsonString(Compact);
            return Parse(text, network.Name) == network ? text : null;
        }
        catch (Exception unwritable)
            when (unwritable
                    is SpecificationException
                        or JsonException
                        or ArgumentException
                        or InvalidOperationException
            )
        {
            return null;
        }
    }

    /// <summary>The network that a text describes; its types are not checked.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the text for messages, usually a file.</param>
    /// <exception cref="SpecificationException">The text is not a specification of this version.</exception>
    public static Network Parse(string text, string source = "specification") =>
        SpecificationText.Read(text, source, SpecificationReader.Network);
}
