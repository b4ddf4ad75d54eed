using AgeFormal.Algebra;
using Pidgin;

namespace AgeFormal.Operators.Language;

/// <summary>Reads designs; <c>docs/formula-language.md</c> describes the language.</summary>
public static class DesignParser
{
    /// <summary>The design that a text writes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the text for messages, usually a file.</param>
    /// <exception cref="DesignSyntaxException">The text is not a well-scoped design.</exception>
    public static Design Parse(string text, string source)
    {
        var (tokens, syntax) = Syntax(text, source);
        return Flat(
            tokens,
            source,
            () => new DesignElaboration(syntax, new Faults(source)).Elaborate()
        );
    }

    /// <summary>What a text writes, before names are resolved, with its tokens.</summary>
    /// <exception cref="DesignSyntaxException">The text is not of the form of a design.</exception>
    internal static (Token[] Tokens, DesignSyntax Syntax) Syntax(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);
        var tokens = Lexer.Read(text, source);
        Nesting.Check(tokens, source);
        return Flat(
            tokens,
            source,
            () =>
            {
                var result = DesignGrammar.Design.Parse(tokens);
                return result.Success
                    ? (tokens, result.Value)
                    : throw Failure(tokens, result.Error!, source);
            }
        );
    }

    private static T Flat<T>(Token[] tokens, string source, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (NestingException)
        {
            throw new DesignSyntaxException(
                source,
                tokens[0].At,
                "a text nested more deeply than the stack of this thread allows",
                "a flatter text, for example with let definitions"
            );
        }
    }

    private static DesignSyntaxException Failure(
        Token[] tokens,
        ParseError<Token> error,
        string source
    )
    {
        // Each token advances the parser's position by one column.
        var index = Math.Min(error.ErrorPos.Col - 1, tokens.Length - 1);
        if (UndeclaredCall(tokens.AsSpan(0, index)) is { } call)
            return new(
                source,
                call.At,
                $"the undeclared name '{call.Text}'",
                Faults.OneOf(
                    "a declared parameter, a definition or a function",
                    DesignWords.Functions.Keys
                )
            );
        var expected = error
            .Expected.Select(of => of.Label ?? "another token")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        var found = tokens[index];
        return new(
            source,
            found.At,
            DesignWords.IsReserved(found.Text) && found.Kind == TokenKind.Word
                ? $"the reserved word {found.Shown}"
                : found.Shown,
            expected.Length <= 1
                ? string.Concat(expected)
                : $"{string.Join(", ", expected[..^1])} or {expected[^1]}"
        );
    }

    // An unknown function's argument is a term, which is no argument of a parameter: the name is the fault then.
    private static Token? UndeclaredCall(ReadOnlySpan<Token> tokens)
    {
        var declared = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 1; i < tokens.Length; i++)
        {
            if (tokens[i - 1] is { Kind: TokenKind.Word, Text: "param" or "let" })
                declared.Add(tokens[i].Text);
            if (tokens[i] is { Kind: TokenKind.Sign, Text: "[" })
                declared.Add(tokens[i - 1].Text);
        }
        for (var i = 1; i + 1 < tokens.Length; i++)
            if (
                tokens[i].IsName
                && tokens[i + 1] is { Kind: TokenKind.Sign, Text: "(" }
                && !declared.Contains(tokens[i].Text)
            )
                return tokens[i];
        return null;
    }
}
