using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AgeFormal.Cli.Rendering;
using AgeFormal.Facade;
using AgeFormal.Learning;
using AgeFormal.Verification;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal</c>: the embedded network on the embedded digits, verified on the way.</summary>
internal static class DemonstrationCommand
{
    public static void SetOn(RootCommand root, GlobalOptions options, Terminal terminal) =>
        root.SetAction(
            (parsed, cancellation) =>
            {
                var start = Stopwatch.GetTimestamp();
                var demonstration = Demonstration.Embedded();
                var result = demonstration.Classify(cancellation: cancellation);
                cancellation.ThrowIfCancellationRequested();
                var report = demonstration.Verify(TrainedSubject.DefaultDigits, cancellation);
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(
                        new
                        {
                            result.Network,
                            result.Examples,
                            result.Errors,
                            result.AccuracyPercent,
                            Seconds = Math.Round(seconds, 2),
                            Verification = JsonDocument.Parse(report.ToJson()).RootElement,
                        }
                    );
                else
                {
                    Write(result, terminal.Output);
                    VerificationView.Write(report, terminal.Output);
                    terminal.Output.MarkupLineInterpolated(
                        CultureInfo.InvariantCulture,
                        $"[dim]{seconds:F1} s. ageformal --help lists what else there is.[/]"
                    );
                }
                return Task.FromResult(
                    VerificationView.IsSuccess(report) ? ExitCodes.Success : ExitCodes.Failure
                );
            }
        );

    private static void Write(EvaluationResult result, IAnsiConsole console) =>
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[bold]{result.Network}[/] classifies [bold]{result.Examples - result.Errors} of {result.Examples}[/] rotated MNIST digits correctly ({result.AccuracyPercent:F1} %); the digits were not trained on."
        );
}
