using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AgeFormal.Cli.Rendering;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal evaluate NAME|FILE --data DIR</c>: the test error on rotated digits.</summary>
internal static class EvaluateCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var network = Arguments.NetworkOrFile();
        var weights = Arguments.Weights();
        var data = Arguments.Data();
        var seed = Arguments.Seed("The seed of the digits' angles.");
        var command = new Command(
            "evaluate",
            """
            Makes the rotated test set from the MNIST files of a folder, prepares it as the weights say (files that do not say: as rotated MNIST is), and prints the test error.

            Example:
              ageformal evaluate p4-cnn --weights p4cnn.safetensors --data mnist
              ageformal evaluate my.safetensors --data mnist
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
                var digits = RotatedMnist.LoadTest(
                    parsed.GetRequiredValue(data).FullName,
                    parsed.GetValue(seed),
                    trained.Preprocessing,
                    cancellation
                );
                var result = ProgressBar.Run(
                    terminal.Error,
                    $"classifying {digits.Count} digits",
                    digits.Count,
                    advance =>
                        Evaluation.Run(
                            trained,
                            digits,
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
                            Seed = parsed.GetValue(seed),
                            Precision = "float32",
                            Seconds = Math.Round(seconds, 2),
                        }
                    );
                else
                    Write(result, seconds, terminal.Output);
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }

    private static void Write(EvaluationResult result, double seconds, IAnsiConsole console) =>
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[bold]{result.Network}[/]: test error [bold]{result.ErrorPercent:F2} %[/] ({result.Errors} of {result.Examples} rotated digits), cross-entropy {result.Loss:F4}, {seconds:F1} s"
        );
}
