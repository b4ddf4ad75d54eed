using AgeFormal.Networks.Tests.Torch;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>Derivatives of lowered formulas against differences, and against those of the blocks that networks run.</summary>
public sealed class LoweringGradientTests
{
    private const double Step = 1e-6;
    private const double Tolerance = 1e-6;
    private const double Rounding = 1e-11;

    private static IEnumerable<string> Names() => Samples.Smooth.All.Keys;

    [Test]
    public void Gradients_are_the_limits_of_differences(
        [ValueSource(nameof(Names))] string name,
        [Values("p4", "p31m")] string symbol
    )
    {
        using var scope = NewDisposeScope();
        var op = Samples.Smooth.Typed(symbol, name);
        using var block = Lowered.Block(op, Lowered.RealParameters(op, seed: 1), Lowered.Double);
        var (input, gradients, loss) = Differentiated(block, op);
        foreach (var (index, (variable, gradient)) in gradients.Index())
        {
            using var _ = no_grad();
            var direction = Directions(variable);
            if (ReferenceEquals(variable, input))
                direction = direction.mul(Inside(op.Input, 2));
            var start = variable.clone();
            double At(double step)
            {
                variable.copy_(start.add(direction.mul(step)));
                return loss().item<double>();
            }
            var difference = (At(Step) - At(-Step)) / (2 * Step);
            variable.copy_(start);
            Assert.That(
                gradient.mul(direction).sum().item<double>(),
                Is.EqualTo(difference).Within(Tolerance * Math.Max(1, Math.Abs(difference))),
                $"variable {index}"
            );
            Assert.That(Math.Abs(difference), Is.GreaterThan(1e-4), $"variable {index}");
        }
    }

    [Test]
    public void Values_and_gradients_are_those_of_the_block_that_networks_run(
        [ValueSource(nameof(Names))] string name,
        [Values("p4", "p6m", "D3")] string symbol
    )
    {
        using var scope = NewDisposeScope();
        var op = Samples.Smooth.Typed(symbol, name);
        var parameters = Lowered.RealParameters(op, seed: 3);
        using var lowered = Lowered.Block(op, parameters, Lowered.Double);
        using var fast = SmallIntegers.Compile(op, parameters);
        var (_, actual, loss) = Differentiated(lowered, op);
        var (_, expected, fastLoss) = Differentiated(fast, op);
        AssertClose(loss(), fastLoss(), "value");
        foreach (var (index, ((_, a), (_, b))) in actual.Zip(expected).Index())
            AssertClose(a, b, $"variable {index}");
    }

    private static (
        Tensor Input,
        (Tensor Variable, Tensor Gradient)[] Gradients,
        Func<Tensor> Loss
    ) Differentiated(TorchNetwork block, TypedOp.Elementary op)
    {
        var signal = Lowered.Reals(op.Input, 2, seed: 4);
        var input = SignalTensor.Write(signal, Lowered.Double);
        input.requires_grad = true;
        Tensor Loss()
        {
            var output = block.forward(input);
            var weights = Lowered.Reals(op.Output, 2, seed: 5);
            return output.mul(SignalTensor.Write(weights, Lowered.Double)).sum();
        }
        Loss().backward();
        return (
            input,
            [
                .. block
                    .TrainedParameters.Cast<Tensor>()
                    .Where(variable => variable.requires_grad)
                    .Append(input)
                    .Select(variable =>
                        (
                            variable,
                            ReferenceEquals(variable, input)
                                ? variable.grad!.mul(Inside(op.Input, 2))
                                : variable.grad!
                        )
                    ),
            ],
            Loss
        );
    }

    private static Tensor Directions(Tensor variable)
    {
        var random = new Random(6);
        return tensor(
                [
                    .. Enumerable
                        .Range(0, (int)variable.NumberOfElements)
                        .Select(_ => 2 * random.NextDouble() - 1),
                ],
                ScalarType.Float64
            )
            .reshape(variable.shape);
    }

    // Points outside of an outline carry no value, so a derivative there says nothing.
    private static Tensor Inside(FieldType type, int batch) =>
        SignalTensor.Write(Signal<double>.Generate(type, batch, _ => 1), Lowered.Double);

    private static void AssertClose(Tensor actual, Tensor expected, string what)
    {
        var scale = Math.Max(1, expected.abs().max().item<double>());
        Assert.That(
            actual.sub(expected).abs().max().item<double>(),
            Is.LessThan(Rounding * scale),
            what
        );
    }
}
