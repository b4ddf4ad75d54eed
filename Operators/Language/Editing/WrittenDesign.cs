using System.Text;
using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language.Editing;

/// <summary>A design as it stands in a text, token by token.</summary>
internal sealed class WrittenDesign
{
    private readonly Token[] _tokens;
    private readonly int[] _lines;

    private WrittenDesign(string text, Token[] tokens, DesignSyntax syntax)
    {
        Text = text;
        Syntax = syntax;
        _tokens = tokens;
        _lines =
        [
            0,
            .. text.Index().Where(symbol => symbol.Item == '\n').Select(symbol => symbol.Index + 1),
        ];
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>What it writes, before names are resolved.</summary>
    public DesignSyntax Syntax { get; }

    /// <summary>Reads a text.</summary>
    /// <exception cref="DesignSyntaxException">The text is not a design.</exception>
    public static WrittenDesign Read(string text, string source)
    {
        var (tokens, syntax) = DesignParser.Syntax(text, source);
        return new(text, tokens, syntax);
    }

    /// <summary>Where some tokens stand.</summary>
    public SourceSpan Span(Extent extent)
    {
        var (first, last) = (_tokens[extent.First], _tokens[extent.After - 1]);
        return new(
            first.At.Line,
            first.At.Column,
            last.At.Line,
            last.At.Column + last.Written.Length
        );
    }

    /// <summary>Some tokens as they are written.</summary>
    public string Slice(Extent extent)
    {
        var (from, to) = Characters(extent);
        return Text[from..to];
    }

    /// <summary>Whether a token is a sign.</summary>
    public bool IsSign(int token, string sign) =>
        token >= 0 && _tokens[token] is { Kind: TokenKind.Sign } found && found.Text == sign;

    /// <summary>The text with other words in the place of some; no two of them overlap.</summary>
    public string With(EqArray<TextReplacement> replacements)
    {
        var text = new StringBuilder(Text);
        foreach (var one in replacements.OrderByDescending(one => one.At.First))
        {
            var (from, to) = Characters(one.At);
            text.Remove(from, to - from).Insert(from, one.By);
            if (one.By.Length == 0)
                Close(text, from);
        }
        return text.ToString();
    }

    // Where something was left out, one blank is enough, and none beside a bracket or the end of the line.
    private static void Close(StringBuilder text, int at)
    {
        char At(int index) => index >= 0 && index < text.Length ? text[index] : '\n';
        while (At(at) == ' ' && At(at - 1) is ' ' or '(' or '[')
            text.Remove(at, 1);
        while (at > 0 && At(at - 1) == ' ' && At(at) is ')' or ']' or ',' or '\r' or '\n')
            text.Remove(--at, 1);
    }

    private (int From, int To) Characters(Extent extent)
    {
        var (first, last) = (_tokens[extent.First], _tokens[extent.After - 1]);
        return (Offset(first.At), Offset(last.At) + last.Written.Length);
    }

    private int Offset(Position at) => _lines[at.Line - 1] + at.Column - 1;
}

/// <summary>Other words in the place of some tokens.</summary>
internal sealed record TextReplacement(Extent At, string By);
