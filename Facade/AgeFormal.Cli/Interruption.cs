namespace AgeFormal.Cli;

/// <summary>Commands end within two seconds of an interruption, also where they compute for longer without asking for it.</summary>
internal static class Interruption
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// The exit code of a command, or <see cref="ExitCodes.Interrupted"/> when it has not ended some time after it was asked
    /// to. What it leaves is whole: files are written beside their place and moved there at once.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellation">Asks it to end.</param>
    /// <param name="grace">How long it may take to end by itself.</param>
    public static async Task<int> Run(
        Func<Task<int>> command,
        CancellationToken cancellation,
        TimeSpan? grace = null
    )
    {
        var running = Task
            .Factory.StartNew(
                command,
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            .Unwrap();
        var interrupted = new TaskCompletionSource();
        await using var registration = cancellation.Register(interrupted.SetResult);
        if (await Task.WhenAny(running, interrupted.Task) == running)
            return await running;
        return
            await Task.WhenAny(running, Task.Delay(grace ?? Grace, CancellationToken.None))
            == running
            ? await running
            : ExitCodes.Interrupted;
    }
}
