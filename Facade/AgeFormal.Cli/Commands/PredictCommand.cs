using System.CommandLine;
using System.Globalization;
using AgeFormal.Facade;
using AgeFormal.Learning;
using AgeFormal.Networks;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal predict NAME|FILE IMAGE…</c>: the class of pictures.</summary>
internal static class PredictCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var network = Arguments.NetworkOrFile();
        network.Description +=
            $" {Demonstration.EmbeddedNetwork} has weights of its own, which are used without --weights.";
        var images = new Argument<FileInfo[]>("image")
        {
            Description =
                "The pictures: PNG, JPEG or BMP, upright or not, grey or in colour, of any size.",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "IMAGE",
        };
        var weights = Arguments.Weights();
        var top = Arguments.Number(
            "--top",
            "How many classes are named for each picture.",
            1,
            1,
            1000
        );
        var command = new Command(
            "predict",
            """
            Classifies pictures. What the network reads (size, channels, mean, deviation, order of the axes) is in the file of its weights and done to each picture first.

            Example:
              ageformal predict p4-cnn digit.png
              ageformal predict my.safetensors one.png two.jpg --top 3
            """
        )
        {
            network,
            images,
            weights,
            top,
        };
        NetworkSource.Check(network, weights);
        command.SetAction(
            (parsed, cancellation) =>
            {
                var trained = Load(
                    parsed.GetRequiredValue(network),
                    parsed.GetValue(weights)?.FullName,
                    cancellation
                );
                using var predictor = trained.Predictor();
                var count = parsed.GetValue(top);
                var found = parsed
                    .GetRequiredValue(images)
                    .Select(file => file.ToString())
                    .Select(file =>
                        (File: file, Top: predictor.Predict(file, cancellation).Top(count))
                    )
                    .ToArray();
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(
                        new
                        {
                            Network = trained.Network.Name,
                            Preprocessing = predictor.Preprocessing.ToString(),
                            Predictions = found.Select(one => new { one.File, one.Top }),
                        }
                    );
                else
                    foreach (var (file, best) in found)
                        Write(file, best, terminal.Output);
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }

    // Random weights say nothing of a picture, so that a NAME without weights is refused but for the embedded ones.
    private static TrainedNetwork Load(
        string word,
        string? weights,
        CancellationToken cancellation
    ) =>
        weights is not null || NetworkSource.IsFile(word)
            ? NetworkSource.Read(word, weights, cancellation)
        : Catalogue.Parse(word).Name == Demonstration.EmbeddedNetwork
            ? Demonstration.Embedded().Trained
        : throw new ArgumentException(
            $"Option '--weights' is required with the NAME '{word}'; a FILE of weights in its place needs none."
        );

    private static void Write(string file, IReadOnlyList<RankedClass> best, IAnsiConsole console) =>
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"{file}: {string.Join(", ", best.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} ({100 * one.Probability:F1} %)")))}"
        );
}
