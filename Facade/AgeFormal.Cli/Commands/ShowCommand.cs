using System.CommandLine;
using AgeFormal.Cli.Files;
using AgeFormal.Cli.Rendering;
using AgeFormal.Facade;
using AgeFormal.Facade.Showing;
using AgeFormal.Operators;
using AgeFormal.Verification;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal show SUBJECT [IMAGE] -o PAGE</c>: equivariance to look at.</summary>
internal static class ShowCommand
{
    private const int MostAngles = 72;
    private const int MostLayers = 64;

    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var subject = Arguments.Name(
            "subject",
            "The NAME of a network of the catalogue, a FILE of weights that this library wrote, a file NAME.design, or zoo:NAME for a design of the zoo."
        );
        var image = ShownImage.Argument();
        var weights = Arguments.Weights();
        weights.Description +=
            " Default: the embedded ones for p4-cnn, random ones (--seed) otherwise.";
        var seed = Arguments.Seed("The seed of random weights and inputs.");
        var angles = Arguments.Number(
            "--angles",
            "How many angles a full turn has; those between the elements of H are approximate. Fewer where the page would hold more than 2 MB of pictures.",
            24,
            0,
            MostAngles
        );
        var layers = Arguments.Number(
            "--layers",
            "How many layers or maps are shown at most.",
            14,
            1,
            MostLayers
        );
        var output = Arguments.Output("The page.", "FILE.html");
        var command = new Command(
            "show",
            """
            Writes a page that shows equivariance in any browser, without a network: the input with a slider over the elements of H and the angles between, the attention maps of each layer (features, of a network without attention) turning and changing places, and the same turned back beside the residual. Each was computed by running the network on that turned input.

            A design is shown as a layer of a small random signal; a refuted one with its counterexample.

            Example:
              ageformal show p4-cnn 7 -o page.html
              ageformal show alphaf-p4-cnn digit.png -o page.html
              ageformal show zoo:kernel-of-absolute-h -o page.html
            """
        )
        {
            subject,
            image,
            weights,
            seed,
            angles,
            layers,
            output,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var word = parsed.GetRequiredValue(subject);
                var path = parsed.GetRequiredValue(output).FullName;
                var draw = parsed.GetValue(seed);
                var steps = parsed.GetValue(angles);
                var shown = DesignSource.Names(word)
                    ? Design(word, draw, steps, cancellation)
                    : Network(
                        word,
                        parsed.GetValue(weights)?.FullName,
                        parsed.GetValue(image),
                        (draw, steps, parsed.GetValue(layers)),
                        cancellation
                    );
                TextFile.Write(path, shown.Page, cancellation);
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(
                        new
                        {
                            Subject = word,
                            Page = path,
                            Input = shown.Run?.Input.Name,
                            shown.Run?.Tolerance,
                            Positions = shown.Run?.Turns.Select(
                                (turn, index) =>
                                    new
                                    {
                                        turn.Name,
                                        turn.IsExact,
                                        Residuals = shown.Run.Signals.ToDictionary(
                                            signal => signal.Place.Name,
                                            signal => signal.Values[index].Residual
                                        ),
                                    }
                            ),
                        }
                    );
                else
                    Write(shown.Run, path, terminal);
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }

    private static (string Page, TurnedRun? Run) Network(
        string word,
        string? weights,
        string? image,
        (int Seed, int Angles, int Layers) asked,
        CancellationToken cancellation
    )
    {
        var trained = TrainedSubject.Load(word, weights, asked.Seed, cancellation);
        var input = ShownImage.Read(image, trained, asked.Seed, cancellation);
        var run = TurnedRun.Of(trained, input, asked.Angles, asked.Layers, cancellation);
        var report = trained.Verify(
            input.Upright,
            new VerificationOptions { ExecutesLayers = false },
            cancellation
        );
        var source =
            weights is not null || NetworkSource.IsFile(word)
                ? $"weights of {Path.GetFileName(weights ?? word)}"
            : trained.Network.Name == Demonstration.EmbeddedNetwork ? "trained weights"
            : $"random weights, seed {asked.Seed}";
        return (NetworkShow.Write(trained, source, run, report), run);
    }

    private static (string Page, TurnedRun? Run) Design(
        string word,
        int seed,
        int angles,
        CancellationToken cancellation
    )
    {
        var (report, text) = DesignSource.Verify(word, cancellation);
        try
        {
            var run = DesignLayer.Run(report, seed, angles, cancellation);
            return (DesignShow.Write(report, text, run, null), run);
        }
        catch (Exception refused) when (refused is TypingException or NotSupportedException)
        {
            return (DesignShow.Write(report, text, null, refused.Message), null);
        }
    }

    private static void Write(TurnedRun? run, string path, Terminal terminal)
    {
        var writer = terminal.Output.Profile.Out.Writer;
        if (run is not null)
        {
            var exact = run.Turns.Count(turn => turn.IsExact);
            writer.WriteLine(
                $"{run.Input.Name}: {run.Signals.Count - 1} signal{(run.Signals.Count == 2 ? "" : "s")} at {exact} elements of H and {run.Turns.Count - exact} angles between; largest residual over the elements {TurnData.Number(TurnData.Largest(run))}, rounding allows {TurnData.Number(run.Tolerance)}"
            );
        }
        writer.WriteLine($"wrote {path}");
    }
}
