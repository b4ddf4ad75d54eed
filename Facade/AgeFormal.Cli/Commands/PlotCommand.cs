using System.CommandLine;
using AgeFormal.Algebra;
using AgeFormal.Cli.Files;
using AgeFormal.Learning.Plots;
using AgeFormal.Learning.Training;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal plot RUN…|FILE.json… -o FILE</c>: what was measured in one drawing.</summary>
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
        var runs = new Argument<FileSystemInfo[]>("subject")
        {
            Description =
                "Folders that train --out wrote: of one training, or of one for each of several seeds, which are drawn as their mean with bars of one standard deviation. Or files of JSON: of evaluate --json, of train --json, of benchmarks -- batches.",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "RUN|FILE.json",
        };
        var target = Arguments.Output("The drawing, .svg or .png.", "FILE");
        var measure = new Option<string>("--of")
        {
            Description =
                "What is drawn: of folders validation-error, the default, validation-loss or training-loss by the epoch; of files the errors by angle, the confusion matrix, memory or time by the batch, or the error of each network with bars over its seeds, by default the first of these that all files have.",
            HelpName = "MEASURE",
        };
        measure.AcceptOnlyFromAmong([.. Measures.Keys, .. DocumentCharts.Words]);
        var command = new Command(
            "plot",
            """
            Draws what was measured: the learning curves of trainings beside each other, one line for each folder; or what the JSON documents of evaluate, train and the benchmarks hold.

            Example:
              ageformal plot runs/z2 runs/p4 runs/alpha-p4 -o comparison.svg
              ageformal plot runs/p4 --of training-loss -o loss.svg
              ageformal plot evaluated.json --of confusion -o confusion.png
              ageformal plot z2.json p4.json --of angles -o angles.svg
              ageformal plot sweep.json --of error -o comparison.svg
              ageformal plot batches.json --of memory -o memory.svg
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
                var subjects = parsed.GetRequiredValue(runs);
                if (subjects.Any(IsDocument))
                    return Documents(
                        parsed,
                        options,
                        subjects,
                        target,
                        measure,
                        terminal,
                        cancellation
                    );
                var folders = subjects.Select(subject => new DirectoryInfo(subject.FullName));
                var trainings = folders.Select(Trainings).ToEqArray();
                var file = parsed.GetRequiredValue(target).FullName;
                var word = parsed.GetValue(measure) ?? "validation-error";
                if (!Measures.TryGetValue(word, out var drawn))
                    throw new ArgumentException(
                        $"--of is {word}, which files of JSON have; of folders one of {string.Join(", ", Measures.Keys)} is expected."
                    );
                TrainingCurves.Draw(file, drawn, trainings, cancellation);
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

    // A name of nothing is read as what it ends in says, so that the error is about what was meant.
    private static bool IsDocument(FileSystemInfo subject) =>
        File.Exists(subject.FullName)
        || subject.Extension.Equals(".json", StringComparison.OrdinalIgnoreCase);

    private static Task<int> Documents(
        ParseResult parsed,
        GlobalOptions options,
        FileSystemInfo[] subjects,
        Option<FileInfo> target,
        Option<string> measure,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        if (subjects.FirstOrDefault(subject => !IsDocument(subject)) is { } folder)
            throw new ArgumentException(
                $"{folder} is no file of JSON; either folders of trainings or files of JSON are expected."
            );
        var documents = subjects
            .Select(subject => PlottedDocument.Read(subject.FullName))
            .ToArray();
        var file = parsed.GetRequiredValue(target).FullName;
        var (word, chart) = DocumentCharts.Of(parsed.GetValue(measure), documents);
        ChartFile.Write(file, chart, cancellation);
        if (parsed.GetValue(options.Json))
            terminal.WriteJson(
                new
                {
                    File = file,
                    Measure = word,
                    Documents = documents.Select(document => document.Name),
                }
            );
        else
            terminal.Output.MarkupLineInterpolated(
                $"{string.Join(", ", documents.Select(document => document.Name))}: {word}"
            );
        return Task.FromResult(ExitCodes.Success);
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
