using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Proving;

namespace AgeFormal.Verification.Tests;

/// <summary>Which equations of terms prover and checker accept by writing out H and windows, in p4 with a row, a column and a point.</summary>
public sealed class ExpansionTests
{
    private static readonly GroupWord G = GroupWord.Of(GroupLetter.Whole("g"));
    private static readonly GroupWord K = GroupWord.Of(GroupLetter.Linear("k"));
    private static readonly GroupWord N = GroupWord.Of(GroupLetter.Translation("n"));
    private static readonly GroupWord V = GroupWord.Of(GroupLetter.Whole("v"));

    private static readonly Domain H = new Domain.PointElements();
    private static readonly Domain Translations = new Domain.Translations();
    private static readonly Domain Row = new Domain.Window("Row");
    private static readonly Domain Column = new Domain.Window("Column");
    private static readonly Domain Open = new Domain.Window("Open");

    private static Vocabulary Vocabulary { get; } =
        new(
            PointGroups.P4,
            Fibre.Regular,
            2,
            [2],
            [
                Parameter("V", new ParameterAxis.OfPointElements()),
                Parameter("R", new ParameterAxis.OfWindow("Row")),
                Parameter("O", new ParameterAxis.OfWindow("Point")),
            ],
            [
                Window("Row", 1, 3),
                Window("Column", 3, 1),
                Window("Point", 1, 1),
                Window("Open", 1, 3),
            ]
        )
        {
            OpenWindows = ["Open"],
        };

    private static GroupWord Turned(GroupWord n) => G.LinearOnly() * n * G.LinearOnly().Inverted();

    private static IEnumerable<TestCaseData> Equal =>
        [
            Case("factors in another order", F(G) * P("V", G), P("V", G) * F(G)),
            Case("a term that cancels", F(G) + P("V", G) + Times(-1, P("V", G)), F(G)),
            Case(
                "a mean over H, reindexed",
                Over(Reduction.Mean, H, "k", F(G * K)),
                Over(Reduction.Mean, H, "k", F(K.Inverted() * K * G * K.Inverted()))
            ),
            Case(
                "a sum over H reindexed",
                Over(Reduction.Sum, H, "k", F(G * K)),
                Over(Reduction.Sum, H, "k", F(G * K * K * K))
            ),
            Case(
                "the largest value at squares",
                Over(Reduction.Max, H, "k", F(G * K * K)),
                Over(Reduction.Max, H, "k", F(G * K * K * K * K * K * K))
            ),
            Case(
                "N reindexed",
                Over(Reduction.Sum, Translations, "n", F(G * N)),
                Over(Reduction.Sum, Translations, "n", F(N * G))
            ),
            Case(
                "G as N for each element",
                Over(Reduction.Sum, new Domain.WholeGroup(), "v", F(V)),
                Over(Reduction.Sum, new Domain.Sites(), "v", F(G * V))
            ),
            Case(
                "a parameter outside of its window",
                Over(Reduction.Sum, Column, "n", P("R", N)),
                P("R", GroupWord.One)
            ),
            Case("a parameter of one point", P("O", Turned(N)), P("O", N)),
            Case(
                "a pair of windows",
                Sides(Row, Column, G),
                Sides(Row, Column, G.TranslationOnly())
            ),
            Case("nothing", Times(0, F(G)), new WordTerm.Number(0)),
        ];

    private static IEnumerable<TestCaseData> Different =>
        [
            Case("another coefficient", Times(2, F(G)), F(G)),
            Case(
                "a mean over H and a sum",
                Over(Reduction.Mean, H, "k", F(G * K)),
                Over(Reduction.Sum, H, "k", F(G * K))
            ),
            Case("a parameter that is turned", P("R", Turned(N)), P("R", N)),
            Case(
                "another power of π",
                new WordTerm.Number(new Coefficient(1, 1)),
                new WordTerm.Number(new Coefficient(1, 2))
            ),
            Case(
                "a power of π less",
                new WordTerm.Number(new Coefficient(1, -1)),
                new WordTerm.Number(1)
            ),
            Case("another channel", F(G), new WordTerm.Signal(new Channel.Literal(1), G, false)),
            Case(
                "another function",
                Phi(PointwiseFunction.Relu, F(G)),
                Phi(PointwiseFunction.Abs, F(G))
            ),
            Case(
                "factors exchanged between arguments",
                Phi(PointwiseFunction.Relu, F(G) * P("V", G))
                    * Phi(PointwiseFunction.Abs, F(K) * P("V", K)),
                Phi(PointwiseFunction.Relu, F(G) * P("V", K))
                    * Phi(PointwiseFunction.Abs, F(K) * P("V", G))
            ),
            Case(
                "a sum and a largest value",
                Over(Reduction.Sum, H, "k", F(G * K)),
                Over(Reduction.Max, H, "k", F(G * K))
            ),
            Case(
                "a largest and a smallest value",
                Over(Reduction.Max, H, "k", F(G * K)),
                Over(Reduction.Min, H, "k", F(G * K))
            ),
            Case(
                "a mean and a sum over N",
                Over(Reduction.Mean, Translations, "n", F(G * N)),
                Over(Reduction.Sum, Translations, "n", F(G * N))
            ),
            Case(
                "the squares of H",
                Over(Reduction.Sum, H, "k", F(G * K)),
                Over(Reduction.Sum, H, "k", F(G * K * K))
            ),
            Case(
                "N as its double",
                Over(Reduction.Sum, Translations, "n", F(G * N)),
                Over(Reduction.Sum, Translations, "n", F(G * N * N))
            ),
            Case(
                "two positions over N",
                Over(Reduction.Sum, Translations, "n", F(G * N) * P("R", N)),
                Over(Reduction.Sum, Translations, "n", F(N * G) * P("R", N))
            ),
            Case(
                "a row and a column",
                Over(Reduction.Sum, Row, "n", F(G * N)),
                Over(Reduction.Sum, Column, "n", F(G * N))
            ),
            Case(
                "a parameter inside of its window",
                Over(Reduction.Sum, Row, "n", P("R", N)),
                P("R", GroupWord.One)
            ),
            Case("a parameter of three points, turned", P("R", Turned(N)), P("R", N)),
            Case(
                "a window whose points are not said",
                Over(Reduction.Sum, Open, "n", P("R", N)),
                Over(Reduction.Sum, Row, "n", P("R", N))
            ),
            Case(
                "an open window, turned",
                Over(Reduction.Sum, Open, "n", F(G * N)),
                Over(Reduction.Sum, Open, "n", F(G * Turned(N)))
            ),
            Case(
                "a square and a product of sums",
                (F(G) + F(K)) * (F(G) + F(K)),
                (F(G) + F(K)) * (F(G) + P("V", K))
            ),
        ];

    [TestCaseSource(nameof(Equal))]
    public void Equal_terms_are_found_equal_by_prover_and_checker(object left, object right)
    {
        var (one, other) = ((WordTerm)left, (WordTerm)right);
        Assert.That(new CaseMatching(Vocabulary, []).AreSame(one, other));
        Assert.That(Fault(one, other), Does.Contain("rests on the hypothesis"));
        Assert.That(Fault(other, one), Does.Contain("rests on the hypothesis"));
    }

    [TestCaseSource(nameof(Different))]
    public void Different_terms_are_told_apart_by_prover_and_checker(object left, object right)
    {
        var (one, other) = ((WordTerm)left, (WordTerm)right);
        Assert.That(new CaseMatching(Vocabulary, []).AreSame(one, other), Is.False);
        Assert.That(Fault(one, other), Does.Contain("the sides differ for"));
        Assert.That(Fault(other, one), Does.Contain("the sides differ for"));
    }

    [Test]
    public void The_step_is_one_for_the_group_of_the_terms_alone()
    {
        var (left, right) = (F(G) * P("V", G), P("V", G) * F(G));
        foreach (
            var conditions in new EqArray<Condition>[]
            {
                [],
                [new Condition.NamedGroup(PointGroups.P4m)],
                [
                    new Condition.NamedGroup(PointGroups.P4),
                    new Condition.NamedGroup(PointGroups.P2),
                ],
                [new Condition.NamedGroup(PointGroups.P4), new Condition.AbelianPointGroup()],
            }
        )
            Assert.That(
                Fault(left, right, conditions),
                Does.Contain("the premises are expected to be that H is C4 (p4)")
            );
        Assert.That(
            Fault(new WordTerm.Signal(new Channel.Literal(0), G, true), F(G)),
            Does.Contain("a translated signal")
        );
    }

    [Test]
    public void Stability_and_isotropy_are_used_where_they_are_premises()
    {
        var open = (
            Over(Reduction.Sum, Open, "n", F(G * N)),
            Over(Reduction.Sum, Open, "n", F(G * Turned(N)))
        );
        EqArray<Condition> stable =
        [
            new Condition.NamedGroup(PointGroups.P4),
            new Condition.StableWindow("Open"),
        ];
        Assert.That(Fault(open.Item1, open.Item2, stable), Does.Contain("rests on the hypothesis"));
        EqArray<Condition> isotropic =
        [
            new Condition.NamedGroup(PointGroups.P4),
            new Condition.Isotropic("R"),
        ];
        Assert.That(
            Fault(P("R", Turned(N)), P("R", N), isotropic),
            Does.Contain("rests on the hypothesis")
        );
        Assert.That(Fault(P("R", N), P("R", N * N), isotropic), Does.Contain("the sides differ"));
    }

    private static string Fault(
        WordTerm left,
        WordTerm right,
        EqArray<Condition>? conditions = null
    ) =>
        ProofChecker
            .FindFault(
                new(
                    Rules.ExpansionOverH,
                    new Claim.Equation(Vocabulary, left, right),
                    (conditions ?? [new Condition.NamedGroup(PointGroups.P4)])
                        .Select(condition => new Derivation(
                            Rules.Hypothesis,
                            new Claim.Assumed(condition),
                            []
                        ))
                        .ToEqArray()
                )
            )!
            .Reason;

    private static TestCaseData Case(string name, Sum left, Sum right) =>
        new TestCaseData(left.Term, right.Term).SetArgDisplayNames(name);

    // Both windows read turned by an element: a quarter turn exchanges them.
    private static Sum Sides(Domain one, Domain other, GroupWord by)
    {
        GroupWord At(GroupWord n) =>
            G.TranslationOnly() * by.LinearOnly() * n * by.LinearOnly().Inverted();
        return Over(Reduction.Sum, one, "n", F(At(N)))
            + Over(Reduction.Sum, other, "m", F(At(GroupWord.Of(GroupLetter.Translation("m")))));
    }

    private static Sum F(GroupWord at) =>
        new(new WordTerm.Signal(new Channel.Literal(0), at, false));

    private static Sum P(string name, GroupWord at) => new(new WordTerm.Parameter(name, [at], []));

    private static Sum Times(Rational factor, Sum term) =>
        new(new WordTerm.Product([new WordTerm.Number(factor), term.Term]));

    private static Sum Phi(PointwiseFunction function, Sum term) =>
        new(new WordTerm.Pointwise(function, term.Term));

    private static Sum Over(Reduction by, Domain over, string variable, Sum body) =>
        new(new WordTerm.Reduce(by, variable, over, body.Term));

    private static ParameterDeclaration Parameter(string name, ParameterAxis axis) =>
        new(name, [axis], [4], new Initial.Constant(0));

    private static DeclaredWindow Window(string name, int rows, int columns)
    {
        var region = Region.Box(rows, columns);
        return new(name, region, region.Points());
    }

    private sealed class Sum(WordTerm term)
    {
        public WordTerm Term => term;

        public static implicit operator Sum(WordTerm term) => new(term);

        public static implicit operator WordTerm(Sum sum) => sum.Term;

        public static Sum operator +(Sum left, Sum right) =>
            new(new WordTerm.Sum([left.Term, right.Term]));

        public static Sum operator *(Sum left, Sum right) =>
            new(new WordTerm.Product([left.Term, right.Term]));
    }
}
