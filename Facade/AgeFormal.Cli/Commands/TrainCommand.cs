using System.CommandLine;
using System.Globalization;
using AgeFormal.Learning.Training;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal train NETWORK… --data DIR</c>: trainings by a recipe, whose state survives.</summary>
internal static class TrainCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var own = new TrainOptions();
        var command = new Command(
            "train",
            """
            Trains a network (cross-entropy) by a recipe and writes its weights. 2 000 digits are held out; the test file is not read. The state is written after every epoch and when the training is interrupted; --resume goes on from it, and the end is the same, bit for bit.

            Example:
              ageformal train p4-cnn --data mnist --epochs 5 --output p4.safetensors
              ageformal train p4-cnn --data mnist --recipe rotated-mnist --out run --keep-best
              ageformal train p4-cnn --data mnist --out run --resume
              ageformal train p4-allcnn --data cifar-10-batches-bin --recipe all-cnn --out run
              ageformal train p4-cnn-c5 --data pictures --from p4-cnn.safetensors --freeze-until c7
              ageformal train p4-cnn --data mnist --optimizer sgd --rate 0.05 --schedule cosine --warm-up 2 --seeds 0..4
              ageformal train z2-cnn p4-cnn p4m-cnn --data mnist --seeds 0..2 --out runs
            """
        );
        own.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                TrainingJob.Run(
                    parsed.GetValue(own.DataParallel) || parsed.GetValue(own.SweepParallel),
                    terminal,
                    (shown, processes) => Run(own, options, parsed, shown, processes, cancellation)
                )
        );
        return command;
    }

    private static int Run(
        TrainOptions own,
        GlobalOptions options,
        ParseResult parsed,
        Terminal terminal,
        ICollective? processes,
        CancellationToken cancellation
    )
    {
        try
        {
            var apart = parsed.GetValue(own.SweepParallel) ? processes : null;
            var runs = TrainingCommandRun
                .All(own, parsed, terminal, apart is null ? processes : null)
                .Index()
                .Where(one => apart is null || one.Index % apart.Ranks == apart.Rank)
                .ToArray();
            foreach (var (_, run) in runs)
                run.Prepare();
            SweepEntry[] entries =
            [
                .. runs.Select(one => SweepEntry.Of(one.Index, one.Item.Train(cancellation))),
            ];
            if (apart is not null)
                entries = SweepEntry.Gathered(apart, entries);
            if (parsed.GetValue(options.Json))
                terminal.WriteJson(
                    entries is [var only]
                        ? only.Report
                        : new
                        {
                            Runs = entries.Select(entry => entry.Report),
                            Summaries = SweepEntry.Summaries(entries),
                        }
                );
            else
                Write(entries, terminal.Output);
            return ExitCodes.Success;
        }
        catch (TrainingFileException fault) when (fault.File == RecipeOptions.Source)
        {
            terminal.WriteError(fault.Message);
            return ExitCodes.Usage;
        }
        catch (TrainingInterruptedException interrupted)
        {
            terminal.WriteError(interrupted.Message);
            return ExitCodes.Interrupted;
        }
    }

    private static void Write(SweepEntry[] entries, IAnsiConsole console)
    {
        foreach (var entry in entries)
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{entry.Text}");
        foreach (var summary in SweepEntry.Summaries(entries))
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{summary.Text}");
    }
}
