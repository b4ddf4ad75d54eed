using AgeFormal.Laws;
using AgeFormal.Operators.Language;

namespace AgeFormal.Operators.Tests.Language;

/// <summary>Designs are read back as they were written.</summary>
public sealed class DesignTextLaws
{
    private const int Cases = 4000;

    [Test]
    public void Reading_a_written_design_gives_the_design() =>
        Law.Holds(
            RandomDesign.Any,
            design => DesignParser.Parse(DesignText.Render(design), "random") == design,
            Cases
        );

    [Test]
    public void The_ascii_spelling_means_the_same() =>
        Law.Holds(
            RandomDesign.Any,
            design => DesignParser.Parse(DesignText.RenderAscii(design), "random") == design,
            Cases
        );

    [Test]
    public void The_ascii_spelling_of_ascii_names_is_ascii() =>
        Law.Holds(
            RandomDesign.Any,
            design => DesignText.RenderAscii(design).Except("g̃v′r₁αψλσ≤").All(char.IsAscii),
            200
        );

    [Test]
    public void Random_designs_have_softmaxes_and_what_is_almost_one()
    {
        var texts = Enumerable
            .Range(0, 1000)
            .Select(seed => DesignText.Render(new RandomDesign(seed).Next()))
            .ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(
                texts.Count(text => text.Contains("softmax[", StringComparison.Ordinal)),
                Is.GreaterThan(50)
            );
            Assert.That(
                texts.Count(text => text.Contains(") · reciprocal(Σ[", StringComparison.Ordinal)),
                Is.GreaterThan(50)
            );
        });
    }

    [Test]
    public void Random_designs_are_well_scoped() =>
        Law.Holds(
            RandomDesign.Any,
            design => ReferenceEquals(DesignScope.Check(design), design),
            1000
        );

    [Test]
    public void Line_breaks_blanks_and_comments_do_not_matter() =>
        Law.Holds(
            RandomDesign.Any,
            design =>
                DesignParser.Parse(Spread(DesignText.Render(design)), "random")
                == design with
                {
                    Description = null,
                    Source = null,
                },
            1000
        );

    // Quoted texts hold blanks of their own, so their lines are left out.
    private static string Spread(string text) =>
        string.Join(
                "\r\n",
                text.Split('\n')
                    .Where(line => !line.StartsWith("about", StringComparison.Ordinal))
                    .Where(line => !line.StartsWith("source", StringComparison.Ordinal))
            )
            .Replace(" ", "\t# ignored \" [\n ", StringComparison.Ordinal);
}
