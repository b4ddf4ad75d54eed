using AgeFormal.Laws;
using FsCheck.Fluent;

namespace AgeFormal.Algebra.Tests;

public sealed class NormalFormTests
{
    private static readonly GroupWord G = GroupWord.Of(GroupLetter.Whole("ḡ"));
    private static readonly GroupWord V = GroupWord.Of(GroupLetter.Whole("v"));
    private static readonly GroupWord N = GroupWord.Of(GroupLetter.Translation("n"));
    private static readonly GroupWord M = GroupWord.Of(GroupLetter.Translation("m"));
    private static readonly GroupWord H = GroupWord.Of(GroupLetter.Linear("h"));
    private static readonly GroupWord K = GroupWord.Of(GroupLetter.Linear("k"));

    [Test]
    public void Equal_words_have_one_normal_form() =>
        Law.Holds(
            WordGenerators.Word.Generator.SelectMany(word =>
                WordGenerators.Rewritten(word).Select(rewritten => (word, rewritten))
            ),
            pair => pair.word.Normalise() == pair.rewritten.Normalise(),
            examples: 1000
        );

    [Test]
    public void Rewriting_does_change_the_words() =>
        Assert.That(
            WordGenerators
                .Word.Generator.SelectMany(word =>
                    WordGenerators.Rewritten(word).Select(rewritten => word != rewritten)
                )
                .Sample(200, 10)
                .Count(changed => changed),
            Is.GreaterThan(150)
        );

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void A_word_and_its_normal_form_have_the_same_value(string symbol)
    {
        var group = new SemidirectProduct(PointGroups.Parse(symbol));
        Law.Holds(
            WordGenerators.Word.Generator.Zip(WordGenerators.Valuation(group)),
            pair =>
                group.Evaluate(pair.Item1, pair.Item2)
                == group.Evaluate(pair.Item1.Normalise(), pair.Item2)
        );
    }

    [Test]
    public void Words_with_different_normal_forms_differ_somewhere_in_p4m_or_Oh()
    {
        SemidirectProduct[] groups = [new(PointGroups.P4m), new(PointGroups.Oh)];
        var brief = WordGenerators.Word.Generator.Resize(5);
        Law.Holds(
            brief
                .Zip(brief)
                .Zip(
                    WordGenerators
                        .Valuation(groups[0])
                        .ArrayOf(40)
                        .Zip(WordGenerators.Valuation(groups[1]).ArrayOf(40))
                ),
            data =>
            {
                var ((a, b), (planar, spatial)) = data;
                return a.Normalise() == b.Normalise()
                    || planar.Any(v => groups[0].Evaluate(a, v) != groups[0].Evaluate(b, v))
                    || spatial.Any(v => groups[1].Evaluate(a, v) != groups[1].Evaluate(b, v));
            },
            examples: 300
        );
    }

    [Test]
    public void A_normal_form_reads_back_as_a_word_with_it() =>
        Law.Holds(
            WordGenerators.Word,
            word => word.Normalise().ToWord().Normalise() == word.Normalise(),
            examples: 1000
        );

    [Test]
    public void Projections_split_every_word() =>
        Law.Holds(
            WordGenerators.Word,
            word =>
                (word.TranslationOnly() * word.LinearOnly()).Normalise() == word.Normalise()
                && word.LinearOnly().Normalise().HasSort(LetterSort.Linear)
                && word.TranslationOnly().Normalise().HasSort(LetterSort.Translation)
        );

    [Test]
    public void Substitution_commutes_with_normal_forms() =>
        Law.Holds(
            WordGenerators.Word.Generator.Zip(WordGenerators.Word.Generator),
            pair =>
            {
                var (word, value) = pair;
                GroupWord? Replacement(GroupLetter letter) =>
                    letter.Name == "v" ? value
                    : letter.Name == "n" ? value.TranslationOnly()
                    : letter.Name == "h" ? value.LinearOnly()
                    : null;
                return word.Substitute(Replacement).Normalise()
                    == word.Normalise().Substitute(letter => Replacement(letter)?.Normalise());
            }
        );

    [Test]
    public void Relative_elements_do_not_change_under_a_uniform_shift()
    {
        var g = GroupWord.Of(GroupLetter.Whole("g"));
        var relative = g.Inverted() * V;
        GroupWord? Shift(GroupLetter letter) =>
            letter.Name is "g" or "v" ? G * GroupWord.Of(letter) : null;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(relative.Substitute(Shift).Normalise(), Is.EqualTo(relative.Normalise()));
            Assert.That(V.Substitute(Shift).Normalise(), Is.Not.EqualTo(V.Normalise()));
            Assert.That(
                (G.Inverted() * V).Normalise().Letters,
                Is.EqualTo([GroupLetter.Whole("v"), GroupLetter.Whole("ḡ")])
            );
        }
    }

    [TestCaseSource(nameof(Readings))]
    public void Normal_forms_print_as_the_shortest_words(GroupWord word, string text) =>
        Assert.That(word.Normalise().ToString(), Is.EqualTo(text));

    private static IEnumerable<TestCaseData> Readings =>
        [
            new(G.Inverted() * V, "ḡ⁻¹·v"),
            new((V.Inverted() * G).Inverted(), "ḡ⁻¹·v"),
            new(G * G.Inverted(), "e"),
            new(G * N * G.Inverted(), "π_X(π_H(ḡ)·n)"),
            new(M * N, "m·n"),
            new(N * M * N.Inverted(), "m"),
            new(H * N * K, "h·n·k"),
            new(G.TranslationOnly() * G.LinearOnly(), "ḡ"),
            new(G.LinearOnly() * V.LinearOnly().Inverted(), "π_H(ḡ)·π_H(v)⁻¹"),
            new(N.LinearOnly() * H.TranslationOnly(), "e"),
            new(G * G, "ḡ·ḡ"),
            new(N.Inverted() * N.Inverted(), "n⁻¹·n⁻¹"),
        ];

    [Test]
    public void The_pair_is_printed_as_a_sum_and_a_word()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (K * N * N * G).Normalise().ToPairText(),
                Is.EqualTo("(2 k▹n + k▹π_X(ḡ), k·π_H(ḡ))")
            );
            Assert.That(
                G.Inverted().Normalise().ToPairText(),
                Is.EqualTo("(−π_H(ḡ)⁻¹▹π_X(ḡ), π_H(ḡ)⁻¹)")
            );
            Assert.That(GroupWord.One.Normalise().ToPairText(), Is.EqualTo("(0, e)"));
            Assert.That((G * N).Inverted().ToString(), Is.EqualTo("(ḡ·n)⁻¹"));
        }
    }

    [Test]
    public void Commuting_linear_parts_are_equal_only_under_the_abelian_hypothesis()
    {
        var (left, right) = ((H * K * N).Normalise(), (K * H * N).Normalise());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(left, Is.Not.EqualTo(right));
            Assert.That(left.Abelianised(), Is.EqualTo(right.Abelianised()));
            Assert.That(
                (H * N).Normalise().Abelianised(),
                Is.Not.EqualTo((N * H).Normalise().Abelianised())
            );
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void The_abelian_normal_form_is_sound_exactly_for_abelian_H(string symbol)
    {
        var group = new SemidirectProduct(PointGroups.Parse(symbol));
        if (group.PointGroup.Group.IsAbelian())
            Law.Holds(
                WordGenerators.Word.Generator.Zip(WordGenerators.Valuation(group)),
                pair =>
                    group.Evaluate(pair.Item1, pair.Item2)
                    == group.Evaluate(pair.Item1.Normalise().Abelianised(), pair.Item2)
            );
        else
            Assert.That(
                WordGenerators
                    .Valuation(group)
                    .Sample(200, 10)
                    .Any(valuation =>
                        group.Evaluate(K * H, valuation)
                        != group.Evaluate((K * H).Normalise().Abelianised(), valuation)
                    )
            );
    }

    [Test]
    public void Values_outside_the_sort_of_a_letter_are_rejected()
    {
        var group = new SemidirectProduct(PointGroups.P4);
        var element = group.Element([1, 0], 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => N.Substitute(_ => G), Throws.TypeOf<LetterSortException>());
            Assert.That(() => H.Substitute(_ => N), Throws.TypeOf<LetterSortException>());
            Assert.That(
                () => N.Normalise().Substitute(_ => G.Normalise()),
                Throws.TypeOf<LetterSortException>()
            );
            Assert.That(
                () => group.Evaluate(N, _ => element),
                Throws.TypeOf<LetterSortException>()
            );
            Assert.That(
                () => group.Evaluate(H.Normalise(), _ => element),
                Throws.TypeOf<LetterSortException>()
            );
            Assert.That(group.Evaluate(G, _ => element), Is.EqualTo(element));
        }
    }
}
