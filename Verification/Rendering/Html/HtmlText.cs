using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>
/// Documents as HTML text, which is well-formed XML at the same time. Everything that is not the name of a tag or an
/// attribute is escaped.
/// </summary>
internal static class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    // The elements without content, which have no end tag.
    private static readonly string[] Void = ["meta", "link", "br", "wbr", "img", "input"];

    public static string Document(Node.Element root)
    {
        var text = new StringBuilder("<!DOCTYPE html>\n");
        Write(text, root);
        return text.Append('\n').ToString();
    }

    private static int Write(StringBuilder text, Node node) =>
        node.Match(
            text: characters => Append(text, Encoder.Encode(characters.Value)),
            formula: formula => Append(text, formula.MathMl),
            element: element => Write(text, element)
        );

    private static int Write(StringBuilder text, Node.Element element)
    {
        text.Append('<').Append(element.Name);
        foreach (var (name, value) in element.Attributes)
            text.Append(' ').Append(name).Append("=\"").Append(Encoder.Encode(value)).Append('"');
        if (Void.Contains(element.Name))
            return Append(text, "/>");
        text.Append('>');
        // Style sheets and scripts are raw text for the parser, in which nothing may be escaped.
        foreach (var child in element.Children)
            if (element.Name is "style" or "script" && child is Node.Text raw)
                text.Append(raw.Value.Replace("</", "", StringComparison.Ordinal));
            else
                Write(text, child);
        return Append(text, $"</{element.Name}>");
    }

    private static int Append(StringBuilder text, string part)
    {
        text.Append(part);
        return 0;
    }
}
