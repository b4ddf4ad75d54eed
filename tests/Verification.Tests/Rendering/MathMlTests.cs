using System.Xml.Linq;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Operators.Rendering;

namespace AgeFormal.Verification.Tests.Rendering;

public sealed class MathMlTests
{
    private static IEnumerable<string> Examples =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs", "examples"), "*.design")
            .Order();

    [TestCaseSource(nameof(Examples))]
    public void Every_example_is_well_formed_with_the_sums_and_brackets_of_its_text(string path)
    {
        var formula = DesignParser.Parse(File.ReadAllText(path), path).Formula;
        var tree = Parse(TermMathMl.Render(formula));
        Assert.That(
            tree.Descendants("mo").Count(operation => operation.Value == "∑"),
            Is.EqualTo(formula.ToString().Count(c => c == 'Σ'))
        );
        Assert.That(
            tree.Descendants("mo").Count(operation => operation.Value == "("),
            Is.EqualTo(tree.Descendants("mo").Count(operation => operation.Value == ")"))
        );
        Assert.That(
            tree.Descendants().Select(element => element.Name.LocalName).Distinct(),
            Is.SubsetOf(
                (string[])
                    [
                        "math",
                        "wbr",
                        "mi",
                        "mn",
                        "mo",
                        "mrow",
                        "mspace",
                        "msub",
                        "msup",
                        "munder",
                        "mfrac",
                    ]
            )
        );
        Assert.That(
            tree.Descendants("msub")
                .Concat(tree.Descendants("munder"))
                .Concat(tree.Descendants("msup")),
            Has.All.Matches<XElement>(element => element.Elements().Count() == 2)
        );
    }

    [TestCase("weight", "ψ")]
    [TestCase("n", "n")]
    public void A_kernel_is_called_as_in_the_paper(string name, string shown)
    {
        var term = new Term.Parameter(name, [new Rel.Unit()], []);
        Assert.That(
            Parse(TermMathMl.Render(term)).Descendants("mi").First().Value,
            Is.EqualTo(shown)
        );
    }

    [Test]
    public void A_trailing_number_of_a_name_is_an_index_and_a_fraction_is_set_as_one()
    {
        Assert.That(
            TermMathMl.Render((Rel)new Rel.Variable("n_2")),
            Does.Contain("<msub><mi>n</mi><mn>2</mn></msub>")
        );
        Assert.That(
            TermMathMl.Render(new Term.Constant(new Coefficient(new(-1, 2), 1))),
            Does.Contain("<mfrac").And.Contain("π").And.Contain("−")
        );
    }

    [Test]
    public void A_name_cannot_put_in_markup() =>
        Assert.That(
            Parse(TermMathMl.Render((Rel)new Rel.Variable("<mi>&x</mi>\u200b"))).Value,
            Is.EqualTo("<mi>&x</mi>\u200b")
        );

    private static XElement Parse(string fragment) => XElement.Parse($"<div>{fragment}</div>");
}
