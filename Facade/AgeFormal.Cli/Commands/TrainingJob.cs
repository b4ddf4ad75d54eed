using AgeFormal.Learning.Training;

namespace AgeFormal.Cli.Commands;

/// <summary>A command in one process, or in all processes of an MPI job, of which the first one speaks and writes.</summary>
internal static class TrainingJob
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Runs a command; a failure in one process ends the job, as the others would wait for it forever.</summary>
    /// <param name="isParallel">Whether the process is one of a job.</param>
    /// <param name="terminal">Where the first process speaks.</param>
    /// <param name="command">The command, with the terminal of this process and the job.</param>
    public static Task<int> Run(
        bool isParallel,
        Terminal terminal,
        Func<Terminal, ICollective?, int> command
    )
    {
        if (!isParallel)
            return Task.FromResult(command(terminal, null));
        using var world = MpiWorld.Start();
        try
        {
            return Task.FromResult(
                command(
                    world.Rank == 0 ? terminal : Terminal.Plain(TextWriter.Null, TextWriter.Null),
                    world
                )
            );
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The first process has the first word: what fails in all of them is said once.
            if (world.Rank > 0)
                Thread.Sleep(Grace);
            terminal.WriteError(
                world.Rank == 0 ? failure.Message : $"process {world.Rank}: {failure.Message}"
            );
            terminal.Error.Profile.Out.Writer.Flush();
            MpiWorld.Abort(ExitCodes.Failure);
            return Task.FromResult(ExitCodes.Failure);
        }
    }
}
