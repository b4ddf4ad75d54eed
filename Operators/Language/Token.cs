namespace AgeFormal.Operators.Language;

/// <summary>The kinds of tokens.</summary>
internal enum TokenKind
{
    /// <summary>A name or a word of the language.</summary>
    Word,

    /// <summary>A natural number or a decimal fraction.</summary>
    Number,

    /// <summary>A quoted text; the token's text is what the quotes enclose.</summary>
    Text,

    /// <summary>A sign.</summary>
    Sign,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>A token. Spellings of the same word or sign have the same <see cref="Text"/>.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, string Written, Position At)
{
    /// <summary>As it is named in a message.</summary>
    public string Shown =>
        Kind switch
        {
            TokenKind.End => "the end of the text",
            TokenKind.Text => "a quoted text",
            _ => $"'{(Written.Length <= 40 ? Written : Written[..40] + "…")}'",
        };

    /// <summary>Whether it is a name that a design may give.</summary>
    public bool IsName => Kind == TokenKind.Word && !DesignWords.IsReserved(Text);
}
