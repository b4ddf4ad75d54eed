using AgeFormal.Networks.Tests.Torch.Concurrency;
using AgeFormal.Networks.Torch;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>A frozen network is the network as it was, in evaluation mode.</summary>
public sealed class FrozenNetworkTests
{
    private static readonly Served Example = Served.Example;

    [Test]
    public void It_computes_what_the_network_computes_in_evaluation_mode()
    {
        using var network = Example.Fresh();
        using var frozen = network.Freeze();
        Assert.That(frozen.Run(Example.Input), Is.EqualTo(network.Run(Example.Input)));
        Assert.That(frozen.Execution, Is.EqualTo($"{network.Execution} · frozen"));
        Assert.That((frozen.Input, frozen.Output), Is.EqualTo((network.Input, network.Output)));
    }

    [Test]
    public void It_is_in_evaluation_mode_whatever_the_network_is_in()
    {
        using var network = Example.Fresh();
        var before = network.Run(Example.Input);
        network.train();
        using var frozen = network.Freeze();
        Assert.That(frozen.Run(Example.Input), Is.EqualTo(before));
        Assert.That(network.training);
    }

    [Test]
    public void Later_changes_of_the_network_and_its_end_do_not_reach_it()
    {
        var network = Example.Fresh();
        using var frozen = network.Freeze();
        network.Load(Example.Weights[1]);
        Example.AssertFirst(frozen.Run(Example.Input));
        network.Dispose();
        Example.AssertFirst(frozen.Run(Example.Input));
    }

    [Test]
    public void No_gradient_flows_to_it()
    {
        using var network = TorchNetwork.Create(Example.Op);
        using var frozen = network.Freeze();
        using var scope = NewDisposeScope();
        var input = zeros(1, 1, 9, 9);
        Assert.That(frozen.Forward(input).requires_grad, Is.False);
        Assert.That(network.forward(input).requires_grad);
    }

    [Test]
    public void Another_input_is_refused()
    {
        using var network = Example.Fresh();
        using var frozen = network.Freeze();
        using var scope = NewDisposeScope();
        Assert.That(
            () => frozen.Forward(zeros([1, 1, 9, 9], ScalarType.Float64)),
            Throws.ArgumentException.With.Message.Contains("Float32 is expected")
        );
        Assert.That(
            () => frozen.Forward(zeros([1, 1, 9, 9], device: META)),
            Throws.ArgumentException.With.Message.Contains("on cpu is expected")
        );
        Assert.That(
            () => frozen.Forward(zeros([1, 2, 9, 9])),
            Throws.ArgumentException.With.Message.Contains("[batch, 1, 1, 9, 9]")
        );
        Assert.That(
            () => frozen.Run(SmallIntegers.Signal(frozen.Output, 1, seed: 1)),
            Throws.ArgumentException.With.Message.Contains("is expected")
        );
    }

    [Test]
    public void After_its_end_there_are_no_passes()
    {
        using var network = Example.Fresh();
        var frozen = network.Freeze();
        frozen.Dispose();
        frozen.Dispose();
        Assert.That(() => frozen.Run(Example.Input), Throws.TypeOf<ObjectDisposedException>());
        Example.AssertFirst(network.Run(Example.Input));
    }

    [TestCase(25)]
    [TestCase(1250, Category = "Long")]
    public void Eight_threads_share_one(int passes)
    {
        const int Threads = 8;
        using var network = Example.Fresh();
        using var frozen = network.Freeze();
        frozen.Run(Example.Input);
        var tensors = Tensor.TotalCount;
        var resident = ResidentBytes();
        Crew.Run([
            .. Enumerable.Repeat<Action>(
                () =>
                {
                    for (var i = 0; i < passes; i++)
                        Example.AssertFirst(frozen.Run(Example.Input));
                },
                Threads
            ),
        ]);
        Assert.That(Tensor.TotalCount, Is.EqualTo(tensors));
        TestContext.Out.WriteLine(
            $"{Threads * passes} passes of {Threads} threads: resident memory from {resident >> 20} to {ResidentBytes() >> 20} MiB"
        );
        Assert.That(ResidentBytes() - resident, Is.LessThan(256 << 20));
    }

    private static long ResidentBytes()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
