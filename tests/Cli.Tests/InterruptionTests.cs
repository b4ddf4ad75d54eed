namespace AgeFormal.Cli.Tests;

public sealed class InterruptionTests
{
    [Test]
    public async Task A_command_that_does_not_ask_ends_all_the_same()
    {
        using var interruption = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        var code = Interruption.Run(
            () =>
            {
                interruption.Cancel();
                release.Wait(CancellationToken.None);
                return Task.FromResult(ExitCodes.Success);
            },
            interruption.Token,
            TimeSpan.FromMilliseconds(1)
        );
        Assert.That(await code, Is.EqualTo(ExitCodes.Interrupted));
        release.Set();
    }

    [Test]
    public async Task A_command_that_ends_by_itself_gives_its_own_exit_code()
    {
        using var interruption = new CancellationTokenSource();
        Assert.That(
            await Interruption.Run(() => Task.FromResult(ExitCodes.Failure), interruption.Token),
            Is.EqualTo(ExitCodes.Failure)
        );
        Assert.That(
            await Interruption.Run(
                async () =>
                {
                    await interruption.CancelAsync();
                    return ExitCodes.Interrupted;
                },
                interruption.Token,
                Timeout.InfiniteTimeSpan
            ),
            Is.EqualTo(ExitCodes.Interrupted)
        );
    }

    [Test]
    public void A_failure_of_a_command_is_that_of_the_run() =>
        Assert.That(
            async () =>
                await Interruption.Run(
                    () => throw new InvalidOperationException("broken"),
                    CancellationToken.None
                ),
            Throws.InvalidOperationException.With.Message.EqualTo("broken")
        );
}
