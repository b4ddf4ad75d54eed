using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Torch.Attention;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using AgeFormal.Programs;
using FsCheck.Fluent;
using static TorchSharp.torch;
using DeviceType = TorchSharp.DeviceType;

namespace AgeFormal.Networks.Tests.Torch.Attention;

/// <summary>All methods of attention are one layer: forward, backward, at ties, for any memory and, to rounding, any number of threads.</summary>
public sealed class AttentionMethodTests
{
    private const int Batch = 3;
    private const int Examples = 3;
    private const int ManyExamples = 16;

    private static readonly AttentionMethod[] Streamed =
    [
        AttentionMethod.Fused,
        AttentionMethod.Tiled,
    ];

    private static IEnumerable<string> Groups => PointGroups.All.Select(group => group.Symbol);

    [TestCaseSource(nameof(Groups))]
    public void They_agree_bit_for_bit_on_integers(string symbol) =>
        Compare(
            symbol,
            isExact: true,
            Precision.Double,
            (op, parameters, input) =>
            {
                var expected = Reference.Evaluate(op, parameters, input);
                foreach (var method in Enum.GetValues<AttentionMethod>())
                {
                    using var network = Compiled(op, parameters, method);
                    if (network.Run(input) != expected)
                        return false;
                }
                return true;
            }
        );

    [TestCaseSource(nameof(Groups))]
    public void Their_gradients_agree_in_double_precision(string symbol) =>
        Compare(symbol, isExact: false, Precision.Double, Agree(Precision.Double, 1e-10));

    [TestCaseSource(nameof(Groups))]
    public void Their_gradients_agree_in_single_precision(string symbol) =>
        Compare(symbol, isExact: false, Precision.Single, Agree(Precision.Single, 1e-5));

    // Small whole numbers tie in most maxima.
    [TestCaseSource(nameof(Groups))]
    public void Maxima_that_tie_share_the_gradient_in_every_method(string symbol) =>
        Compare(symbol, isExact: true, Precision.Double, Agree(Precision.Double, 1e-10));

    [TestCase("p4")]
    [TestCase("p4m")]
    [TestCase("p6")]
    public void The_gradient_of_an_equivariant_layer_is_equivariant_at_ties(string symbol)
    {
        using var scope = NewDisposeScope();
        var group = PointGroups.Parse(symbol);
        var op = Typing.Elaborate(
            new Op.AttentiveConvolution(2, Region.On(group, 3))
            {
                Sampling = Sampling.Dense with { Padding = Padding.Symmetric(1) },
                HaarWeight = 1,
                Channel = new ChannelAttention(1)
                {
                    Statistics = [Reduction.Max],
                    Gate = PointwiseFunction.Relu,
                },
                Spatial = new SpatialAttention(Region.On(group, 3))
                {
                    Statistics = [Reduction.Max],
                    Gate = PointwiseFunction.Relu,
                },
            },
            new FieldType(group, Fibre.Regular, 2, Region.On(group, 5))
        );
        var parameters = Parameters<double>.Generate(op, (_, _, index) => index % 3 - 1);
        // Twice the same stripe: each maximum is taken at several points.
        var input = Signal<double>.Generate(op.Input, 1, index => index % 2);
        foreach (var method in Streamed.Append(AttentionMethod.Materialised))
        {
            var slope = Slope(op, parameters, input, method);
            foreach (var h in group.Group.Elements)
                Assert.That(
                    SmallIntegers.Error(
                        Slope(op, parameters, SignalAction.Transform(input, h), method),
                        SignalAction.Transform(slope, h)
                    ),
                    Is.LessThan(1e-12),
                    $"{method}, element {h}"
                );
        }
    }

    [TestCaseSource(nameof(Streamed))]
    public void Nothing_depends_on_the_memory(AttentionMethod method)
    {
        using var scope = NewDisposeScope();
        var (op, parameters, input) = Wide();
        var some = AttentiveLayers.Run(op, parameters, input, Options(method));
        var little = AttentiveLayers.Run(
            op,
            parameters,
            input,
            Options(method) with
            {
                AttentionMemory = 1,
            }
        );
        if (method == AttentionMethod.Fused)
            Assert.That(little.Zip(some, (a, b) => a.Equals(b)), Is.All.True);
        else
            Assert.That(AttentiveLayers.Error(little, some), Is.LessThan(1e-12));
    }

    [Test]
    public void The_number_of_threads_changes_rounding_alone()
    {
        using var scope = NewDisposeScope();
        var (op, parameters, input) = Wide();
        var threads = get_num_threads();
        try
        {
            set_num_threads(1);
            var one = AttentiveLayers.Run(op, parameters, input, Options(AttentionMethod.Fused));
            foreach (var count in (int[])[2, 3, 7])
            {
                set_num_threads(count);
                var many = AttentiveLayers.Run(
                    op,
                    parameters,
                    input,
                    Options(AttentionMethod.Fused)
                );
                Assert.That(AttentiveLayers.Error(many, one), Is.LessThan(1e-13), $"{count}");
            }
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Test]
    public void Observed_maps_are_those_of_the_stored_responses()
    {
        var (op, parameters, input) = Wide();
        using var stored = Compiled(op, parameters, AttentionMethod.Materialised);
        var expected = stored.Activations(input);
        Assert.That(expected, Has.Count.EqualTo(2));
        foreach (var method in Streamed)
        {
            using var network = Compiled(op, parameters, method);
            foreach (var (path, map) in network.Activations(input))
                Assert.That(
                    SmallIntegers.Error(map, expected[path]),
                    Is.LessThan(1e-12),
                    $"{method} {path}"
                );
        }
    }

    [Test]
    public void Without_gradients_nothing_is_kept()
    {
        var (op, parameters, input) = Wide();
        using var network = Compiled(op, parameters, AttentionMethod.Fused);
        using var given = SignalTensor.Write(input, new Placement(ScalarType.Float64, CPU));
        using var _ = no_grad();
        using (network.forward(given)) { }
        var before = Tensor.TotalCount;
        using var output = network.forward(given);
        Assert.That(Tensor.TotalCount - before, Is.LessThanOrEqualTo(1));
    }

    [TestCaseSource(nameof(Streamed))]
    [Category("Long")]
    public void Two_thousand_steps_keep_nothing(AttentionMethod method)
    {
        const int steps = 2000;
        const int settled = 200;
        const long growth = 32L << 20;
        var (op, _, input) = Wide();
        using var network = TorchNetwork.Create(op, Options(method));
        using var given = SignalTensor.Write(input, new Placement(ScalarType.Float64, CPU));
        using var optimizer = optim.SGD(network.TrainedParameters, 1e-4);
        var (tensors, memory) = (0L, 0L);
        for (var step = 0; step < steps; step++)
        {
            using (NewDisposeScope())
            {
                optimizer.zero_grad();
                network.forward(given).square().mean().backward();
                optimizer.step();
            }
            if (step == settled)
                (tensors, memory) = Held();
        }
        var (tensorsAfter, memoryAfter) = Held();
        Assert.That(tensorsAfter, Is.EqualTo(tensors));
        Assert.That(memoryAfter - memory, Is.LessThan(growth));
    }

    private static (long Tensors, long Memory) Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return (Tensor.TotalCount, process.WorkingSet64);
    }

    [Test]
    public void A_statistic_without_kernel_is_refused_by_name_and_runs_from_stored_responses()
    {
        var op = Minimum();
        Assert.That(
            () => TorchNetwork.Create(op, new TorchOptions { Attention = AttentionMethod.Fused }),
            Throws
                .TypeOf<LoweringException>()
                .With.Message.Contains("Min")
                .And.Message.Contains("over the channels")
        );
        var parameters = SmallIntegers.Parameters(op, 1);
        var input = SmallIntegers.Signal(op.Input, 2, 2);
        using var network = Compiled(op, parameters, AttentionMethod.Automatic);
        Assert.That(network.Run(input), Is.EqualTo(Reference.Evaluate(op, parameters, input)));
        Assert.That(network.Execution, Does.EndWith("attention materialised"));
    }

    [TestCase(AttentionMethod.Automatic, DeviceType.CPU, AttentionMethod.Fused)]
    [TestCase(AttentionMethod.Fused, DeviceType.CPU, AttentionMethod.Fused)]
    [TestCase(AttentionMethod.Tiled, DeviceType.CPU, AttentionMethod.Tiled)]
    [TestCase(AttentionMethod.Automatic, DeviceType.CUDA, AttentionMethod.Tiled)]
    [TestCase(AttentionMethod.Fused, DeviceType.META, AttentionMethod.Tiled)]
    public void The_device_decides(
        AttentionMethod asked,
        DeviceType device,
        AttentionMethod expected
    ) => Assert.That(AttentionExecution.On(device, asked), Is.EqualTo(expected));

    [Test]
    public void Fused_kernels_do_not_run_on_a_graphics_card() =>
        Assert.That(
            () => AttentionExecution.On(DeviceType.CUDA, AttentionMethod.Fused),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("Tiled")
        );

    [Test]
    public void Reports_name_the_method([Values] AttentionMethod method)
    {
        var (op, parameters, _) = Wide();
        using var network = Compiled(op, parameters, method);
        var expected = method == AttentionMethod.Automatic ? AttentionMethod.Fused : method;
        Assert.That(
            network.Execution,
            Is.EqualTo($"float64 · cpu · attention {expected.ToString().ToLowerInvariant()}")
        );
        using var frozen = network.Freeze();
        Assert.That(frozen.Execution, Is.EqualTo($"{network.Execution} · frozen"));
    }

    [Test]
    public void Memory_that_is_none_is_refused() =>
        Assert.That(
            () => TorchNetwork.Create(Wide().Op, new TorchOptions { AttentionMemory = 0 }),
            Throws.ArgumentException.With.Message.Contains("AttentionMemory")
        );

    private static Func<TypedOp, Parameters<double>, Signal<double>, bool> Agree(
        Precision precision,
        double tolerance
    ) =>
        (op, parameters, input) =>
        {
            using var scope = NewDisposeScope();
            var options = new TorchOptions { Precision = precision };
            var expected = AttentiveLayers.Run(
                op,
                parameters,
                input,
                options with
                {
                    Attention = AttentionMethod.Materialised,
                }
            );
            return Streamed.All(method =>
                AttentiveLayers.Error(
                    AttentiveLayers.Run(op, parameters, input, options with { Attention = method }),
                    expected
                ) < tolerance
            );
        };

    private static void Compare(
        string symbol,
        bool isExact,
        Precision precision,
        Func<TypedOp, Parameters<double>, Signal<double>, bool> agree
    ) =>
        Law.Holds(
            from op in AttentiveLayers.Any(PointGroups.Parse(symbol), isExact)
            from seed in Gen.Choose(0, 1_000_000)
            select (op, seed),
            setting =>
            {
                var (op, seed) = setting;
                var random = new Random(seed);
                // Differences that float32 does not blur decide each maximum.
                double Next() => isExact ? random.Next(-2, 3) : random.NextDouble() - 0.5;
                return agree(
                    op,
                    Parameters<double>.Generate(op, (_, _, _) => Next()),
                    Signal<double>.Generate(op.Input, Batch, _ => Next())
                );
            },
            symbol is "p4" or "p4m" or "p6" ? ManyExamples : Examples
        );

    private static Signal<double> Slope(
        TypedOp op,
        Parameters<double> parameters,
        Signal<double> input,
        AttentionMethod method
    )
    {
        using var network = Compiled(op, parameters, method);
        var given = SignalTensor.Write(input, new Placement(ScalarType.Float64, CPU));
        given.requires_grad = true;
        network.forward(given).square().sum().backward();
        // Points outside of an outline carry no value.
        var mask = op.Input.Grid.Mask();
        var slope = SignalTensor.Values(given.grad!);
        return Signal<double>.Create(
            op.Input,
            [.. slope.Select((value, i) => mask[i % mask.Count] ? value : 0)]
        );
    }

    private static TorchNetwork Compiled(
        TypedOp op,
        Parameters<double> parameters,
        AttentionMethod method
    )
    {
        var network = TorchNetwork.Create(op, Options(method));
        network.Load(parameters);
        network.eval();
        return network;
    }

    private static TorchOptions Options(AttentionMethod method) =>
        new() { Precision = Precision.Double, Attention = method };

    private static (TypedOp Op, Parameters<double> Parameters, Signal<double> Input) Wide()
    {
        var op = Typing.Elaborate(
            new Op.AttentiveConvolution(5, Region.Box(3, 3))
            {
                Channel = new ChannelAttention(2),
                Spatial = new SpatialAttention(Region.Box(5, 5)),
            },
            new FieldType(PointGroups.P4, Fibre.Regular, 4, Region.Box(9, 9))
        );
        var random = new Random(8);
        return (
            op,
            Parameters<double>.Generate(op, (_, _, _) => random.NextDouble() - 0.5),
            Signal<double>.Generate(op.Input, 13, _ => random.NextDouble() - 0.5)
        );
    }

    private static TypedOp Minimum() =>
        Typing.Elaborate(
            new Op.AttentiveConvolution(1, Region.Box(3, 3))
            {
                HaarWeight = 1,
                Spatial = new SpatialAttention(Region.Box(3, 3))
                {
                    Statistics = [Reduction.Min],
                    Gate = PointwiseFunction.Relu,
                },
            },
            new FieldType(PointGroups.P4, Fibre.Regular, 2, Region.Box(5, 5))
        );
}
