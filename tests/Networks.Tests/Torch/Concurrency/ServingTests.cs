using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Torch.Concurrency;

/// <summary>Threads that share a network get what one thread alone gets, or an error that names the network.</summary>
[NonParallelizable]
public sealed class ServingTests
{
    private const int Threads = 8;
    private const int Passes = 8;

    private readonly Served _served = Served.Example;

    [TestCase(25)]
    [TestCase(2000, Category = "Long")]
    public void First_passes_of_a_fresh_network_agree(int networks)
    {
        for (var i = 0; i < networks; i++)
        {
            using var network = _served.Fresh();
            Crew.Run(Crew.Of(Threads, () => _served.AssertFirst(network.Run(_served.Input))));
        }
    }

    [Test]
    public void First_passes_at_once_build_the_kernels_once()
    {
        using var network = _served.Fresh();
        Crew.Run(Crew.Of(Threads, () => network.Run(_served.Input)));
        Assert.That(network.Evaluations, Is.EqualTo(1));
    }

    [Test]
    public void A_pass_beside_loading_sees_one_set_of_weights()
    {
        using var network = _served.Fresh();
        var turn = 0;
        Crew.Run(
            Serving(() => _served.AssertEither(network.Run(_served.Input))),
            () => network.Load(_served.Weights[++turn % 2])
        );
    }

    [Test]
    public void A_run_beside_mode_switches_is_in_evaluation_mode()
    {
        using var network = _served.Fresh();
        Crew.Run(
            Serving(() => _served.AssertFirst(network.Run(_served.Input))),
            () => network.train(),
            network.eval,
            network.DropKernels
        );
    }

    [Test]
    public void A_forward_pass_keeps_the_mode_in_which_it_began()
    {
        var op = Typing.Elaborate(
            new Op.Sequence([.. Enumerable.Repeat(new Layer("", new Op.Dropout(0.5)), 12)]),
            _served.Op.Input
        );
        using var network = TorchNetwork.Create(op);
        network.eval();
        using var ones = SignalTensor.Write(
            Signal<double>.Generate(op.Input, 1, _ => 1),
            new(ScalarType.Float32, CPU)
        );
        // In evaluation all values are 1; in training each is 0 or 2¹². Anything between is of both modes.
        Crew.Run(
            Serving(() =>
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var values = network.forward(ones).data<float>().ToArray();
                Assert.That(
                    values.All(value => value is 0 or 1) || values.All(value => value is 0 or 4096)
                );
            }),
            () => network.train(),
            network.eval
        );
    }

    [Test]
    public void Serving_beside_gradients_is_undisturbed()
    {
        using var network = _served.Fresh();
        Crew.Run(
            Serving(() => _served.AssertFirst(network.Run(_served.Input))),
            Crew.Of(2, () => Backpropagate(network)).ToArray()
        );
    }

    [Test]
    public void Serving_beside_an_optimiser_stays_finite()
    {
        using var network = _served.Fresh();
        using var optimiser = optim.SGD(network.TrainedParameters, 1e-3);
        Crew.Run(
            Serving(() =>
                Assert.That(
                    network.Run(_served.Input).Values,
                    Has.All.Matches<double>(double.IsFinite)
                )
            ),
            () =>
            {
                Backpropagate(network);
                optimiser.step();
                optimiser.zero_grad();
            }
        );
    }

    [Test]
    public void A_pass_beside_a_change_of_format_is_in_one_of_the_formats()
    {
        using var network = _served.Fresh();
        var turn = 0;
        Crew.Run(
            Serving(() => _served.AssertFirst(network.Run(_served.Input))),
            () => network.to(++turn % 2 == 0 ? ScalarType.Float32 : ScalarType.Float64)
        );
    }

    [TestCase(8)]
    [TestCase(1000, Category = "Long")]
    public void A_pass_of_a_disposed_network_is_an_error_that_names_it(int networks)
    {
        for (var i = 0; i < networks; i++)
        {
            var network = _served.Fresh();
            var warm = new CountdownEvent(Threads);
            Crew.Run([
                .. Crew.Of(
                    Threads,
                    () =>
                    {
                        var error = Assert.Throws<ObjectDisposedException>(() =>
                        {
                            for (var pass = 0; ; pass++)
                            {
                                _served.AssertFirst(network.Run(_served.Input));
                                if (pass == 0)
                                    warm.Signal();
                            }
                        });
                        Assert.That(error!.ObjectName, Does.Contain($"{_served.Op.Output}"));
                    }
                ),
                () =>
                {
                    warm.Wait();
                    network.Dispose();
                },
            ]);
        }
    }

    [TestCase(8)]
    [TestCase(1000, Category = "Long")]
    public void A_network_dropped_during_its_pass_lives_until_its_end(int networks)
    {
        using var ended = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        Crew.Run(
            Crew.Of(
                2,
                () =>
                {
                    for (var i = 0; i < networks; i++)
                        _served.AssertFirst(_served.Fresh().Run(_served.Input));
                }
            )
        );
        ended.Cancel();
        collector.Join();
    }

    private static IReadOnlyList<Action> Serving(Action pass) =>
        Crew.Of(
            Threads,
            () =>
            {
                for (var i = 0; i < Passes; i++)
                    pass();
            }
        );

    private void Backpropagate(TorchNetwork network)
    {
        using var scope = NewDisposeScope();
        var input = SignalTensor.Write(_served.Input, new(ScalarType.Float32, CPU));
        network.forward(input).mean().backward();
    }
}
