using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>Designs as they are written run as layers.</summary>
public sealed class CustomDesignTests
{
    private const double Rounding = 1e-12;

    [TestCaseSource(typeof(LayerDesigns), nameof(LayerDesigns.Cases))]
    public void A_design_agrees_bit_for_bit_on_integers(
        string name,
        string shape,
        string smaller,
        string symbol
    )
    {
        var design = LayerDesigns.Read(name, shape, smaller);
        var whole = design with
        {
            Formula = design.Formula with
            {
                Body = Replaced.Functions(design.Formula.Body, Replaced.Whole),
            },
        };
        var op = LayerDesigns.Typed(whole, symbol);
        var input = Lowered.Signs(op.Input, 1, seed: 1);
        var parameters = Lowered.SignParameters(op, seed: 2);
        Assert.That(
            Lowered.Run(op, parameters, input, Lowered.Double).Values,
            Is.EqualTo(Reference.Evaluate(op, parameters, input).Values)
        );
    }

    [TestCaseSource(typeof(LayerDesigns), nameof(LayerDesigns.Cases))]
    public void A_design_agrees_to_rounding(
        string name,
        string shape,
        string smaller,
        string symbol
    )
    {
        var op = LayerDesigns.Typed(LayerDesigns.Read(name, shape, smaller), symbol);
        var input = Lowered.Reals(op.Input, 1, seed: 1);
        var parameters = Lowered.RealParameters(op, seed: 2);
        var expected = Reference.Evaluate(op, parameters, input);
        var actual = Lowered.Run(op, parameters, input, Lowered.Double);
        var scale = Math.Max(1, expected.Values.Max(Math.Abs));
        Assert.That(
            actual.Values.Zip(expected.Values, (a, b) => Math.Abs(a - b)).Max(),
            Is.LessThan(Rounding * scale)
        );
    }

    /// <summary>Sums over what their body does not read, and intermediates that are the same at all output points.</summary>
    [TestCase("Σ[k ∈ H] f[o](g)")]
    [TestCase("f[o](g) + Σ[k ∈ H, n ∈ Win(S)] 2")]
    [TestCase("mean[k ∈ H] f[o](g)")]
    [TestCase("Σ[n ∈ Win(S)] sample[v = g·n] 1 · V(n)")]
    [TestCase("Σ[n ∈ Win(S)] V(n) · (sample[v = g·n] Σ[k ∈ H] 2)")]
    [TestCase("Σ[k ∈ H] f[o](g·k) · U((g·k)⁻¹·g)")]
    public void What_a_sum_does_not_read_counts_and_intermediates_end_with_the_grid(string formula)
    {
        var design = DesignParser.Parse(
            $"design own\ninput f[2] on group\noutput 2\nwindow S 3\nparam V[S], U[H]\nλ(g; o). {formula}\n",
            "own"
        );
        var op = LayerDesigns.Typed(design, "p4");
        var input = Lowered.Signs(op.Input, 2, seed: 1);
        var parameters = Lowered.SignParameters(op, seed: 2);
        Assert.That(
            Lowered.Run(op, parameters, input, Lowered.Double).Values,
            Is.EqualTo(Reference.Evaluate(op, parameters, input).Values)
        );
    }

    [Test]
    public void A_network_with_a_custom_layer_learns()
    {
        using var scope = NewDisposeScope();
        var group = PointGroups.P4;
        var op = Typing.Elaborate(
            new Op.Sequence([
                new("lift", new Op.LiftingConvolution(4, Region.Box(3, 3))),
                new("own", new Op.Custom(LayerDesigns.Read("group-self-attention", "", ""))),
                new("", new Op.GlobalPooling(Reduction.Mean)),
            ]),
            new FieldType(group, Fibre.Trivial, 1, Region.Box(7, 7))
        );
        using var network = TorchNetwork.Create(op);
        Assert.That(
            network.Parameters().Values.Keys,
            Is.EqualTo(["lift.weight", "own.K", "own.Q", "own.V", "own.rho"])
        );
        var input = SignalTensor.Write(
            Lowered.Reals(op.Input, 4, seed: 1),
            new(ScalarType.Float32, CPU)
        );
        using var optimizer = optim.Adam(network.TrainedParameters, 0.05);
        var losses = new List<double>();
        for (var step = 0; step < 60; step++)
        {
            using var inside = NewDisposeScope();
            optimizer.zero_grad();
            var loss = network.forward(input).sub(1).square().mean();
            loss.backward();
            optimizer.step();
            losses.Add(loss.item<float>());
        }
        Assert.That(losses[^1], Is.LessThan(losses[0] / 2));
    }
}
