using AgeFormal.Algebra;
using AgeFormal.Networks;
using AgeFormal.Operators;
using AgeFormal.Programs;
using AgeFormal.Verification;

namespace AgeFormal.Symmetry.Tests;

/// <summary>The symmetry found in the numbers of a network is that proved of its formula.</summary>
public sealed class CatalogueTests
{
    private static readonly string[] Heavy =
    [
        "resnet44",
        "densenet",
        "p4-allcnn",
        "p4m-allcnn",
        "Oh-volume",
    ];

    private static IEnumerable<string> Small =>
        Catalogue
            .Names.Select(name => $"{name}")
            .Where(name =>
                name == "p4-allcnn-strided"
                || !Heavy.Any(part => name.Contains(part, StringComparison.Ordinal))
            );

    private static IEnumerable<string> Large =>
        Catalogue.Names.Select(name => $"{name}").Except(Small);

    [TestCaseSource(nameof(Small))]
    public void A_network_commutes_with_the_elements_that_its_grid_keeps(string name) =>
        Check(name);

    [TestCaseSource(nameof(Large))]
    [Category("Long")]
    public void A_large_network_does_too(string name) => Check(name);

    [Test]
    public void A_group_that_is_too_large_is_lost_where_its_elements_have_no_weights()
    {
        var op = Catalogue.Parse("p4-cnn").Elaborate();
        var program = Lowering.Of(op);
        var parameters = Random(op);
        var report = ProgramSymmetry.Of(program, parameters.Values, PointGroups.P4m);
        Assert.That(report.Exact, Is.EqualTo(new[] { 0, 1, 2, 3 }));
        var lost = report.Findings.OfType<Finding.Lost>().ToArray();
        Assert.That(lost, Has.Length.EqualTo(4));
        Assert.That(lost[0].Layer, Is.EqualTo("c1"));
        Assert.That(
            lost[0].Reason,
            Does.StartWith(
                "no output channel of c1 has the weights turned by m; nearest differs by 0."
            )
        );
    }

    private static Parameters<double> Random(TypedOp op)
    {
        var random = new Random(17);
        return Parameters<double>.Generate(
            op,
            (_, declaration, _) =>
                declaration.Trained
                    ? (float)(random.NextDouble() - 0.5)
                    : (float)(random.NextDouble() + 0.5)
        );
    }

    private static void Check(string name)
    {
        var op = Catalogue.Parse(name).Elaborate();
        var parameters = Random(op);
        var report = ProgramSymmetry.Of(
            Lowering.Of(op),
            parameters.Values,
            op.Input.Group,
            new()
            {
                Input = op.Input.Fibre == Fibre.Regular ? InputAction.Regular : InputAction.Trivial,
            }
        );
        Assert.That(
            report.Exact,
            Is.EqualTo(Exactness.Of(op)),
            string.Join('\n', report.Findings.Select(finding => $"{finding}"))
        );
    }
}
