using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>A declaration as written.</summary>
internal abstract record Statement(Token Keyword)
{
    public sealed record About(Token Keyword, string Line) : Statement(Keyword);

    public sealed record Origin(Token Keyword, string Line) : Statement(Keyword);

    public sealed record Group(Token Keyword, Token Condition) : Statement(Keyword);

    public sealed record Input(Token Keyword, Token Channels, Fibre Fibre) : Statement(Keyword);

    public sealed record Output(Token Keyword, EqArray<Token> Channels) : Statement(Keyword);

    public sealed record Windows(Token Keyword, EqArray<WindowSyntax> Declared)
        : Statement(Keyword);

    public sealed record Constants(Token Keyword, EqArray<Token> Names) : Statement(Keyword);

    public sealed record Parameters(Token Keyword, EqArray<ParameterSyntax> Declared)
        : Statement(Keyword);

    public sealed record Let(Token Keyword, Definition Definition) : Statement(Keyword);
}

/// <summary>A window as written.</summary>
internal sealed record WindowSyntax(Token Name, EqArray<Token> Sides, Token? Radius, bool Stable);

/// <summary>A parameter as written; an axis is a number, H or the name of a window.</summary>
internal sealed record ParameterSyntax(Token Name, EqArray<Token> Axes, bool Isotropic);

/// <summary>name(before; after) = body.</summary>
internal sealed record Definition(
    Token Name,
    EqArray<Token> Before,
    EqArray<Token> After,
    Expression Body
)
{
    public string Signature =>
        Before.Count + After.Count == 0 ? Name.Text
        : After.Count == 0 ? $"{Name.Text}({Names(Before)})"
        : $"{Name.Text}({Names(Before)}; {Names(After)})";

    private static string Names(EqArray<Token> tokens) =>
        string.Join(", ", tokens.Select(token => token.Text));
}

/// <summary>A whole text.</summary>
internal sealed record DesignSyntax(
    Token Title,
    EqArray<Statement> Statements,
    Token Lambda,
    EqArray<Token> Sites,
    EqArray<Token> Channels,
    Expression Body
);
