using System.CommandLine;
using AgeFormal.Cli.Rendering;
using AgeFormal.Verification;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal verify NETWORK</c>: theorem, grid and execution.</summary>
internal static class VerifyCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var network = Arguments.Network();
        var weights = Arguments.Weights();
        weights.Description +=
            " Default: the embedded ones for p4-cnn, random ones (--seed) otherwise.";
        var digits = Arguments.Number(
            "--digits",
            "How many of the embedded digits the residual is measured on.",
            Subject.DefaultDigits,
            1,
            Subject.MostDigits
        );
        var seed = Arguments.Seed("The seed of random weights.");
        var derivations = new Option<bool>("--derivations")
        {
            Description = "Print the derivation of each kind of layer.",
        };
        var latex = new Option<bool>("--latex") { Description = "Print derivations in LaTeX." };
        var command = new Command(
            "verify",
            """
            Verifies a network: the theorem by derivation, exactness on the grid, the executed network over all of H. Exit code 0 if the theorem is proved and execution agrees with it on every element that the grid keeps exact.

            Example:
              ageformal verify p4-cnn
              ageformal verify p4m-cnn --derivations
            """
        )
        {
            network,
            weights,
            digits,
            seed,
            derivations,
            latex,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var trained = Subject.Load(
                    parsed.GetRequiredValue(network),
                    parsed.GetValue(weights)?.FullName,
                    parsed.GetValue(seed),
                    cancellation
                );
                var report = Subject.Verify(trained, parsed.GetValue(digits));
                if (parsed.GetValue(options.Json))
                    terminal.Output.Profile.Out.Writer.WriteLine(report.ToJson());
                else
                {
                    if (parsed.GetValue(derivations) || parsed.GetValue(latex))
                        WriteDerivations(report, parsed.GetValue(latex), terminal);
                    VerificationView.Write(report, terminal.Output);
                }
                return Task.FromResult(
                    VerificationView.IsSuccess(report) ? CommandLine.Success : CommandLine.Failure
                );
            }
        );
        return command;
    }

    // One derivation per kind of block: layers of one kind differ in sizes alone.
    private static void WriteDerivations(VerificationReport report, bool latex, Terminal terminal)
    {
        foreach (var layer in report.Layers.DistinctBy(layer => layer.Block))
        {
            if (layer.Theorem is not Verdict.Proved proved)
                continue;
            terminal.Output.MarkupLineInterpolated($"[bold]{layer.Block}[/] ({layer.Path})");
            terminal.Output.Profile.Out.Writer.WriteLine(
                latex ? proved.Derivation.ToLatex() : proved.Derivation.ToText()
            );
        }
    }
}
