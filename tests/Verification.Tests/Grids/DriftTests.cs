using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Grids;

namespace AgeFormal.Verification.Tests.Grids;

public sealed class DriftTests
{
    private static NetworkExactness Explain(Op body, int size = 16) =>
        Exactness.Explain(Architectures.On(body, PointGroups.P4, size, size));

    [Test]
    public void The_drift_of_a_composition_is_the_position_of_its_output_centre()
    {
        var random = new Random(3);
        var moved = 0;
        for (var i = 0; i < 200; i++)
        {
            Layer Layer(string name) =>
                new(
                    name,
                    new Op.SpatialPooling(Reduction.Max, Region.Cube(2, random.Next(1, 4)))
                    {
                        Sampling = new Sampling(
                            random.Next(1, 4),
                            new Padding(random.Next(3), random.Next(3)),
                            random.Next(1, 3)
                        ),
                    }
                );
            var typed = Architectures.On(
                new Op.Sequence([Layer("a"), Layer("b"), Layer("c")]),
                PointGroups.P4,
                40,
                40
            );
            // The middle of the first and the last output, followed down to the input in index arithmetic.
            double Down(double index) =>
                typed
                    .Leaves()
                    .Reverse()
                    .Select(leaf => leaf.Meaning.Geometry)
                    .Aggregate(
                        index,
                        (at, layer) =>
                            layer.Stride[0] * at - layer.Before[0] + layer.Extent[0] / 2.0
                    );
            var centre = (Down(0) + Down(typed.Output.Grid.Sizes[0] - 1)) / 2 - 39 / 2.0;
            var drift = Exactness.Explain(typed).Drifts.Single();
            Assert.That(drift.Pixels[0].ToDouble(), Is.EqualTo(centre).Within(0));
            moved += drift.IsZero ? 0 : 1;
        }
        Assert.That(moved, Is.GreaterThan(50));
    }

    [Test]
    public void Branches_on_different_points_are_named()
    {
        Op Padded(int before, int after) =>
            new Op.GroupConvolution(2, Region.Box(3, 3))
            {
                Sampling = Sampling.Dense with { Padding = new Padding(before, after) },
            };
        var network = Explain(
            new Op.Sequence([
                new("c", Architectures.Lifting(3, 1)),
                new("r", new Op.Sum([new("left", Padded(2, 0)), new("", Padded(1, 1))])),
                new("d", Padded(1, 1)),
            ])
        );
        Assert.That(network.Disagreements, Has.Count.EqualTo(1));
        Assert.That(
            network.Disagreements[0].ToString(),
            Is.EqualTo(
                "the branches of 'r' do not lie on the same points: r.left by (−1, −1) pixels; r.[1] by (0, 0) pixels"
            )
        );
        Assert.That(
            network.Drifts.Select(drift => drift.ToString()),
            Is.EqualTo(new[] { "(−1, −1) pixels through r.left", "(0, 0) pixels through r.[1]" })
        );
        Assert.That(network.Blame.Select(layer => layer.Path), Is.EqualTo(new[] { "r.left" }));
    }

    [Test]
    public void Many_branches_that_agree_are_one_path()
    {
        Op Block() =>
            new Op.Sum([new("identity", Op.Identity), new("c", Architectures.Convolution(3, 1))]);
        var blocks = Enumerable.Range(0, 60).Select(i => new Layer($"b{i}", Block()));
        var network = Explain(
            new Op.Sequence([new("c", Architectures.Lifting(3, 1)), .. blocks]),
            size: 5
        );
        Assert.That(network.Drifts, Has.Count.EqualTo(1));
        Assert.That(network.Drifts[0].Through, Is.Empty);
        Assert.That(network.IsExact);
    }

    [Test]
    public void Layers_without_a_name_are_told_apart_by_their_place()
    {
        var network = Explain(
            new Op.Sequence([
                new("", Architectures.Pooling(Reduction.Max)),
                new("", Architectures.Pooling(Reduction.Max)),
            ]),
            size: 6
        );
        Assert.That(network.Blame.Select(network.NameOf), Is.EqualTo(new[] { "layer 2" }));
        Assert.That(network.Summary, Does.Contain("lost in layer 2"));
    }

    [Test]
    public void The_exact_elements_of_an_operator_are_the_same_with_and_without_reasons()
    {
        foreach (var size in new[] { 30, 31, 32, 33 })
        {
            var typed = Architectures.On(Architectures.AllCnn(), PointGroups.P4m, size, size);
            Assert.That(Exactness.Explain(typed).Exact, Is.EqualTo(Exactness.Of(typed)));
        }
    }
}
