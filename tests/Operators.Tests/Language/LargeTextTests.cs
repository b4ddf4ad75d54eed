using AgeFormal.Operators.Language;

namespace AgeFormal.Operators.Tests.Language;

/// <summary>Texts of any size and shape are read, or refused with a typed error, within a small stack.</summary>
public sealed class LargeTextTests
{
    private const int Stack = 1 << 20;
    private const int Megabyte = 1 << 20;
    private const string Head = "design d\ninput f[4] on group\noutput 2\nconst a\nparam W[H]\n";

    private static IEnumerable<TestCaseData> Deep()
    {
        yield return Case("brackets", "nested", Times("(", 300_000) + "1");
        yield return Case("closed brackets", "nested", Times("(", 300) + "1" + Times(")", 300));
        yield return Case("functions", "nested", Times("relu(", 100_000));
        yield return Case("words", "nested", "W(" + Times("(", 300_000));
        yield return Case("reductions", "nested", Times("Σ[n ∈ N] ", 100_000) + "1");
        yield return Case("signed reductions", "nested", Times("Σ[n ∈ N] −", 100_000) + "1");
        yield return Case("divided reductions", "nested", Times("1 / Σ[n ∈ N] ", 50_000) + "1");
        yield return Case("terms", "nested more than 100 deep", Times("Σ[n ∈ N] ", 101) + "1");
        yield return Case("binders", "nested", $"Σ[{Times("n ∈ N, ", 100_000)}n ∈ N] 1");
        yield return Case("moves", "nested", $"f[o](g{Times("·a", 200_000)})");
        yield return Case("inverses", "nested", $"W(a{Times("⁻¹", 200_000)})");
        yield return Case("digits", "a number of 500 digits", new string('9', 500));
        yield return Case(
            "fraction",
            "a number of more than 400 digits",
            "1e-300 · 1" + Times("0", 390) + "e99"
        );
    }

    [TestCaseSource(nameof(Deep))]
    public void A_text_that_is_too_deep_is_refused(string term, string found) =>
        OnSmallStack(() =>
            Assert.That(
                () => DesignParser.Parse($"{Head}λ(g; o). {term}", "deep"),
                Throws.TypeOf<DesignSyntaxException>().With.Message.Contains(found)
            )
        );

    [Test]
    public void Definitions_that_double_are_refused()
    {
        var lets = Enumerable.Range(1, 60).Select(i => $"let x{i} = x{i - 1} + x{i - 1}\n");
        AssertFault($"let x0 = 1\n{string.Concat(lets)}", "more than 100000 nodes");
    }

    [Test]
    public void A_long_chain_of_definitions_is_refused()
    {
        var lets = Enumerable.Range(1, 5000).Select(i => $"let x{i} = x{i - 1}\n");
        AssertFault($"let x0 = 1\n{string.Concat(lets)}", "nested more than 100 deep");
    }

    [Test]
    public void Terms_of_the_greatest_depth_are_read() =>
        OnSmallStack(() =>
        {
            foreach (var (open, close, times) in Shapes)
                Assert.That(
                    () =>
                        DesignParser.Parse(
                            $"{Head}λ(g; o). {Times(open, times)}1{Times(close, times)}",
                            "deep"
                        ),
                    Throws.Nothing,
                    open
                );
        });

    private static IEnumerable<(string Open, string Close, int Times)> Shapes =>
        [("(", ")", 200), ("relu(", ")", 100), ("Σ[n ∈ N] (", ")", 100), ("1 · (1 + ", ")", 50)];

    [Test]
    public void Large_flat_texts_are_read()
    {
        string[] texts =
        [
            $"# {new string('x', Megabyte)}\nλ(g; o). 1",
            $"λ(g; o). 1{Times(" + f[o](g)", Megabyte / 10)}",
            $"λ(g; o). 1{Times(" + Σ[n ∈ N] f[o](g·n)", Megabyte / 20)}",
            $"{string.Concat(Enumerable.Range(0, 30_000).Select(i => $"let x{i}(g) = Σ[n ∈ N] f[0](g·n)\n"))}λ(g; o). x0(g)",
            $"λ(g; o). 1{new string(' ', Megabyte)}{new string('\n', Megabyte)}",
        ];
        foreach (var text in texts)
            OnSmallStack(() =>
            {
                var design = DesignParser.Parse(Head + text, "large");
                Assert.That(
                    DesignParser.Parse(DesignText.Render(design), "again"),
                    Is.EqualTo(design)
                );
            });
    }

    [Test]
    public void Random_bytes_are_designs_or_typed_errors()
    {
        var random = new Random(20200701);
        var alphabet = "design λgno(;).Σ[∈N]f·π_H⁻¹+−*/^\"\\#0123e \n\t\0\r@=,×x";
        for (var i = 0; i < 3000; i++)
        {
            var noise = new string(random.GetItems(alphabet.AsSpan(), random.Next(1, 40)));
            var text = random.Next(2) == 0 ? noise : $"{Head}λ(g; o). {noise}";
            try
            {
                DesignParser.Parse(text, "noise");
            }
            catch (DesignSyntaxException fault)
            {
                Assert.That((fault.Line, fault.Column), Is.GreaterThanOrEqualTo((1, 1)));
            }
        }
    }

    private static void AssertFault(string declarations, string found) =>
        OnSmallStack(() =>
            Assert.That(
                () => DesignParser.Parse($"{Head}{declarations}λ(g; o). 1", "x"),
                Throws.TypeOf<DesignSyntaxException>().With.Message.Contains(found)
            )
        );

    // An overflow ends the process, so it cannot be missed; an exception is carried over.
    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception caught)
                    when (caught is AssertionException or DesignSyntaxException)
                {
                    failure = caught;
                }
            },
            Stack
        );
        thread.Start();
        thread.Join();
        Assert.That(failure, Is.Null);
    }

    private static TestCaseData Case(string name, string found, string term) =>
        new TestCaseData(term, found).SetArgDisplayNames(name);

    private static string Times(string text, int times) =>
        string.Concat(Enumerable.Repeat(text, times));
}
