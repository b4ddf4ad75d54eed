namespace AgeFormal.Algebra.Tests;

/// <summary>Orders, signs, limits and messages of words and tables.</summary>
public sealed class OrderAndMessageTests
{
    private static readonly LinearWord E = LinearWord.Identity;
    private static readonly LinearWord H = LinearWord.Of(GroupLetter.Linear("h"));
    private static readonly LinearWord K = LinearWord.Of(GroupLetter.Linear("k"));

    [Test]
    public void Words_are_ordered_by_length_and_then_by_letters_and_signs()
    {
        LinearWord[] sorted = [E, H, H.Inverse(), K, H * H, H * K, K * H];
        foreach (var (i, left) in sorted.Index())
        foreach (var (j, right) in sorted.Index())
            using (Assert.EnterMultipleScope())
            {
                Assert.That(left < right, Is.EqualTo(i < j), $"{left} < {right}");
                Assert.That(left <= right, Is.EqualTo(i <= j), $"{left} <= {right}");
                Assert.That(left > right, Is.EqualTo(i > j), $"{left} > {right}");
                Assert.That(left >= right, Is.EqualTo(i >= j), $"{left} >= {right}");
            }
    }

    [Test]
    public void A_normal_form_is_the_identity_only_if_both_parts_are()
    {
        Assert.That(NormalForm.Identity.IsIdentity);
        Assert.That(NormalForm.Of(GroupLetter.Linear("h")).IsIdentity, Is.False);
        Assert.That(NormalForm.Of(GroupLetter.Translation("n")).IsIdentity, Is.False);
    }

    [Test]
    public void The_letters_of_a_normal_form_include_those_that_only_turn_a_translation()
    {
        var (h, n) = (GroupLetter.Linear("h"), GroupLetter.Translation("n"));
        var turned = (GroupWord.Of(h) * GroupWord.Of(n) * GroupWord.Of(h).Inverted()).Normalise();
        Assert.That(turned.Letters, Is.EqualTo((EqArray<GroupLetter>)[h, n]));
    }

    [Test]
    public void A_symbolic_translation_is_sorted_and_printed_with_its_signs()
    {
        var (n, m) = (GroupLetter.Translation("n"), GroupLetter.Translation("m"));
        var sum = TranslationSum.Of(n).Act(H) + -TranslationSum.Of(n) + -TranslationSum.Of(m);
        Assert.That(sum.ToString(), Is.EqualTo("−m − n + h▹n"));
        Assert.That(
            sum,
            Is.EqualTo(-TranslationSum.Of(m) + TranslationSum.Of(n).Act(H) + -TranslationSum.Of(n))
        );
    }

    [Test]
    public void Coefficients_do_not_wrap_around()
    {
        var large = TranslationSum.Of(GroupLetter.Translation("n")).Scale(int.MaxValue);
        Assert.That(() => large + large, Throws.TypeOf<OverflowException>());
        Assert.That(() => large.Scale(2), Throws.TypeOf<OverflowException>());
    }

    [Test]
    public void The_identity_need_not_be_the_first_element() =>
        Assert.That(GroupAxioms.FindIdentity(2, [1, 0, 0, 1]), Is.EqualTo(1));

    [Test]
    public void Each_violation_says_what_was_expected_and_found()
    {
        static string? Message(int order, EqArray<int> table) =>
            GroupAxioms.FindViolation(order, table)?.Message;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Message(2, [0]),
                Is.EqualTo("a Cayley table of order 2 has 4 entries (order ≥ 1), received 1")
            );
            Assert.That(
                Message(2, [0, 1, 1, 2]),
                Is.EqualTo("the product 1·1 is expected in 0…1, found 2")
            );
            Assert.That(
                Message(2, [0, 0, 0, 0]),
                Is.EqualTo("no element e satisfies e·a = a·e = a for all a")
            );
            // 1·2 = 0 and 2·1 = 1: an inverse on one side alone is none.
            Assert.That(
                Message(3, [0, 1, 2, 1, 1, 0, 2, 1, 1]),
                Is.EqualTo("no element b satisfies 1·b = b·1 = 0")
            );
            Assert.That(
                Message(3, [0, 1, 2, 1, 0, 1, 2, 1, 0]),
                Is.EqualTo("(1·1)·2 = 2 but 1·(1·2) = 0")
            );
        }
    }

    [Test]
    public void A_broken_table_is_reported_with_the_name_of_the_group() =>
        Assert.That(
            () => FiniteGroup.FromCayleyTable("X", ["e", "a"], [0, 1, 1, 1]),
            Throws
                .TypeOf<GroupAxiomException>()
                .With.Message.EqualTo(
                    "X is not a group: Inverse fails, no element b satisfies 1·b = b·1 = 0."
                )
        );
}
