using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

/// <summary>Which replacements of one bound variable the checker accepts, and which variables the prover changes.</summary>
public sealed class ChangeOfVariableTests
{
    private static readonly GroupWord G = GroupWord.Of(GroupLetter.Whole("g"));
    private static readonly GroupWord U = GroupWord.Of(GroupLetter.Whole("u"));
    private static readonly GroupWord H = GroupWord.Of(GroupLetter.Linear("h"));
    private static readonly GroupWord X = GroupWord.Of(GroupLetter.Translation("x"));
    private static readonly GroupWord One = GroupWord.One;

    private static readonly Domain Sites = new Domain.Sites();
    private static readonly Domain Group = new Domain.WholeGroup();
    private static readonly Domain Translations = new Domain.Translations();
    private static readonly Domain PointElements = new Domain.PointElements();
    private static readonly Domain Window = new Domain.Window("S");

    private static IEnumerable<TestCaseData> Bijections =>
        [
            Case("positions", Sites, G, U, accepted: true),
            Case("all of G", Group, G, U.Inverted(), accepted: true),
            Case("H by elements of H", PointElements, H, H, accepted: true),
            Case("H by point parts", PointElements, One, G.LinearOnly(), accepted: true),
            Case("H by an element of G", PointElements, G, One, accepted: false),
            Case("H by a translation", PointElements, X, X.Inverted(), accepted: false),
            Case("N by a translation", Translations, X, One, accepted: true),
            Case("N by conjugation", Translations, G, G.Inverted(), accepted: true),
            Case("N by an element of G", Translations, G, One, accepted: false),
            Case("N by a turn on one side", Translations, H, One, accepted: false),
            Case("a window by a translation", Window, X, One, accepted: false),
            Case("a window by conjugation", Window, H, H.Inverted(), accepted: false),
        ];

    [TestCaseSource(nameof(Bijections))]
    public void A_variable_is_replaced_by_bijections_alone(
        Domain over,
        GroupWord before,
        GroupWord after,
        bool accepted
    )
    {
        var v = Letter(over);
        Assert.That(
            Fault(Sum(over, At(U * v)), Sum(over, At(U * (before * v * after)))),
            accepted ? Is.Null : Does.Contain("is not a bijection")
        );
    }

    [Test]
    public void The_image_names_the_variable_once()
    {
        var v = Letter(Group);
        foreach (var image in new[] { v * v * One, One * v * v, v.Inverted() * v * One, G * One })
            Assert.That(Fault(Sum(Group, At(v)), Sum(Group, At(image))), Is.Not.Null, $"{image}");
    }

    [Test]
    public void Every_occurrence_is_replaced_and_only_where_the_variable_is_bound()
    {
        var v = Letter(Group);
        var image = G * v * One;
        WordTerm Pair(GroupWord a, GroupWord b) => new WordTerm.Product([At(a), At(b)]);
        Assert.That(Fault(Sum(Group, Pair(v, v)), Sum(Group, Pair(image, image))), Is.Null);
        Assert.That(Fault(Sum(Group, Pair(v, v)), Sum(Group, Pair(image, v))), Is.Not.Null);
        Assert.That(Fault(At(v), At(image)), Does.Contain("is not bound once"));
        WordTerm Beside(GroupWord a, GroupWord b) =>
            new WordTerm.Product([At(a), Sum(Group, At(b))]);
        Assert.That(Fault(Beside(v, v), Beside(v, image)), Is.Null);
        Assert.That(Fault(Beside(v, v), Beside(image, image)), Is.Not.Null);
        WordTerm Twice(GroupWord a) => new WordTerm.Product([Sum(Group, At(a)), Sum(Group, At(a))]);
        Assert.That(Fault(Twice(v), Twice(image)), Does.Contain("is not bound once"));
    }

    [Test]
    public void Two_variables_are_not_replaced_in_one_step()
    {
        var (v, w) = (Letter(Group), GroupWord.Of(GroupLetter.Whole("w")));
        WordTerm Nest(GroupWord a, GroupWord b) =>
            new WordTerm.Reduce(Reduction.Max, "w", Group, Sum(Group, At(a * b)));
        Assert.That(Fault(Nest(v, w), Nest(G * v * One, w)), Is.Null);
        Assert.That(Fault(Nest(v, w), Nest(G * v * One, G * w * One)), Is.Not.Null);
        Assert.That(
            Fault(Nest(v, w), Nest(v, v * w * One)),
            Does.Contain("bound inside of the reduction"),
            "v is bound inside of the reduction over w"
        );
        foreach (var image in new[] { One * w * v, v * w * v, G * v * w * One })
            Assert.That(
                Fault(Nest(v, w), Nest(v, image)),
                Does.Contain("bound inside of the reduction"),
                $"{image}"
            );
        Assert.That(Fault(Nest(v, w), Nest(w * v * One, w)), Is.Null, "w is bound outside");
    }

    [Test]
    public void A_part_that_is_not_read_may_differ_and_no_other()
    {
        WordTerm Table(GroupWord at) => new WordTerm.Parameter("V", [at], []);
        WordTerm Kernel(GroupWord k, GroupWord n) => new WordTerm.Parameter("W", [k, n], []);
        string? By(WordTerm left, WordTerm right) => Fault(left, right, Rules.ParameterAxis);
        Assert.That(By(Table(G), Table(G.LinearOnly())), Is.Null);
        Assert.That(By(Table(X * H), Table(H)), Is.Null);
        Assert.That(By(Table(G), Table(G.TranslationOnly())), Is.Not.Null);
        Assert.That(By(Table(G), Kernel(G, G)), Is.Not.Null);
        Assert.That(By(Kernel(G, X), Kernel(G, X * H)), Is.Null);
        Assert.That(By(Kernel(G, X), Kernel(X * G, X)), Is.Null);
        Assert.That(By(Kernel(G, X), Kernel(H * G, X)), Is.Not.Null);
        Assert.That(By(Kernel(G, X), Kernel(G, H * X)), Is.Not.Null);
        Assert.That(By(At(X * H), At(X)), Is.Not.Null);
    }

    [Test]
    public void Absolute_positions_that_bound_variables_absorb_are_proved()
    {
        var formula = Formulas.Reindexed;
        Assert.That(Prover.ProveByUniformShift(formula, Formulas.Vocabulary).IsProved, Is.False);
        var derivation = Derivations.Proved(Prover.Prove(formula, Formulas.Vocabulary));
        Assert.That(
            ProofChecker.Accepts(derivation, new Claim.Equivariant(formula, Formulas.Vocabulary))
        );
        var lattice = Formulas.Vocabulary with { InputFibre = Fibre.Trivial };
        Assert.That(
            ProofChecker.FindFault(Derivations.Proved(Prover.Prove(formula, lattice))),
            Is.Null
        );
    }

    [Test]
    public void A_variable_of_which_two_words_want_two_images_is_left()
    {
        var v = Formulas.V;
        var formula = Formulas.Layer(
            Formulas.Over(
                Sites,
                "v",
                Formulas.At(v) * Formulas.At(v * new Rel.Absolute(Formulas.G))
            )
        );
        Assert.That(Prover.Prove(formula, Formulas.Vocabulary).IsProved, Is.False);
    }

    private static TestCaseData Case(
        string name,
        Domain over,
        GroupWord before,
        GroupWord after,
        bool accepted
    ) => new TestCaseData(over, before, after, accepted).SetArgDisplayNames(name);

    private static GroupWord Letter(Domain over) =>
        GroupWord.Of(new WordTerm.Reduce(Reduction.Sum, "v", over, At(G)).Letter!);

    private static WordTerm At(GroupWord word) =>
        new WordTerm.Signal(new Channel.Literal(0), word, IsTranslated: false);

    private static WordTerm Sum(Domain over, WordTerm body) =>
        new WordTerm.Reduce(Reduction.Sum, "v", over, body);

    private static string? Fault(WordTerm left, WordTerm right, Rule? rule = null) =>
        ProofChecker
            .FindFault(
                new(
                    rule ?? Rules.ChangeOfVariable,
                    new Claim.Equation(Formulas.Vocabulary, left, right),
                    []
                )
            )
            ?.Reason;
}
