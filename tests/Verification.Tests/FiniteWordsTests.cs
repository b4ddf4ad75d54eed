using AgeFormal.Algebra;
using AgeFormal.Verification.Proving;

namespace AgeFormal.Verification.Tests;

/// <summary>
/// Equality of words for one finite H: what the prover finds by normal forms, the checker by values at unit vectors, and
/// what random elements say.
/// </summary>
public sealed class FiniteWordsTests
{
    private const int Pairs = 150;

    private static readonly GroupLetter[] Letters =
    [
        GroupLetter.Whole("g"),
        GroupLetter.Linear("k"),
        GroupLetter.Translation("n"),
    ];

    private static IEnumerable<PointGroup> Groups =>
        [
            PointGroups.P1,
            PointGroups.P2,
            PointGroups.P4,
            PointGroups.P3m1,
            PointGroups.P4m,
            PointGroups.T,
        ];

    [TestCaseSource(nameof(Groups))]
    public void Prover_and_checker_agree_and_equal_words_are_equal_elements(PointGroup group)
    {
        var random = new Random(group.Order);
        var words = new TableWords(group);
        var product = new SemidirectProduct(group);
        var equal = 0;
        for (var i = 0; i < Pairs; i++)
        {
            var word = Word(random, 3);
            // A power of a word that is the identity in some groups and not in others.
            var (left, right) =
                i % 3 == 0 ? (Word(random, 3), word)
                : i % 3 == 1 ? (Power(word, 2 + random.Next(3)), GroupWord.One)
                : (Power(word.LinearOnly(), 2 + random.Next(5)), GroupWord.One);
            var found = words.AreEqual(left.Normalise(), right.Normalise());
            var checkedAs = Follows(Step(group, left, right));
            Assert.That(checkedAs, Is.EqualTo(found), $"{left} = {right} in {group.Symbol}");
            if (found)
                equal++;
            var agrees = true;
            for (var j = 0; j < 60 && agrees; j++)
            {
                var values = Letters.ToDictionary(
                    letter => letter,
                    letter => Element(random, product, letter)
                );
                agrees =
                    product.Evaluate(left, letter => values[letter])
                    == product.Evaluate(right, letter => values[letter]);
            }
            // Where they differ, one of 60 random choices tells them apart.
            Assert.That(agrees, Is.EqualTo(found), $"{left} = {right} in {group.Symbol}");
        }
        Assert.That(equal, Is.GreaterThan(0).And.LessThan(Pairs));
    }

    [Test]
    public void A_law_of_one_group_is_not_taken_for_one_of_another()
    {
        var square = Power(GroupWord.Of(Letters[0]).LinearOnly(), 2);
        Assert.That(Follows(Step(PointGroups.Pmm, square, GroupWord.One)));
        var fault = ProofChecker.FindFault(Step(PointGroups.P4, square, GroupWord.One));
        Assert.That(fault!.Reason, Does.Contain("in p4 the words differ for π_H(g) = r"));
    }

    [Test]
    public void A_step_for_a_finite_group_says_so_by_its_premise()
    {
        var step = Step(PointGroups.P2, Power(GroupWord.Of(Letters[1]), 2), GroupWord.One);
        Assert.That(ProofChecker.FindFault(step)!.Reason, Does.Contain("rests on the hypothesis"));
        Assert.That(ProofChecker.FindFault(step with { Premises = [] }), Is.Not.Null);
        var other = new Derivation(
            Rules.Hypothesis,
            new Claim.Assumed(new Condition.NamedGroup(PointGroups.P4)),
            []
        );
        Assert.That(
            ProofChecker.FindFault(step with { Premises = [other] })!.Reason,
            Does.Contain("expected")
        );
    }

    [Test]
    public void More_choices_than_the_bound_are_not_gone_through()
    {
        var words = new TableWords(PointGroups.Oh);
        var many = Enumerable
            .Range(0, 4)
            .Select(i => GroupWord.Of(GroupLetter.Linear($"k{i}")))
            .Aggregate((left, right) => left * right);
        Assert.That(words.AreComparable(many.Normalise(), NormalForm.Identity), Is.False);
        Assert.That(
            words.AreEqual(Power(many, 12).Normalise(), NormalForm.Identity),
            Is.False,
            "true, and not decided"
        );
    }

    // The step follows where nothing is wrong with it but that its hypothesis is not discharged.
    private static bool Follows(Derivation step) =>
        ProofChecker
            .FindFault(step)!
            .Reason.StartsWith("it rests on the hypothesis", StringComparison.Ordinal);

    private static Derivation Step(PointGroup group, GroupWord left, GroupWord right) =>
        new(
            Rules.CasesOverH,
            new Claim.SameElementIn(group, left, right),
            [new(Rules.Hypothesis, new Claim.Assumed(new Condition.NamedGroup(group)), [])]
        );

    private static GroupWord Power(GroupWord word, int exponent) =>
        Enumerable.Repeat(word, exponent).Aggregate((left, right) => left * right);

    private static GroupWord Word(Random random, int depth) =>
        depth == 0
            ? GroupWord.Of(Letters[random.Next(Letters.Length)])
            : random.Next(6) switch
            {
                0 => Word(random, depth - 1).Inverted(),
                1 => Word(random, depth - 1).LinearOnly(),
                2 => Word(random, depth - 1).TranslationOnly(),
                _ => Word(random, depth - 1) * Word(random, depth - 1),
            };

    private static SemidirectElement Element(
        Random random,
        SemidirectProduct group,
        GroupLetter letter
    ) =>
        group.Element(
            Enumerable
                .Range(0, group.Dimension)
                .Select(_ => letter.Sort == LetterSort.Linear ? 0 : random.Next(-5, 6))
                .ToEqArray(),
            letter.Sort == LetterSort.Translation ? 0 : random.Next(group.PointGroup.Order)
        );
}
