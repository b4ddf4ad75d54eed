using System.Text;

namespace AgeFormal.Operators.Language;

/// <summary>Splits a text into tokens. Comments run from <c>#</c> to the end of the line.</summary>
internal sealed class Lexer(string text, string source)
{
    private const string Signs = "()[],;=.+/^∈·×−⁻*-@⌊⌋";
    private const string Expected = "a letter, a digit or a sign of the language";

    private int _at;
    private int _line = 1;
    private int _lineStart;

    public static Token[] Read(string text, string source) => [.. new Lexer(text, source).Tokens()];

    private IEnumerable<Token> Tokens()
    {
        var title = false;
        if (text.StartsWith('\uFEFF'))
            _lineStart = _at = 1;
        for (SkipBlanks(); _at < text.Length; SkipBlanks())
        {
            var token = Next(title);
            title = token is { Kind: TokenKind.Word, Text: "design" };
            yield return token;
        }
        yield return new(TokenKind.End, "", "", Here);
    }

    private Position Here => new(_line, _at - _lineStart + 1);

    private char Current => _at < text.Length ? text[_at] : '\0';

    private char Following => _at + 1 < text.Length ? text[_at + 1] : '\0';

    private Token Next(bool title) =>
        IsTimesBetweenDigits ? Times()
        : DesignWords.Starts(Current) ? Word(title)
        : char.IsAsciiDigit(Current) ? Number()
        : Current == '"' ? Quoted()
        : Sign();

    // 3x5 is 3×5.
    private bool IsTimesBetweenDigits =>
        Current == 'x'
        && _at > 0
        && char.IsAsciiDigit(text[_at - 1])
        && char.IsAsciiDigit(Following);

    private Token Times()
    {
        var at = Here;
        _at++;
        return new(TokenKind.Sign, "×", "x", at);
    }

    private void SkipBlanks()
    {
        for (; _at < text.Length; _at++)
            if (Current == '\n')
                (_line, _lineStart) = (_line + 1, _at + 1);
            else if (Current == '#')
                while (_at + 1 < text.Length && Following != '\n')
                    _at++;
            else if (Current is not ('\t' or '\r') && !IsSpace(Current))
                return;
    }

    private static bool IsSpace(char symbol) =>
        char.GetUnicodeCategory(symbol) == System.Globalization.UnicodeCategory.SpaceSeparator;

    private Token Word(bool title)
    {
        var (start, at) = (_at, Here);
        do _at++;
        while (DesignWords.Continues(Current) || (title && Current == '-'));
        var written = text[start.._at];
        return new(TokenKind.Word, DesignWords.Canonical(written), written, at);
    }

    private Token Number()
    {
        var (start, at) = (_at, Here);
        Digits();
        if (Current == '.' && char.IsAsciiDigit(Following))
        {
            _at++;
            Digits();
        }
        if (Current is 'e' or 'E' && HasExponent())
        {
            _at += 2;
            Digits();
        }
        if (_at - start > Limits.Digits)
            throw new DesignSyntaxException(
                source,
                at,
                $"a number of {_at - start} digits",
                $"at most {Limits.Digits}"
            );
        var written = text[start.._at];
        return new(TokenKind.Number, written.Replace('−', '-'), written, at);
    }

    private bool HasExponent() =>
        char.IsAsciiDigit(Following)
        || (
            Following is '-' or '−' or '+'
            && _at + 2 < text.Length
            && char.IsAsciiDigit(text[_at + 2])
        );

    private void Digits()
    {
        while (char.IsAsciiDigit(Current))
            _at++;
    }

    private Token Quoted()
    {
        var (start, at) = (_at, Here);
        var content = new StringBuilder();
        for (_at++; Current != '"'; _at++)
        {
            if (_at >= text.Length || char.IsControl(Current))
                throw new DesignSyntaxException(source, Here, Shown(), "a closing quote '\"'");
            if (Current == '\\')
            {
                _at++;
                if (Current is not ('"' or '\\'))
                    throw new DesignSyntaxException(
                        source,
                        Here,
                        Shown(),
                        "'\\' or '\"' after '\\'"
                    );
            }
            content.Append(Current);
        }
        _at++;
        return new(TokenKind.Text, content.ToString(), text[start.._at], at);
    }

    private Token Sign()
    {
        var (start, at) = (_at, Here);
        if (Current == '\0' || !Signs.Contains(Current, StringComparison.Ordinal))
            throw new DesignSyntaxException(source, at, Shown(), Expected);
        if (Current == '⁻')
        {
            _at++;
            if (Current != '¹')
                throw new DesignSyntaxException(source, Here, Shown(), "'¹' after '⁻'");
        }
        else if (Current == '^' && Following is '-' or '−' && IsLoneOne(_at + 2))
            _at += 2;
        _at++;
        var written = text[start.._at];
        return new(TokenKind.Sign, DesignWords.Canonical(written), written, at);
    }

    private bool IsLoneOne(int index) =>
        index < text.Length
        && text[index] == '1'
        && (index + 1 == text.Length || !char.IsAsciiDigit(text[index + 1]));

    private string Shown()
    {
        if (_at >= text.Length)
            return "the end of the text";
        var known = Rune.TryGetRuneAt(text, _at, out var rune);
        var code = known ? rune.Value : text[_at];
        return !known || Rune.IsControl(rune)
            ? $"the character U+{code:X4}"
            : $"'{rune}' (U+{code:X4})";
    }
}
