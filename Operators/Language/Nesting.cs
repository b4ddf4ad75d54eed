namespace AgeFormal.Operators.Language;

/// <summary>Refuses texts whose brackets and reductions are nested so deeply that reading them could exhaust the stack.</summary>
internal static class Nesting
{
    public static void Check(ReadOnlySpan<Token> tokens, string source)
    {
        // One entry per open bracket: the number of reductions in whose bodies the current place lies.
        var open = new Stack<int>([0]);
        var depth = 0;
        var previous = default(Token);
        foreach (var token in tokens)
        {
            if (IsOpening(token))
            {
                open.Push(0);
                depth++;
            }
            else if (IsClosing(token) && open.Count > 1)
                depth -= open.Pop() + 1;
            else if (token.Kind == TokenKind.Word && DesignWords.TakesProduct(token.Text))
            {
                open.Push(open.Pop() + 1);
                depth++;
            }
            else if (EndsBody(token, previous))
            {
                depth -= open.Pop();
                open.Push(0);
            }
            if (depth > Limits.Nesting)
                throw new DesignSyntaxException(
                    source,
                    token.At,
                    $"brackets and reductions nested more than {Limits.Nesting} deep",
                    "a flatter text, for example with let definitions"
                );
            previous = token;
        }
    }

    private static bool IsOpening(Token token) =>
        token is { Kind: TokenKind.Sign, Text: "(" or "[" };

    private static bool IsClosing(Token token) =>
        token is { Kind: TokenKind.Sign, Text: ")" or "]" };

    // The body of a reduction is a product: a sum, a list, or a new declaration ends it. A sign after ']' or an operator
    // belongs to the number that follows it.
    private static bool EndsBody(Token token, Token previous) =>
        token.Kind == TokenKind.Sign
        && (
            token.Text is "+" or "," or ";" or "=" or "."
            || (
                token.Text == "−"
                && (
                    previous.Kind is TokenKind.Word or TokenKind.Number
                    || previous is { Kind: TokenKind.Sign, Text: ")" }
                )
            )
        );
}
