using System.CommandLine;
using AgeFormal.Algebra;
using AgeFormal.Cli.Files;
using AgeFormal.Learning.Training;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal plot RUN… -o FILE.svg</c>: the learning curves of trainings in one drawing.</summary>
internal static class PlotCommand
{
    private static readonly Dictionary<string, CurveMeasure> Measures = new(StringComparer.Ordinal)
    {
        ["validation-error"] = CurveMeasure.ValidationError,
        ["validation-loss"] = CurveMeasure.ValidationLoss,
        ["training-loss"] = CurveMeasure.TrainingLoss,
    };

    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var runs = new Argument<DirectoryInfo[]>("run")
        {
            Description =
                "Folders that train --out wrote: of one training, or of one for each of several seeds, which are drawn as their mean with bars of one standard deviation.",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "RUN",
        };
        var target = Arguments.Output("The drawing.", "FILE.svg");
        var measure = new Option<string>("--of")
        {
            Description = "What is drawn by the epoch.",
            DefaultValueFactory = _ => "validation-error",
            HelpName = "MEASURE",
        };
        measure.AcceptOnlyFromAmong([.. Measures.Keys]);
        var command = new Command(
            "plot",
            """
            Draws the learning curves of trainings beside each other, one line for each folder.

            Example:
              ageformal plot runs/z2 runs/p4 runs/alpha-p4 -o comparison.svg
              ageformal plot runs/p4 --of training-loss -o loss.svg
            """
        )
        {
            runs,
            target,
            measure,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var folders = parsed.GetRequiredValue(runs);
                var trainings = folders.Select(Trainings).ToEqArray();
                var file = parsed.GetRequiredValue(target).FullName;
                var word = parsed.GetRequiredValue(measure);
                TrainingCurves.Draw(file, Measures[word], trainings, cancellation);
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(
                        new
                        {
                            File = file,
                            Measure = word,
                            Trainings = trainings.Select(training => new
                            {
                                training.Name,
                                Runs = training.Runs.Count,
                                Epochs = training.Runs.Max(run => run.Count),
                            }),
                        }
                    );
                else
                    foreach (var training in trainings)
                        terminal.Output.MarkupLineInterpolated(
                            $"{training.Name}: {Count(training.Runs.Count, "run")}, {Count(training.Runs.Max(run => run.Count), "epoch")}"
                        );
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }

    // The folder of a training holds its history, that of a sweep a folder for each seed.
    private static ComparedTrainings Trainings(DirectoryInfo folder)
    {
        string[] histories =
            Histories(folder.FullName) is { Length: > 0 } own ? own
            : folder.Exists
                ?
                [
                    .. folder
                        .EnumerateDirectories()
                        .OrderBy(run => run.Name, StringComparer.Ordinal)
                        .SelectMany(run => Histories(run.FullName)),
                ]
            : [];
        return histories.Length > 0
            ? new(folder.Name, histories.Select(HistoryFile.Read).ToEqArray())
            : throw new FileNotFoundException(
                $"There is no {TrainingPlaces.JsonLinesName} in {folder.FullName} or in a folder of it; expected a folder that ageformal train --out wrote."
            );
    }

    private static string[] Histories(string folder) =>
        Path.Combine(folder, TrainingPlaces.JsonLinesName) is var file && File.Exists(file)
            ? [file]
            : [];

    private static string Count(int count, string what) =>
        $"{count} {what}{(count == 1 ? "" : "s")}";
}
