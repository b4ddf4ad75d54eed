using AgeFormal.Operators.Language;

namespace AgeFormal.Operators.Tests.Language;

/// <summary>A design built in code that is not well scoped is refused, and the message names the fault.</summary>
public sealed class DesignScopeTests
{
    private static readonly Site G = new Site.Variable("g");
    private static readonly Term Here = new Term.Signal("o", G);

    private static readonly Design Sound = new()
    {
        Name = "d",
        Input = new(4, Fibre.Regular),
        Output = [2],
        Windows = [new("S")],
        Constants = ["a"],
        Parameters = [new("W", [new ParameterAxis.OfChannels(2), new ParameterAxis.OfWindow("S")])],
        Formula = new(["g"], ["o"], Here),
    };

    private static Term W(Rel at, Channel channel) => new Term.Parameter("W", [at], [channel]);

    private static IEnumerable<TestCaseData> Terms()
    {
        yield return new(new Term.Sum([Here]), "a sum of 1 part");
        yield return new(new Term.Product([]), "a product of 0 parts");
        yield return new(new Term.Signal("x", G), "'x' as a channel index");
        yield return new(new Term.Signal("g", G), "'g' as a channel index");
        yield return new(new Term.Signal("o", new Site.Variable("o")), "'o' as a position");
        yield return new(new Term.Signal(new Channel.Literal(4), G), "the channel index '4'");
        yield return new(new Term.Signal(new Channel.Literal(-1), G), "the channel index -1");
        yield return new(W(new Rel.Variable("g"), "o"), "'g' as a relative element");
        yield return new(W(new Rel.Constant("b"), "o"), "the undeclared constant 'b'");
        yield return new(new Term.Parameter("V", [], []), "the undeclared parameter 'V'");
        yield return new(new Term.Parameter("W", [], ["o"]), "'W(o)'");
        yield return new(
            new Term.Reduce(Reduction.Sum, "n", new Domain.Window("T"), Here),
            "the undeclared window 'T'"
        );
        yield return new(
            new Term.Reduce(Reduction.Sum, "a", new Domain.Translations(), Here),
            "the variable 'a'"
        );
        yield return new(
            new Term.Reduce(Reduction.Sum, "max", new Domain.Translations(), Here),
            "the variable 'max'"
        );
        yield return new(
            new Term.Reduce(Reduction.Sum, "c", new Domain.Channels(3), W(new Rel.Unit(), "c")),
            "the channel index 'c' with values up to 2 in 'W'"
        );
        yield return new(new Term.Constant(new Coefficient(0, 1)), "a multiple of 0");
        yield return new(
            new Term.Pointwise(new PointwiseFunction("own", x => x), Here),
            "the function 'own'"
        );
        yield return new(
            Enumerable
                .Range(0, 101)
                .Aggregate(Here, (t, _) => new Term.Pointwise(PointwiseFunction.Relu, t)),
            "a term nested more than 100 deep"
        );
    }

    [TestCaseSource(nameof(Terms))]
    public void An_ill_scoped_term_is_refused(Term term, string found) =>
        Assert.That(
            () => DesignScope.Check(Sound with { Formula = Sound.Formula with { Body = term } }),
            Throws.TypeOf<ScopeException>().With.Message.Contains(found)
        );

    private static IEnumerable<Design> Declarations() =>
        [
            Sound with
            {
                Name = "two words",
            },
            Sound with
            {
                Description = "two\nlines",
            },
            Sound with
            {
                Group = new GroupCondition.Named("p5"),
            },
            Sound with
            {
                Input = new(0, Fibre.Regular),
            },
            Sound with
            {
                Output = [],
            },
            Sound with
            {
                Windows = [new("S"), new("S")],
            },
            Sound with
            {
                Windows = [new("S", new WindowShape.Box([3]))],
            },
            Sound with
            {
                Windows = [new("S", new WindowShape.Side(0))],
            },
            Sound with
            {
                Windows = [new("T")],
            },
            Sound with
            {
                Constants = ["g"],
            },
            Sound with
            {
                Parameters = [new("relu", [])],
            },
            Sound with
            {
                Parameters = [new("W", [], Isotropic: true)],
            },
            Sound with
            {
                Formula = new([], ["o"], new Term.Constant(1)),
            },
            Sound with
            {
                Formula = new(["g"], ["g"], new Term.Constant(1)),
            },
        ];

    [TestCaseSource(nameof(Declarations))]
    public void An_unsound_declaration_is_refused(Design design) =>
        Assert.That(() => DesignScope.Check(design), Throws.TypeOf<ScopeException>());

    [Test]
    public void A_sound_design_is_returned() =>
        Assert.That(DesignScope.Check(Sound), Is.SameAs(Sound));

    [Test]
    public void The_deepest_terms_that_are_well_scoped_can_be_read_back()
    {
        Term term = new Term.Constant(-1);
        for (var i = 0; i < 50; i++)
            term = new Term.Product([
                new Term.Reduce(Reduction.Max, "n", new Domain.Translations(), term),
                new Term.Constant(-1),
            ]);
        var deep = DesignScope.Check(Sound with { Formula = Sound.Formula with { Body = term } });
        Assert.That(DesignParser.Parse(DesignText.Render(deep), "deep"), Is.EqualTo(deep));
    }
}
