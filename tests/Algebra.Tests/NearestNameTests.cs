namespace AgeFormal.Algebra.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Names =
    [
        "verify",
        "evaluate",
        "train",
        "p4-cnn",
        "p4m-cnn",
        "squeeze-excitation",
    ];

    [TestCase("vrfy", null)]
    [TestCase("vreify", "verify")]
    [TestCase("evalute", "evaluate")]
    [TestCase("TRAIN", "train")]
    [TestCase("p4cnn", "p4-cnn")]
    [TestCase("p4n-cnn", "p4-cnn")]
    [TestCase("squeeze", "squeeze-excitation")]
    [TestCase("sq", null)]
    [TestCase("p4", null)]
    [TestCase("", null)]
    [TestCase("lenet", null)]
    public void The_nearest_name_is_within_a_third_of_the_letters(string word, string? name) =>
        Assert.That(NearestName.Among(Names, word), Is.EqualTo(name));

    [TestCase("", "", 0)]
    [TestCase("abc", "", 3)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("ab", "ba", 1)]
    [TestCase("ca", "abc", 3)]
    [TestCase("é", "É", 0)]
    public void Edits_are_counted(string one, string other, int edits)
    {
        Assert.That(NearestName.Edits(one, other), Is.EqualTo(edits));
        Assert.That(NearestName.Edits(other, one), Is.EqualTo(edits));
    }

    [Test]
    public void The_distance_obeys_its_bounds_on_all_short_words()
    {
        string[] words =
        [
            "",
            .. from a in "ab" select $"{a}",
            .. from a in "ab" from b in "ab" select $"{a}{b}",
            .. from a in "ab" from b in "ab" from c in "ab" select $"{a}{b}{c}",
        ];
        foreach (var one in words)
        foreach (var other in words)
        {
            var edits = NearestName.Edits(one, other);
            Assert.That(edits == 0, Is.EqualTo(one == other));
            Assert.That(
                edits,
                Is.InRange(Math.Abs(one.Length - other.Length), Math.Max(one.Length, other.Length))
            );
        }
    }

    [Test]
    public void A_word_of_any_length_is_answered() =>
        Assert.That(NearestName.Among(Names, new string('p', 1_000_000)), Is.Null);

    [TestCase("p4n", "p4")]
    [TestCase("O_h", "Oh")]
    [TestCase("lime-m", "line-m")]
    public void A_misspelt_group_is_told_with_the_nearest(string symbol, string meant)
    {
        var error = Assert.Throws<UnknownGroupException>(() => PointGroups.Parse(symbol))!;
        Assert.That(error.Suggestion, Is.EqualTo(meant));
        Assert.That(error.Message, Does.EndWith($" Did you mean '{meant}'?"));
    }

    [Test]
    public void A_group_that_is_like_none_is_told_without_one()
    {
        var error = Assert.Throws<UnknownGroupException>(() => PointGroups.Parse("dihedral"))!;
        Assert.That(error.Suggestion, Is.Null);
        Assert.That(error.Message, Does.Not.Contain("Did you mean"));
    }
}
