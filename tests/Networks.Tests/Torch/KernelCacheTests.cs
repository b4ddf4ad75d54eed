using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>Transformed kernels are kept as long as their weights are the same, and no longer.</summary>
public sealed class KernelCacheTests
{
    private static readonly TypedOp Op = Typing.Elaborate(
        new Op.Sequence([
            new("lift", new Op.LiftingConvolution(2, Region.Box(3, 3))),
            new("", new Op.Pointwise(PointwiseFunction.Relu)),
            new("group", new Op.GroupConvolution(2, Region.Box(3, 3)) { HaarWeight = 1 }),
        ]),
        new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(6, 6))
    );

    private static readonly Signal<double> Input = SmallIntegers.Signal(Op.Input, 2, seed: 1);

    private TorchNetwork _network = null!;

    [SetUp]
    public void Compile() =>
        _network = SmallIntegers.Compile(Op, SmallIntegers.Parameters(Op, seed: 2));

    [TearDown]
    public void Dispose() => _network.Dispose();

    [Test]
    public void Inference_builds_the_kernels_once()
    {
        for (var i = 0; i < 3; i++)
            AssertUpToDate();
        _network.Activations(Input);
        Assert.That(_network.Evaluations, Is.EqualTo(1));
    }

    [Test]
    public void Attention_keeps_its_transformed_weights_too()
    {
        var channel = new ChannelAttention(1);
        var spatial = new SpatialAttention(Region.Box(3, 3));
        var op = Typing.Elaborate(
            new Op.Sequence([
                new(
                    "a",
                    new Op.AttentiveConvolution(2, Region.Box(3, 3))
                    {
                        Channel = channel,
                        Spatial = spatial,
                    }
                ),
                new("b", new Op.InputAttention { Channel = channel, Spatial = spatial }),
            ]),
            Op.Input
        );
        var parameters = SmallIntegers.Parameters(op, seed: 5);
        using var network = SmallIntegers.Compile(op, parameters);
        var first = network.Run(Input);
        Assert.That(network.Run(Input), Is.EqualTo(first));
        Assert.That(network.Evaluations, Is.EqualTo(1));
        network.Load(SmallIntegers.Parameters(op, seed: 6));
        Assert.That(network.Run(Input), Is.Not.EqualTo(first));
        Assert.That(network.Evaluations, Is.EqualTo(2));
    }

    [Test]
    public void Loading_transforms_anew()
    {
        AssertUpToDate();
        _network.Load(SmallIntegers.Parameters(Op, seed: 3));
        AssertUpToDate();
        Assert.That(_network.Evaluations, Is.EqualTo(2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Switching_the_mode_transforms_anew(bool training)
    {
        AssertUpToDate();
        _network.train(training);
        _network.eval();
        AssertUpToDate();
        Assert.That(_network.Evaluations, Is.EqualTo(2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void An_optimiser_step_transforms_anew(bool training)
    {
        AssertUpToDate();
        _network.train(training);
        using var optimiser = optim.SGD(_network.TrainedParameters, 0.25);
        Backpropagate();
        optimiser.step();
        AssertUpToDate();
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Inference_between_the_gradient_and_the_step_keeps_nothing_for_later(bool training)
    {
        _network.train(training);
        using var optimiser = optim.SGD(_network.TrainedParameters, 0.25);
        Backpropagate();
        ForwardWithoutGradients();
        optimiser.step();
        Assert.That(ForwardWithoutGradients(), Is.EqualTo(Fresh()));
    }

    [Test]
    public void Inference_after_training_builds_the_kernels_once()
    {
        using var optimiser = optim.SGD(_network.TrainedParameters, 0.25);
        _network.train();
        Backpropagate();
        optimiser.step();
        _network.eval();
        AssertUpToDate();
        var before = _network.Evaluations;
        AssertUpToDate();
        Assert.That(_network.Evaluations, Is.EqualTo(before));
    }

    [Test]
    public void Weights_overwritten_in_place_transform_anew()
    {
        AssertUpToDate();
        using (no_grad())
            foreach (var parameter in _network.TrainedParameters)
                parameter.mul_(2);
        AssertUpToDate();
        Assert.That(_network.Evaluations, Is.EqualTo(2));
    }

    [Test]
    public void A_pass_with_gradients_releases_the_kernels()
    {
        AssertUpToDate();
        Backpropagate();
        var before = _network.Evaluations;
        AssertUpToDate();
        AssertUpToDate();
        Assert.That(_network.Evaluations, Is.EqualTo(before + 1));
    }

    private void AssertUpToDate() => Assert.That(_network.Run(Input), Is.EqualTo(Fresh()));

    private Signal<double> Fresh()
    {
        using var fresh = SmallIntegers.Compile(Op, _network.Parameters());
        return fresh.Run(Input);
    }

    private Signal<double> ForwardWithoutGradients()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var input = SignalTensor.Write(Input, new Placement(ScalarType.Float64, CPU));
        return SignalTensor.Read(_network.forward(input), Op.Output);
    }

    private void Backpropagate()
    {
        using var scope = NewDisposeScope();
        var input = SignalTensor.Write(Input, new Placement(ScalarType.Float64, CPU));
        _network.forward(input).mean().backward();
    }
}
