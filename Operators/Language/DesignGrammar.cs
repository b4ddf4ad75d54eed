using AgeFormal.Algebra;
using Pidgin;
using static AgeFormal.Operators.Language.TokenGrammar;
using static Pidgin.Parser;

namespace AgeFormal.Operators.Language;

/// <summary>A text: <c>design name</c>, declarations in any order, and the formula.</summary>
internal static class DesignGrammar
{
    private const string Start = "a declaration or the formula λ(…). …";

    private static readonly Parser<Token, Statement> About = Map(
        (head, text) => (Statement)new Statement.About(head, text.Text),
        Keyword("about", Start),
        Text("a quoted text")
    );

    private static readonly Parser<Token, Statement> Origin = Map(
        (head, text) => (Statement)new Statement.Origin(head, text.Text),
        Keyword("source", Start),
        Text("a quoted text")
    );

    private static readonly Parser<Token, Statement> Group = Map(
        (head, condition) => (Statement)new Statement.Group(head, condition),
        Keyword("group", Start),
        AnyWord("any, abelian or the symbol of a group")
    );

    private static readonly Parser<Token, Fibre> Base = OneOf(
        Keyword("group", "'group' or 'lattice'").Select(_ => Fibre.Regular),
        Keyword("lattice", "'group' or 'lattice'").Select(_ => Fibre.Trivial)
    );

    private static readonly Parser<Token, Statement> Input = Map(
        (head, channels, fibre) => (Statement)new Statement.Input(head, channels, fibre),
        Keyword("input", Start),
        Keyword(DesignWords.Signal)
            .Then(Sign("["))
            .Then(Natural("a number of channels"))
            .Before(Sign("]"))
            .Before(Keyword("on")),
        Base
    );

    private static readonly Parser<Token, Statement> Output = Map(
        (head, channels) => (Statement)new Statement.Output(head, channels),
        Keyword("output", Start),
        List(Natural("a number of channels"))
    );

    private static readonly Parser<Token, Token> Times = Sign("×").Or(Keyword("x", "'×'"));

    private static readonly Parser<Token, (EqArray<Token> Sides, Token? Radius)> Shape = OneOf(
        Keyword("hexagon")
            .Then(Natural("a radius"))
            .Select(radius => ((EqArray<Token>)[], (Token?)radius)),
        Natural("a side")
            .SeparatedAtLeastOnce(Times)
            .Select(sides => (sides.ToEqArray(), (Token?)null)),
        Parser<Token>.Return(((EqArray<Token>)[], (Token?)null))
    );

    private static readonly Parser<Token, Statement> Windows = Map(
        (head, windows) => (Statement)new Statement.Windows(head, windows),
        Keyword("window", Start),
        List(
            Map(
                (name, shape, stable) => new WindowSyntax(name, shape.Sides, shape.Radius, stable),
                Name("the name of a window"),
                Shape,
                Flag("stable")
            )
        )
    );

    private static readonly Parser<Token, Statement> Constants = Map(
        (head, names) => (Statement)new Statement.Constants(head, names),
        Keyword("const", Start),
        List(Name("the name of a constant"))
    );

    private static readonly Parser<Token, Token> Axis = OneOf(
        Natural("an axis (a number of channels, H or a window)"),
        Keyword(DesignWords.PointElements, "an axis (a number of channels, H or a window)"),
        Name("an axis (a number of channels, H or a window)")
    );

    private static readonly Parser<Token, Statement> Parameters = Map(
        (head, parameters) => (Statement)new Statement.Parameters(head, parameters),
        Keyword("param", Start),
        List(
            Map(
                (name, axes, isotropic) => new ParameterSyntax(name, axes, isotropic),
                Name("the name of a parameter"),
                Sign("[").Then(List(Axis).Or(None)).Before(Sign("]")).Or(None),
                Flag("isotropic")
            )
        )
    );

    private static readonly Parser<Token, EqArray<Token>> Variables = List(Name("a variable"));

    private static readonly Parser<Token, (EqArray<Token>, EqArray<Token>)> Bound = Map(
        (before, after) => (before.GetValueOrDefault(), after.GetValueOrDefault()),
        Variables.Optional(),
        Sign(";").Then(Variables).Optional()
    );

    private static readonly Parser<Token, Statement> Let = Map(
        (head, name, bound, body) =>
            (Statement)
                new Statement.Let(head, new Definition(name, bound.Item1, bound.Item2, body)),
        Keyword("let", Start),
        Name("the name of a definition"),
        InBrackets(Bound).Or(Parser<Token>.Return<(EqArray<Token>, EqArray<Token>)>(([], []))),
        Sign("=").Then(TermGrammar.Term)
    );

    private static readonly Parser<Token, Statement> Declaration = OneOf(
        About,
        Origin,
        Group,
        Input,
        Output,
        Windows,
        Constants,
        Parameters,
        Let
    );

    /// <summary>A whole text.</summary>
    public static Parser<Token, DesignSyntax> Design { get; } =
        Map(
                (title, statements, lambda, bound, body) =>
                    new DesignSyntax(
                        title,
                        statements.ToEqArray(),
                        lambda,
                        bound.Item1,
                        bound.Item2,
                        body
                    ),
                Keyword("design").Then(AnyWord("the name of the design")),
                Declaration.Many(),
                Keyword(DesignWords.Lambda, Start),
                InBrackets(Bound).Before(Sign(".")),
                TermGrammar.Term
            )
            .Before(End("an operator or the end of the text"));

    private static Parser<Token, EqArray<Token>> None => Parser<Token>.Return<EqArray<Token>>([]);

    private static Parser<Token, bool> Flag(string word) =>
        Keyword(word).Optional().Select(found => found.HasValue);
}
