namespace AgeFormal.Algebra.Tests.Mutations;

/// <summary>
/// Every rule of the word normaliser removed, and every side of a rule replaced by every other expression in its variables.
/// </summary>
internal static class WordRuleMutants
{
    private static readonly WordRules Rules = WordRules.Semidirect;

    private delegate TranslationSum Sum(NormalForm a, NormalForm b);

    private delegate LinearWord Word(NormalForm a, NormalForm b);

    private static readonly Dictionary<string, Word> Words = new()
    {
        ["e"] = (_, _) => LinearWord.Identity,
        ["h"] = (a, _) => a.Linear,
        ["k"] = (_, b) => b.Linear,
        ["hk"] = (a, b) => a.Linear * b.Linear,
        ["kh"] = (a, b) => b.Linear * a.Linear,
        ["h⁻¹k"] = (a, b) => a.Linear.Inverse() * b.Linear,
        ["hk⁻¹"] = (a, b) => a.Linear * b.Linear.Inverse(),
        ["h⁻¹"] = (a, _) => a.Linear.Inverse(),
        ["k⁻¹"] = (_, b) => b.Linear.Inverse(),
    };

    private static readonly Dictionary<string, Sum> Sums = new[]
    {
        ("x", (Sum)((a, _) => a.Translation)),
        ("y", (_, b) => b.Translation),
    }
        .SelectMany(x => Words.Select(h => (Of: x, By: h)))
        .SelectMany(term =>
            new (string, Sum)[]
            {
                (
                    $"{term.By.Key}▹{term.Of.Item1}",
                    (a, b) => term.Of.Item2(a, b).Act(term.By.Value(a, b))
                ),
                (
                    $"−{term.By.Key}▹{term.Of.Item1}",
                    (a, b) => -term.Of.Item2(a, b).Act(term.By.Value(a, b))
                ),
            }
        )
        .Append(("0", (_, _) => TranslationSum.Zero))
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    public static IEnumerable<(string Rule, string Name, WordRules Rules)> All =>
        Letters().Concat(Products()).Concat(Inverses()).Concat(Parts()).Concat(Identities());

    private static IEnumerable<(string, string, WordRules)> Products()
    {
        (string, string, WordRules) Mutant(string first, string second, string linear) =>
            (
                nameof(WordRules.Product),
                $"(x, h)(y, k) = ({first} + {second}, {linear})",
                Rules with
                {
                    Product = (a, b) =>
                        new(Sums[first](a, b) + Sums[second](a, b), Words[linear](a, b)),
                }
            );
        return Sums
            .Keys.Where(key => key != "e▹x")
            .Select(key => Mutant(key, "h▹y", "hk"))
            .Concat(Sums.Keys.Where(key => key != "h▹y").Select(key => Mutant("e▹x", key, "hk")))
            .Concat(Words.Keys.Where(key => key != "hk").Select(key => Mutant("e▹x", "h▹y", key)))
            .Append(("Product", "left", Rules with { Product = (a, _) => a }))
            .Append(("Product", "right", Rules with { Product = (_, b) => b }));
    }

    private static IEnumerable<(string, string, WordRules)> Inverses() =>
        Pairs(
            nameof(WordRules.Inverse),
            "−h⁻¹▹x",
            "h⁻¹",
            function => Rules with { Inverse = function }
        );

    private static IEnumerable<(string, string, WordRules)> Parts() =>
        Pairs(
                nameof(WordRules.LinearPart),
                "0",
                "h",
                function => Rules with { LinearPart = function }
            )
            .Concat(
                Pairs(
                    nameof(WordRules.TranslationPart),
                    "e▹x",
                    "e",
                    function => Rules with { TranslationPart = function }
                )
            );

    /// <summary>A rule of one operand with one side replaced, or removed.</summary>
    private static IEnumerable<(string, string, WordRules)> Pairs(
        string rule,
        string translation,
        string linear,
        Func<Func<NormalForm, NormalForm>, WordRules> with
    )
    {
        var unary = Words.Keys.Where(key => !key.Contains('k'));
        var sums = Sums.Keys.Where(key => !key.Contains('k') && !key.Contains('y'));
        (string, string, WordRules) Mutant(string x, string h) =>
            (rule, $"({x}, {h})", with(a => new(Sums[x](a, a), Words[h](a, a))));
        return sums.Where(key => key != translation)
            .Select(key => Mutant(key, linear))
            .Concat(unary.Where(key => key != linear).Select(key => Mutant(translation, key)))
            .Append((rule, "removed", with(a => a)));
    }

    private static IEnumerable<(string, string, WordRules)> Letters()
    {
        foreach (var sort in Enum.GetValues<LetterSort>())
        foreach (var (name, form) in Forms())
        {
            // The rule itself, for this sort.
            if (WordRuleBattery.Letters(sort).All(letter => form(letter) == NormalForm.Of(letter)))
                continue;
            yield return (
                nameof(WordRules.Letter),
                $"{sort}: {name}",
                Rules with
                {
                    Letter = letter => letter.Sort == sort ? form(letter) : NormalForm.Of(letter),
                }
            );
        }
    }

    private static IEnumerable<(string, Func<GroupLetter, NormalForm>)> Forms()
    {
        static NormalForm Whole(GroupLetter letter) =>
            NormalForm.Of(GroupLetter.Whole(letter.Name));
        return
        [
            ("(0, e)", _ => NormalForm.Identity),
            ("(π_X, e)", letter => NormalForm.Of(letter).TranslationPart()),
            ("(0, π_H)", letter => NormalForm.Of(letter).LinearPart()),
            ("the inverse", letter => NormalForm.Of(letter).Inverse()),
            ("of sort G", Whole),
            ("of sort N", letter => NormalForm.Of(GroupLetter.Translation(letter.Name))),
            ("of sort H", letter => NormalForm.Of(GroupLetter.Linear(letter.Name))),
        ];
    }

    private static IEnumerable<(string, string, WordRules)> Identities() =>
        WordRuleBattery
            .Letters(LetterSort.Whole)
            .Take(1)
            .Select(letter =>
                (
                    nameof(WordRules.Identity),
                    $"e = {letter}",
                    Rules with
                    {
                        Identity = () => NormalForm.Of(letter),
                    }
                )
            );
}
