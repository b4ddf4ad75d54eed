using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AgeFormal.Cli.Rendering;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal evaluate NAME|FILE --data DIR</c>: the test error.</summary>
internal static class EvaluateCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var network = Arguments.NetworkOrFile();
        var weights = Arguments.Weights();
        var data = Arguments.Data();
        var seed = Arguments.Seed("The seed of the angles of MNIST digits.");
        var command = new Command(
            "evaluate",
            """
            Reads the test set of a folder, prepares it as the weights say, and prints the test error. From MNIST files rotated MNIST is made; weights of its networks that do not say read it as it was published.

            Example:
              ageformal evaluate p4-cnn --weights p4cnn.safetensors --data mnist
              ageformal evaluate my.safetensors --data cifar10
            """
        )
        {
            network,
            weights,
            data,
            seed,
        };
        NetworkSource.Check(network, weights, areRequired: true);
        command.SetAction(
            (parsed, cancellation) =>
            {
                var start = Stopwatch.GetTimestamp();
                var trained = NetworkSource.Read(
                    parsed.GetRequiredValue(network),
                    parsed.GetValue(weights)?.FullName,
                    cancellation
                );
                var folder = DataFolder.Recognise(parsed.GetRequiredValue(data).FullName);
                terminal.Error.Profile.Out.Writer.WriteLine($"data: {folder}");
                var images = TrainingData.LoadTest(
                    folder,
                    trained.Op.Input,
                    trained.RequirePreprocessing(),
                    parsed.GetValue(seed),
                    trained.Classes,
                    cancellation
                );
                var things = folder.IsMnist ? "rotated digits" : "images";
                var result = ProgressBar.Run(
                    terminal.Error,
                    $"classifying {images.Count} {things}",
                    images.Count,
                    advance =>
                        Evaluation.Run(
                            trained,
                            images,
                            new Immediate<EvaluationProgress>(report => advance(report.Done)),
                            cancellation
                        )
                );
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(
                        new
                        {
                            result.Network,
                            result.Examples,
                            result.Errors,
                            result.ErrorPercent,
                            result.Loss,
                            Data = folder.Description,
                            Seed = parsed.GetValue(seed),
                            Precision = "float32",
                            Seconds = Math.Round(seconds, 2),
                        }
                    );
                else
                    Write(result, things, seconds, terminal.Output);
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }

    private static void Write(
        EvaluationResult result,
        string things,
        double seconds,
        IAnsiConsole console
    ) =>
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[bold]{result.Network}[/]: test error [bold]{result.ErrorPercent:F2} %[/] ({result.Errors} of {result.Classes.Count} {(result.Classes.Count == result.Examples ? things : "points")}), cross-entropy {result.Loss:F4}, {seconds:F1} s"
        );
}
