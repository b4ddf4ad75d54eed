using AgeFormal.Networks.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Torch.Concurrency;

/// <summary>
/// Eight threads serve while others load, switch the mode and the format, compute gradients and dispose of the network that
/// is served and put a new one in its place: every pass gives a correct output or says that its network is disposed.
/// </summary>
[NonParallelizable]
public sealed class EnduranceTests
{
    private const int Threads = 8;

    [TestCase(25)]
    [TestCase(10_000, Category = "Long")]
    public void Passes_beside_everything_else(int passes)
    {
        var served = Served.Example;
        var network = served.Fresh();
        var (correct, refused, replaced) = (0, 0, 0);
        var turn = 0;
        Crew.Run(
            Crew.Of(
                Threads,
                () =>
                {
                    for (var pass = 0; pass < passes; pass++)
                        if (
                            Try(() =>
                                served.AssertEither(Volatile.Read(ref network).Run(served.Input))
                            )
                        )
                            Interlocked.Increment(ref correct);
                        else
                            Interlocked.Increment(ref refused);
                }
            ),
            () => Try(() => Volatile.Read(ref network).Load(served.Weights[++turn % 2])),
            () => Try(() => Volatile.Read(ref network).train()),
            () => Try(() => Volatile.Read(ref network).eval()),
            () =>
                Try(() =>
                {
                    Volatile.Read(ref network).to(ScalarType.Float64);
                    Volatile.Read(ref network).to(ScalarType.Float32);
                }),
            () =>
                Try(() =>
                {
                    // Statistics follow a batch in training: gradients are taken of a network of their own.
                    using var own = served.Fresh();
                    using var scope = NewDisposeScope();
                    own.forward(Ones(own)).mean().backward();
                }),
            () =>
            {
                Thread.Sleep(20);
                Interlocked.Exchange(ref network, served.Fresh()).Dispose();
                replaced++;
            }
        );
        network.Dispose();
        TestContext.Out.WriteLine(
            $"{correct} correct outputs, {refused} passes of a disposed network, {replaced} networks replaced"
        );
        Assert.That(correct + refused, Is.EqualTo(Threads * passes));
        Assert.That(correct, Is.GreaterThan(0));
    }

    private static Tensor Ones(TorchNetwork network) =>
        ones([2, .. network.Input.Shape.Select(size => (long)size)]);

    private static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }
}
