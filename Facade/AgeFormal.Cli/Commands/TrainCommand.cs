using System.CommandLine;
using System.Globalization;
using AgeFormal.Cli.Rendering;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using AgeFormal.Networks.Weights;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal train NETWORK --data DIR --epochs N</c>: a plain training on rotated digits.</summary>
internal static class TrainCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var network = Arguments.Network();
        var data = Arguments.Data();
        var epochs = Arguments.Number(
            "--epochs",
            "Passes over the training digits.",
            10,
            1,
            100_000
        );
        var digits = Arguments.Number(
            "--digits",
            "How many of the 10 000 training digits are trained on, the first ones.",
            RotatedMnist.TrainingCount,
            1,
            RotatedMnist.TrainingCount
        );
        var held = Arguments.Number(
            "--validation",
            "How many of the 2 000 digits held out are classified after each epoch.",
            RotatedMnist.ValidationCount,
            1,
            RotatedMnist.ValidationCount
        );
        var batch = Arguments.Number(
            "--batch",
            "The digits of a step.",
            new TrainingRecipe().BatchSize,
            1,
            RotatedMnist.TrainingCount
        );
        var seed = Arguments.Seed(
            "The seed of the initial weights, the order of the digits, dropout and angles."
        );
        var output = new Option<FileInfo>("--output", "-o")
        {
            Description = "The safetensors file to write; NETWORK.safetensors by default.",
            HelpName = "FILE",
        };
        var command = new Command(
            "train",
            """
            Trains a network on rotated digits (Adam, cross-entropy) and writes its weights. 2 000 digits are held out; the test file is not read.

            Example:
              ageformal train p4-cnn --data mnist --epochs 5 --output p4.safetensors
              ageformal train alpha-p4-cnn --data mnist --digits 2000 --validation 200 --epochs 2
            """
        )
        {
            network,
            data,
            epochs,
            digits,
            held,
            batch,
            seed,
            output,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var subject = Catalogue.Parse(parsed.GetRequiredValue(network));
                var recipe = new TrainingRecipe
                {
                    Epochs = parsed.GetValue(epochs),
                    BatchSize = parsed.GetValue(batch),
                    Seed = parsed.GetValue(seed),
                };
                var target =
                    parsed.GetValue(output)?.FullName
                    ?? Path.GetFullPath($"{subject.Name}.safetensors");
                if (!Directory.Exists(Path.GetDirectoryName(target)))
                    throw new DirectoryNotFoundException(
                        $"the folder of the output '{target}' does not exist; it is expected before the training starts."
                    );
                var (all, others) = RotatedMnist.LoadTraining(
                    parsed.GetRequiredValue(data).FullName,
                    recipe.Seed,
                    cancellation
                );
                var training = all.Slice(0, parsed.GetValue(digits));
                var validation = others.Slice(0, parsed.GetValue(held));
                var result = TrainingLoop.Run(
                    subject,
                    training,
                    validation,
                    recipe,
                    new Immediate<EpochReport>(report => Write(report, terminal.Error)),
                    cancellation
                );
                Safetensors.Write(target, result.Parameters, cancellation);
                var last = result.History[^1];
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(
                        new
                        {
                            Network = subject.Name,
                            recipe.Epochs,
                            recipe.BatchSize,
                            recipe.Seed,
                            TrainingExamples = training.Count,
                            ValidationExamples = validation.Count,
                            last.ValidationErrorPercent,
                            Weights = target,
                            result.History,
                        }
                    );
                else
                    terminal.Output.MarkupLineInterpolated(
                        CultureInfo.InvariantCulture,
                        $"[bold]{subject.Name}[/]: validation error [bold]{last.ValidationErrorPercent:F2} %[/] after {recipe.Epochs} epochs; weights in {target}"
                    );
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }

    private static void Write(EpochReport report, IAnsiConsole console) =>
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"epoch {report.Epoch, 3}/{report.Epochs}  loss {report.TrainingLoss:F4}  validation loss {report.ValidationLoss:F4}  error {report.ValidationErrorPercent:F2} %"
        );
}
