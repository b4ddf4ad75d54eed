using AgeFormal.Networks.Torch;

namespace AgeFormal.Networks.Tests.Torch.Concurrency;

/// <summary>Passes run beside each other, changes alone, nothing after the end.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PassGateTests
{
    private readonly PassGate _gate = new("net");

    [Test]
    public void Two_passes_run_at_once()
    {
        using var both = new Barrier(2);
        // Each waits inside of its pass for the other one.
        Crew.Run(Crew.Of(2, () => _gate.Pass(both.SignalAndWait)));
    }

    [Test]
    public void A_change_waits_for_the_running_pass()
    {
        using var inside = new ManualResetEventSlim();
        using var changing = new ManualResetEventSlim();
        var passed = false;
        Crew.Run(
            () =>
                _gate.Pass(() =>
                {
                    inside.Set();
                    changing.Wait();
                    Thread.Yield();
                    passed = true;
                }),
            () =>
            {
                inside.Wait();
                changing.Set();
                Assert.That(_gate.Alone(() => passed), Is.True);
            }
        );
    }

    [Test]
    public void A_pass_inside_of_a_pass_runs() =>
        Assert.That(_gate.Pass(() => _gate.Pass(() => 3)), Is.EqualTo(3));

    [Test]
    public void A_change_inside_of_a_pass_is_refused_by_name()
    {
        Assert.That(
            () => _gate.Pass(() => _gate.Alone(() => 1)),
            Throws.InvalidOperationException.With.Message.Contains("net: expected a change")
        );
        Assert.That(
            () => _gate.Pass(() => _gate.Close(() => { })),
            Throws.InvalidOperationException
        );
        Assert.That(_gate.Alone(() => 2), Is.EqualTo(2));
    }

    [Test]
    public void A_closed_gate_lets_nothing_in_and_releases_once()
    {
        var releases = 0;
        _gate.Close(() => releases++);
        _gate.Close(() => releases++);
        Assert.That(releases, Is.EqualTo(1));
        foreach (
            var use in new Action[] { () => _gate.Pass(() => { }), () => _gate.Alone(() => 1) }
        )
            Assert.That(
                use,
                Throws.TypeOf<ObjectDisposedException>().With.Property("ObjectName").EqualTo("net")
            );
    }

    [Test]
    public void What_fails_inside_leaves_the_gate_open()
    {
        Assert.That(
            () => _gate.Pass(new Action(() => throw new FormatException())),
            Throws.TypeOf<FormatException>()
        );
        Assert.That(
            () => _gate.Alone<int>(() => throw new FormatException()),
            Throws.TypeOf<FormatException>()
        );
        Assert.That(_gate.Alone(() => 4), Is.EqualTo(4));
    }
}
