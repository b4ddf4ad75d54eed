using AgeFormal.Algebra;
using AgeFormal.Cli.Rendering;
using AgeFormal.Operators;
using AgeFormal.Verification;
using AgeFormal.Verification.Grids;

namespace AgeFormal.Cli.Tests;

public sealed class GridViewTests
{
    private static NetworkExactness Strided(int size) =>
        Exactness.Explain(
            Typing.Elaborate(
                new Op.Sequence([
                    new(
                        "c",
                        new Op.LiftingConvolution(1, Region.Box(3, 3))
                        {
                            Sampling = Sampling.Dense with { Stride = 2 },
                        }
                    ),
                ]),
                new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(size, size))
            )
        );

    private static string Written(NetworkExactness network)
    {
        using var output = new StringWriter();
        GridView.Write(network, Terminal.Plain(output, TextWriter.Null).Output);
        return string.Join(
            ' ',
            output.ToString().Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)
        );
    }

    [Test]
    public void An_inexact_grid_is_shown_with_reason_drift_blame_and_repairs()
    {
        var network = Strided(6);
        var text = Written(network);
        Assert.That(text, Does.Contain("grid, c: exact for ⟨e⟩; axes 0 and 1 are mixed"));
        Assert.That(text, Does.Contain("r = (3 mod 2) − (0 − 0) = 1"));
        Assert.That(text, Does.Contain("lost in c; the centre drifts by (−1/2, −1/2) pixels"));
        Assert.That(text, Does.Contain("by another input size, verified: input: 6×6 → 7×7"));
        Assert.That(text, Does.Contain("then max pooling 2×2, stride 2"));
        Assert.That(GridView.Cell(network), Does.Contain("1 of 4: ⟨e⟩"));
        Assert.That(GridView.Cell(network.Layers[0]), Does.Contain("r = 1 on axis 0, 1"));
    }

    [Test]
    public void An_exact_grid_needs_no_words()
    {
        Assert.That(Written(Strided(7)), Is.Empty);
        Assert.That(GridView.Cell(Strided(7)), Does.Contain("all of H"));
    }
}
