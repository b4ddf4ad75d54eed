using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>No tensor outlives its use, whether or not the caller has opened a scope.</summary>
public sealed class LifetimeTests
{
    private const int Repetitions = 5;
    private const long NoCollection = 64 << 20;

    [TestCase("p4")]
    [TestCase("p6")]
    public void A_forward_pass_leaves_only_what_it_returns(string symbol)
    {
        using var network = Network(symbol);
        using var input = Input(network);
        foreach (var training in new[] { true, false })
        {
            network.train(training);
            AssertNoneLeft(() => network.forward(input).Dispose());
            AssertNoneLeft(() =>
            {
                using var _ = no_grad();
                network.forward(input).Dispose();
            });
        }
    }

    [Test]
    public void A_forward_pass_in_a_scope_returns_a_tensor_of_that_scope()
    {
        using var network = Network("p4");
        using var input = Input(network);
        AssertNoneLeft(() =>
        {
            using var scope = NewDisposeScope();
            Assert.That(network.forward(input).IsInvalid, Is.False);
            Assert.That(scope.DisposablesCount, Is.EqualTo(1));
        });
    }

    [TestCase("p4")]
    [TestCase("p6")]
    public void A_training_step_leaves_nothing(string symbol)
    {
        using var network = Network(symbol);
        using var input = Input(network);
        using var optimiser = optim.Adam(network.TrainedParameters);
        AssertNoneLeft(() =>
        {
            // The optimiser's own temporaries are TorchSharp's affair.
            using (NewDisposeScope())
                optimiser.zero_grad();
            using var output = network.forward(input);
            using var loss = output.mean();
            loss.backward();
            using (NewDisposeScope())
                optimiser.step();
        });
    }

    [TestCase("p4")]
    [TestCase("p6")]
    public void Running_observing_and_copying_parameters_leave_nothing(string symbol)
    {
        using var network = Network(symbol);
        var input = SmallIntegers.Signal(network.Input, 2, seed: 1);
        foreach (var training in new[] { true, false })
        {
            network.train(training);
            AssertNoneLeft(() => network.Run(input));
            AssertNoneLeft(() => network.Activations(input));
            AssertNoneLeft(() => network.Load(network.Parameters()));
            Assert.That(network.training, Is.EqualTo(training));
        }
    }

    [Test]
    public void A_disposed_network_leaves_nothing(
        [Values("p4", "p6")] string symbol,
        [Values] Precision precision
    )
    {
        using var first = Network(symbol);
        var op = first.Op;
        // TorchSharp counts the tensor that a parameter takes over and never counts it down.
        var before = Tensor.TotalCount;
        new Parameter(zeros([1])).Dispose();
        var overcount = (Tensor.TotalCount - before) * first.TrainedParameters.Count;
        AssertLeft(
            overcount,
            () =>
            {
                using var network = TorchNetwork.Create(
                    op,
                    new TorchOptions { Precision = precision }
                );
                network.eval();
                network.Run(SmallIntegers.Signal(op.Input, 1, seed: 1));
            }
        );
    }

    [Test]
    public void A_network_made_in_a_scope_outlives_it()
    {
        TorchNetwork network;
        using (NewDisposeScope())
            network = Network("p4");
        using (network)
            Assert.That(
                () => network.Run(SmallIntegers.Signal(network.Input, 1, seed: 1)),
                Throws.Nothing
            );
    }

    // Native shape errors may end the process, so none may be reached.
    [Test]
    public void A_wrong_input_shape_is_an_argument_exception()
    {
        using var network = Network("p4");
        foreach (
            long[] shape in new long[][]
            {
                [],
                [2],
                [2, 1],
                [2, 1, 1, 7],
                [2, 1, 1, 7, 8],
                [2, 2, 1, 7, 7],
                [2, 1, 4, 7, 7],
                [2, 1, 8, 8],
                [2, 1, 1, 1, 7, 7],
                [0, 1, 1, 7, 7],
            }
        )
        {
            using var input = zeros(shape);
            Assert.That(
                () => network.forward(input),
                Throws.ArgumentException,
                string.Join('×', shape)
            );
        }
    }

    [Test]
    public void A_wrong_input_format_is_an_argument_exception()
    {
        using var network = Network("p4");
        using var input = zeros([2, 1, 1, 7, 7], ScalarType.Float64);
        Assert.That(
            () => network.forward(input),
            Throws.ArgumentException.With.Message.Contains("Float32")
        );
    }

    [Test]
    public void The_h_axis_of_a_signal_on_the_lattice_may_be_left_out()
    {
        using var scope = NewDisposeScope();
        using var network = Network("p4");
        network.eval();
        var input = Input(network);
        Assert.That(
            network.forward(input.reshape(2, 1, 7, 7)).Equals(network.forward(input)),
            Is.True
        );
    }

    private static TorchNetwork Network(string symbol)
    {
        var group = PointGroups.Parse(symbol);
        var op = new Op.Sequence([
            new("lift", new Op.LiftingConvolution(2, Region.On(group, 3))),
            new("norm", new Op.BatchNormalization()),
            new("", new Op.Pointwise(PointwiseFunction.Relu)),
            new("drop", new Op.Dropout(0.25)),
            new(
                "sum",
                new Op.Sum([
                    new("", Op.Identity),
                    new("group", new Op.GroupConvolution(2, Region.On(group, 1))),
                ])
            ),
            new(
                "pair",
                new Op.Concatenation([
                    new("", Op.Identity),
                    new(
                        "pool",
                        new Op.SpatialPooling(Reduction.Mean, Region.On(group, 3))
                        {
                            Sampling = Sampling.Dense with
                            {
                                Padding = Padding.Symmetric(1, PaddingMode.Excluded),
                            },
                        }
                    ),
                ])
            ),
            new("global", new Op.GlobalPooling(Reduction.Max)),
            new("fibre", new Op.GroupPooling(Reduction.Mean)),
        ]);
        return TorchNetwork.Create(
            Typing.Elaborate(op, new FieldType(group, Fibre.Trivial, 1, Region.On(group, 7)))
        );
    }

    private static Tensor Input(TorchNetwork network)
    {
        using var scope = NewDisposeScope();
        return SignalTensor
            .Write(
                SmallIntegers.Signal(network.Input, 2, seed: 1),
                new Placement(ScalarType.Float32, CPU)
            )
            .MoveToOuterDisposeScope();
    }

    // The first two rounds make what lasts: gradients, the optimiser's moments, kept kernels.
    private static void AssertNoneLeft(Action action) => AssertLeft(0, action);

    private static void AssertLeft(long perRound, Action action)
    {
        action();
        action();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        // A collection in between would finalise lost tensors and so hide them.
        Assert.That(GC.TryStartNoGCRegion(NoCollection), Is.True);
        try
        {
            var before = Tensor.TotalCount;
            for (var i = 0; i < Repetitions; i++)
                action();
            Assert.That(Tensor.TotalCount, Is.EqualTo(before + Repetitions * perRound));
        }
        finally
        {
            GC.EndNoGCRegion();
        }
    }
}
