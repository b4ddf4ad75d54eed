// <usings>
using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Testing;
using AgeFormal.Testing.Generators;
using FsCheck;
using FsCheck.Fluent;
using Is = AgeFormal.Testing.Is;

// </usings>
namespace Page;

/// <summary>The examples of docs/testing.md, as a project outside of this house writes them.</summary>
public sealed class PageExamples
{
    // <design>
    [Test]
    public void My_attention_is_equivariant()
    {
        var design = DesignParser.Parse(
            """
            design my-attention
            input f[4] on group
            output 4
            param W[4, 4]
            λ(g; o). σ(Σ[c ∈ Ch(4)] W(o, c) · mean[v ∈ Site] f[c](v)) · f[o](g)
            """,
            "my-attention"
        );
        Assert.That(design, Is.EquivariantUnder(PointGroups.P4m));
    }

    [Test]
    public void Gains_per_h_are_not()
    {
        var design = DesignParser.Parse(
            """
            design gains-per-h
            input f[4] on group
            output 4
            param gain[4, H]
            λ(g; o). gain(Abs(g); o) · f[o](g)
            """,
            "gains-per-h"
        );
        Assert.That(design, Is.RefutedUnder(PointGroups.P4m));
        Assert.That(design, Is.Not.EquivariantUnder(PointGroups.P4));
    }

    // </design>

    // <operator>
    private static readonly TypedOp Strided = Typing.Elaborate(
        new Op.Sequence([
            new("lift", new Op.LiftingConvolution(2, Region.Cube(2, 3))),
            new(
                "down",
                new Op.GroupConvolution(2, Region.Cube(2, 3))
                {
                    Sampling = Sampling.Dense with { Stride = 2 },
                }
            ),
        ]),
        new FieldType(PointGroups.P4m, Fibre.Trivial, Channels: 1, Region.Cube(2, 9))
    );

    [Test]
    public void A_stride_is_exact_on_every_other_size()
    {
        Assert.That(Strided, Is.EquivariantUnder(PointGroups.P4m) & Is.ExactOn(size: 9));
        Assert.That(Strided, Is.Not.ExactOn(size: 10));
    }

    [Test]
    public void It_runs_equivariantly()
    {
        using var network = TorchNetwork.Create(Strided);
        Assert.That(network, Is.EquivariantUnder(PointGroups.P4m));
    }

    // </operator>

    // <snapshot>
    [Test]
    public void The_output_is_the_accepted_one_for_all_turned_and_mirrored_inputs()
    {
        using var network = TorchNetwork.Create(Strided, new() { Precision = Precision.Double });
        network.Load(Parameters<double>.Generate(Strided, (_, _, i) => i % 5 - 2));
        var input = Signal<double>.Generate(Strided.Input, batch: 2, i => i * i % 7);

        Snapshot.MatchOrbit(network, input);
        Snapshot.Match(network.Activations(input)["lift"], name: "lift");
    }

    // </snapshot>

    // <generators>
    [Test]
    public void Relu_commutes_with_every_h() =>
        Prop.ForAll(
                SignalGenerators
                    .FieldType.SelectMany(type => SignalGenerators.Integers(type).Generator)
                    .ToArbitrary(),
                f =>
                    f.Type.Group.Group.Elements.All(h =>
                        SignalAction.Transform(Relu(f), h) == Relu(SignalAction.Transform(f, h))
                    )
            )
            .QuickCheckThrowOnFailure();

    private static Signal<double> Relu(Signal<double> f) => f.Map(value => Math.Max(value, 0));

    // </generators>

    public static string MessageOfExactness =>
        AgeFormal.Testing.Tests.Failure.Of(() => Assert.That(Strided, Is.ExactOn(size: 10)));
}
