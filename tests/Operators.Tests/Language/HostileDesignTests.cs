using System.Text;
using AgeFormal.Laws;
using AgeFormal.Operators.Language;

namespace AgeFormal.Operators.Tests.Language;

/// <summary>Damaged texts of designs are read as what they say, or refused.</summary>
public sealed class HostileDesignTests
{
    private static readonly HostileFormat Format = new(
        "design",
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "docs", "examples"), "*.design")
                .Order(StringComparer.Ordinal)
                .Select(File.ReadAllBytes),
            .. Enumerable
                .Range(0, 20)
                .Select(seed => Encoding.UTF8.GetBytes(new RandomDesign(seed).Next().ToString())),
        ],
        bytes => DesignParser.Parse(Encoding.UTF8.GetString(bytes), "damaged"),
        failure => failure is DesignSyntaxException,
        read =>
        {
            var design = (Design)read;
            Assert.That(DesignScope.Check(design), Is.SameAs(design));
            Assert.That(DesignParser.Parse(design.ToString(), "again"), Is.EqualTo(design));
            Assert.That(
                DesignParser.Parse(DesignText.RenderAscii(design), "ASCII"),
                Is.EqualTo(design)
            );
        }
    );

    [TestCase(100)]
    [TestCase(2000, Category = "Long")]
    public void A_damaged_design_is_read_as_it_says_or_refused(int mutants)
    {
        var (accepted, refused) = Format.Survives(mutants);
        Assert.That((accepted, refused), Is.GreaterThan((0, 0)));
    }

    [TestCaseSource(nameof(Hostile))]
    public void A_hostile_design_is_refused(string text) =>
        Assert.That(
            Format.Outcome(Encoding.UTF8.GetBytes(text)),
            Is.EqualTo(HostileFormat.Refused)
        );

    private static IEnumerable<TestCaseData> Hostile()
    {
        const string head = "design d\ninput f[4] on group\noutput 2\n";
        string[] names = [.. Enumerable.Range(0, 20_000).Select(i => $"p{i}")];
        yield return Case("nothing", "");
        yield return Case("zeros", new string('\0', 1000));
        yield return Case("digits", $"{head}λ(g; o). {new string('9', 1_000_000)}");
        yield return Case("a long word", $"{head}λ(g; o). {new string('x', 1_000_000)}");
        yield return Case("a long title", $"design {new string('x', 1_000_000)}\n3");
        yield return Case("brackets", $"{head}λ(g; o). {new string('(', 500_000)}");
        yield return Case("channels", "design d\ninput f[99999999999] on group\nλ(g). 1");
        yield return Case("many names", $"{head}param {string.Join(", ", names)}\nλ(g; o). q(o)");
        yield return Case("a division by zero", $"{head}λ(g; o). f[o](g) / 0");
        yield return Case("a number of many digits", $"{head}λ(g; o). 1e300 · 1e301");
        yield return Case("a lone surrogate", $"{head}λ(g; o). f[\ud800](g)");
    }

    private static TestCaseData Case(string name, string text) =>
        new TestCaseData(text).SetArgDisplayNames(name);
}
