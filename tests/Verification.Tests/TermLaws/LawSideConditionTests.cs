using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Checking;

namespace AgeFormal.Verification.Tests.TermLaws;

/// <summary>Steps by a law whose side condition does not hold, each beside one of the same shape where it does.</summary>
public sealed class LawSideConditionTests
{
    private static readonly Domain Channels = new Domain.Channels(2);
    private static readonly Domain H = new Domain.PointElements();
    private static readonly GroupWord G = GroupWord.Of(GroupLetter.Whole("g"));
    private static readonly GroupWord K = GroupWord.Of(GroupLetter.Linear("k"));

    // f and b have any sign and may be 0.
    private static readonly WordTerm F = Signal("o", G);
    private static readonly WordTerm B = new WordTerm.Parameter("V", [G], []);
    private static readonly WordTerm AtK = Signal("o", G * K);
    private static readonly WordTerm One = new WordTerm.Number(1);
    private static readonly WordTerm OfChannel = new WordTerm.Parameter("B", [], ["c"]);

    private static readonly Channel InGroup = new Channel.InGroup("o", 2, "c");

    private static IEnumerable<TestCaseData> False =>
        [
            Step(
                "a signal of the summed channel is drawn out",
                Rules.Homogeneity,
                Over(Reduction.Sum, Channels, "c", Times(Signal("c", G), B)),
                Times(Signal("c", G), Over(Reduction.Sum, Channels, "c", B))
            ),
            Step(
                "a signal in the group of another channel is drawn out of the sum over the group",
                Rules.Homogeneity,
                Over(Reduction.Sum, Channels, "c", Times(Signal(InGroup, G), B)),
                Times(Signal(InGroup, G), Over(Reduction.Sum, Channels, "c", B))
            ),
            Step(
                "a sum over the channels of a group is twice one of them",
                Rules.UnusedVariable,
                Over(Reduction.Sum, Channels, "c", Signal(InGroup, G)),
                Times(new WordTerm.Number(2), Signal(InGroup, G))
            ),
            Step(
                "a parameter of the summed channel is drawn out",
                Rules.Homogeneity,
                Over(Reduction.Sum, Channels, "c", Times(OfChannel, F)),
                Times(OfChannel, Over(Reduction.Sum, Channels, "c", F))
            ),
            Step(
                "0 = 0·1/f",
                Rules.RingLaws,
                new WordTerm.Number(0),
                Times(new WordTerm.Number(0), Of(PointwiseFunction.Reciprocal, F))
            ),
            Step(
                "f = √f·√f",
                Rules.FieldLaws,
                F,
                Times(Of(PointwiseFunction.SquareRoot, F), Of(PointwiseFunction.SquareRoot, F))
            ),
            Step("1 = f·1/f", Rules.FieldLaws, One, Times(F, Of(PointwiseFunction.Reciprocal, F))),
            Step("√(f·f) = f", Rules.Root, Of(PointwiseFunction.SquareRoot, Times(F, F)), F),
            Step("relu(f·b) = f·b", Rules.KnownSign, Relu(Times(F, B)), Times(F, B)),
            Step(
                "relu(tanh f) = tanh f",
                Rules.KnownSign,
                Relu(Of(PointwiseFunction.Tanh, F)),
                Of(PointwiseFunction.Tanh, F)
            ),
            Step(
                "step(relu(f)·b) = step b",
                Rules.PositiveFactorOfStep,
                Of(PointwiseFunction.Step, Times(Relu(F), B)),
                Of(PointwiseFunction.Step, B)
            ),
            Step(
                "relu(b·f) = b·relu f",
                Rules.NonnegativeFactor,
                Relu(Times(B, F)),
                Times(B, Relu(F))
            ),
            Step(
                "max |f| = |max f|",
                Rules.MonotoneFunction,
                Over(Reduction.Max, H, "k", Of(PointwiseFunction.Abs, AtK)),
                Of(PointwiseFunction.Abs, Over(Reduction.Max, H, "k", AtK))
            ),
            Step(
                "max −f = −max f",
                Rules.ExtremumOfMultiple,
                Over(Reduction.Max, H, "k", Times(new WordTerm.Number(-1), AtK)),
                Times(new WordTerm.Number(-1), Over(Reduction.Max, H, "k", AtK))
            ),
            Step(
                "max Σ f = Σ max f",
                Rules.ExchangeOfExtrema,
                Over(Reduction.Max, H, "k", Over(Reduction.Sum, Channels, "c", Signal("c", G * K))),
                Over(Reduction.Sum, Channels, "c", Over(Reduction.Max, H, "k", Signal("c", G * K)))
            ),
            Step(
                "the mean of f(g·k) over k is f(g·k)",
                Rules.UnusedVariable,
                Over(Reduction.Mean, H, "k", AtK),
                AtK
            ),
        ];

    private static IEnumerable<TestCaseData> True =>
        [
            Step(
                "another channel is drawn out",
                Rules.Homogeneity,
                Over(Reduction.Sum, Channels, "c", Times(F, OfChannel)),
                Times(F, Over(Reduction.Sum, Channels, "c", OfChannel))
            ),
            Step(
                "0·1/f = 0",
                Rules.RingLaws,
                Times(new WordTerm.Number(0), Of(PointwiseFunction.Reciprocal, F)),
                new WordTerm.Number(0)
            ),
            Step(
                "√f·√f = f",
                Rules.FieldLaws,
                Times(Of(PointwiseFunction.SquareRoot, F), Of(PointwiseFunction.SquareRoot, F)),
                F
            ),
            Step("f·1/f = 1", Rules.FieldLaws, Times(F, Of(PointwiseFunction.Reciprocal, F)), One),
            Step(
                "√(f·f) = |f|",
                Rules.Root,
                Of(PointwiseFunction.SquareRoot, Times(F, F)),
                Of(PointwiseFunction.Abs, F)
            ),
            Step("relu(f·f) = f·f", Rules.KnownSign, Relu(Times(F, F)), Times(F, F)),
            Step(
                "relu(tanh |f|) = tanh |f|",
                Rules.KnownSign,
                Relu(Of(PointwiseFunction.Tanh, Of(PointwiseFunction.Abs, F))),
                Of(PointwiseFunction.Tanh, Of(PointwiseFunction.Abs, F))
            ),
            Step(
                "step(exp(f)·b) = step b",
                Rules.PositiveFactorOfStep,
                Of(PointwiseFunction.Step, Times(Of(PointwiseFunction.Exp, F), B)),
                Of(PointwiseFunction.Step, B)
            ),
            Step(
                "relu(|b|·f) = |b|·relu f",
                Rules.NonnegativeFactor,
                Relu(Times(Of(PointwiseFunction.Abs, B), F)),
                Times(Of(PointwiseFunction.Abs, B), Relu(F))
            ),
            Step(
                "max relu f = relu max f",
                Rules.MonotoneFunction,
                Over(Reduction.Max, H, "k", Relu(AtK)),
                Relu(Over(Reduction.Max, H, "k", AtK))
            ),
            Step(
                "max −f = −min f",
                Rules.ExtremumOfMultiple,
                Over(Reduction.Max, H, "k", Times(new WordTerm.Number(-1), AtK)),
                Times(new WordTerm.Number(-1), Over(Reduction.Min, H, "k", AtK))
            ),
            Step(
                "mean Σ f = Σ mean f",
                Rules.Exchange,
                Over(
                    Reduction.Mean,
                    H,
                    "k",
                    Over(Reduction.Sum, Channels, "c", Signal("c", G * K))
                ),
                Over(Reduction.Sum, Channels, "c", Over(Reduction.Mean, H, "k", Signal("c", G * K)))
            ),
            Step(
                "the mean of f(g) over k is f(g)",
                Rules.UnusedVariable,
                Over(Reduction.Mean, H, "k", F),
                F
            ),
        ];

    [TestCaseSource(nameof(False))]
    public void A_false_step_by_a_law_is_rejected(Rule rule, object left, object right) =>
        Assert.That(Fault(rule, left, right), Is.Not.Null);

    [TestCaseSource(nameof(True))]
    public void The_same_step_is_accepted_where_the_side_condition_holds(
        Rule rule,
        object left,
        object right
    ) => Assert.That(Fault(rule, left, right), Is.Null);

    /// <summary>Σ_k f(v) with v := k is not Σ_k f(k) of another k.</summary>
    [Test]
    public void A_value_is_not_captured_by_a_binder()
    {
        var v = GroupLetter.Whole("v");
        var at = TermsUnder.Nothing with
        {
            Words = TermsUnder.Nothing.Words.SetItem(v, K.Normalise()),
        };
        WordTerm Sum(string variable, GroupWord word) =>
            Over(Reduction.Sum, H, variable, Signal("o", word));
        Assert.That(at.Same(Sum("l", GroupWord.Of(v)), Sum("l", K)));
        Assert.That(at.Same(Sum("k", GroupWord.Of(v)), Sum("k", K)), Is.False);
        var channel = TermsUnder.Nothing with
        {
            Channels = TermsUnder.Nothing.Channels.SetItem("d", new Channel.Variable("c")),
        };
        WordTerm SumOf(string variable, Channel of) =>
            Over(Reduction.Sum, Channels, variable, Signal(of, G));
        Assert.That(channel.Same(SumOf("e", "d"), SumOf("e", "c")));
        Assert.That(channel.Same(SumOf("c", "d"), SumOf("c", "c")), Is.False);
    }

    private static string? Fault(Rule rule, object left, object right) =>
        ProofChecker
            .FindFault(
                new(
                    rule,
                    new Claim.Equation(Formulas.Vocabulary, (WordTerm)left, (WordTerm)right),
                    []
                )
            )
            ?.Reason;

    private static TestCaseData Step(string name, Rule rule, WordTerm left, WordTerm right) =>
        new TestCaseData(rule, left, right).SetArgDisplayNames(name);

    private static WordTerm Signal(Channel channel, GroupWord at) =>
        new WordTerm.Signal(channel, at, IsTranslated: false);

    private static WordTerm Of(PointwiseFunction function, WordTerm term) =>
        new WordTerm.Pointwise(function, term);

    private static WordTerm Relu(WordTerm term) => Of(PointwiseFunction.Relu, term);

    private static WordTerm Times(params WordTerm[] factors) =>
        new WordTerm.Product(factors.ToEqArray());

    private static WordTerm Over(Reduction by, Domain over, string variable, WordTerm body) =>
        new WordTerm.Reduce(by, variable, over, body);
}
