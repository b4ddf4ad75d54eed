using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Tests.Onnx;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using TorchSharp;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>softmax[v ∈ D](t) has the value of its ratio of sums where that has one, and stays finite where it has none.</summary>
public sealed class SoftmaxTests
{
    private const double Rounding = 1e-12;

    private static IEnumerable<string> Names => SoftmaxDesigns.All.Keys;

    [Test]
    public void It_is_the_ratio_written_by_hand(
        [ValueSource(nameof(Names))] string name,
        [Values("p1", "p4", "p6", "D2")] string symbol
    )
    {
        var designs = SoftmaxDesigns.All[name];
        var (stable, byHand) = (Typed(designs.Stable, symbol), Typed(designs.ByHand, symbol));
        var input = Lowered.Reals(stable.Input, 2, seed: 1);
        var expected = Reference.Evaluate(byHand, Lowered.RealParameters(byHand, seed: 2), input);
        var parameters = Lowered.RealParameters(stable, seed: 2);
        Assert.Multiple(() =>
        {
            Assert.That(
                Error(Reference.Evaluate(stable, parameters, input), expected),
                Is.LessThan(Rounding)
            );
            Assert.That(
                Error(Lowered.Run(stable, parameters, input, Lowered.Double), expected),
                Is.LessThan(Rounding)
            );
        });
    }

    [Test]
    public void Values_and_gradients_of_large_scores_are_finite(
        [ValueSource(nameof(Names))] string name,
        [Values(100, 10000)] double scale,
        [Values] Precision precision
    )
    {
        using var scope = torch.NewDisposeScope();
        var op = Typed(SoftmaxDesigns.All[name].Stable, "p4");
        var placement = precision == Precision.Single ? Lowered.Single : Lowered.Double;
        using var block = Lowered.Block(op, Lowered.RealParameters(op, seed: 3), placement);
        var input = SignalTensor.Write(
            Lowered.Reals(op.Input, 2, seed: 4).Map(value => scale * value),
            placement
        );
        input.requires_grad = true;
        var output = block.forward(input);
        output.square().sum().backward();
        Assert.Multiple(() =>
        {
            Assert.That(output.isfinite().all().item<bool>(), "values");
            Assert.That(output.abs().max().to(torch.float64).item<double>(), Is.GreaterThan(1));
            foreach (var variable in block.TrainedParameters.Append(input))
                if (variable.grad is { } gradient)
                    Assert.That(gradient.isfinite().all().item<bool>(), "gradients");
        });
    }

    [Test]
    public void The_ratio_written_by_hand_is_not_finite_there()
    {
        var op = Typed(SoftmaxDesigns.All["window"].ByHand, "p4");
        var input = Lowered.Reals(op.Input, 2, seed: 4).Map(value => 100 * value);
        var output = Lowered.Run(op, Lowered.RealParameters(op, seed: 3), input, Lowered.Single);
        Assert.That(output.Values.Count(value => !double.IsFinite(value)), Is.GreaterThan(0));
    }

    [Test]
    public void The_gradient_is_the_limit_of_differences(
        [ValueSource(nameof(Names))] string name,
        [Values("p4", "p3")] string symbol
    )
    {
        const double step = 1e-6;
        using var scope = torch.NewDisposeScope();
        var op = Typed(SoftmaxDesigns.All[name].Stable, symbol);
        using var block = Lowered.Block(op, Lowered.RealParameters(op, seed: 5), Lowered.Double);
        var input = SignalTensor.Write(Lowered.Reals(op.Input, 1, seed: 6), Lowered.Double);
        var weights = SignalTensor.Write(Lowered.Reals(op.Output, 1, seed: 7), Lowered.Double);
        var direction = SignalTensor.Write(Lowered.Reals(op.Input, 1, seed: 8), Lowered.Double);
        input.requires_grad = true;
        torch.Tensor At(torch.Tensor x) => block.forward(x).mul(weights).sum();
        At(input).backward();
        var slope = input.grad!.mul(direction).sum().item<double>();
        using var _ = torch.no_grad();
        var difference =
            At(input + step * direction).item<double>()
            - At(input - step * direction).item<double>();
        Assert.That(slope, Is.EqualTo(difference / (2 * step)).Within(1e-6 * Math.Abs(slope)));
    }

    [Test]
    public void ONNX_Runtime_computes_the_same(
        [ValueSource(nameof(Names))] string name,
        [Values("p4m", "p6", "D2")] string symbol
    )
    {
        var op = Typed(SoftmaxDesigns.All[name].Stable, symbol);
        double Error(double scale, Precision precision) =>
            OnnxRun.RelativeError(
                new Network("softmax", op.Op, op.Input),
                Signal<double>.Generate(op.Input, 2, i => scale * Math.Sin(0.7 * i * i)),
                precision
            );
        Assert.Multiple(() =>
        {
            Assert.That(Error(1, Precision.Single), Is.LessThan(1e-5));
            Assert.That(Error(100, Precision.Double), Is.LessThan(1e-5));
        });
    }

    /// <summary>The maximum and the sum are computed once, not for each value of the variable around them.</summary>
    [Test]
    public void Steps_and_memory_are_those_of_a_ratio_and_a_maximum()
    {
        long Memory(Design design) =>
            AgeFormal.Programs.Lowering.Of(Typed(design, "p4")).Memory[0].PerSignal;
        foreach (var (name, designs) in SoftmaxDesigns.All)
            Assert.That(
                Memory(designs.Stable),
                Is.LessThanOrEqualTo(3 * Memory(designs.ByHand)),
                name
            );
    }

    private static double Error(Signal<double> actual, Signal<double> expected) =>
        actual.Values.Zip(expected.Values, (a, b) => Math.Abs(a - b)).Max();

    private static TypedOp.Elementary Typed(Design design, string symbol)
    {
        var group = PointGroups.Parse(symbol);
        return Lowered.Typed(
            new Op.Custom(design),
            new FieldType(group, Fibre.Regular, 2, Samples.Grid(group))
        );
    }
}
