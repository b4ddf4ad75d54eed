using System.CommandLine;
using AgeFormal.Facade;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal attend NAME|FILE IMAGE -o FILE</c>: the attention maps of a network for an image, as files.</summary>
internal static class AttendCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var network = Arguments.NetworkOrFile();
        var image = ShownImage.Argument();
        var weights = Arguments.Weights();
        var seed = Arguments.Seed(
            "The seed of random weights, and of the input of a network that reads no digits."
        );
        var output = Arguments.Output(
            "The file: NAME.png or NAME.svg for a drawing of all maps, NAME.npy for their values; of several maps each has a file, NAME.LAYER.MAP.npy.",
            "FILE"
        );
        output.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (
                    !CapturedMaps.Endings.Contains(
                        Path.GetExtension(token.Value).ToLowerInvariant()
                    )
                )
                    result.AddError(
                        $"Option '--output' is '{token.Value}'; expected a name that ends in .png, .svg or .npy."
                    );
        });
        var command = new Command(
            "attend",
            """
            Writes the attention maps of a network for an image: each map at every element h of H, maps over positions laid over the image, with arrows for the orientations, maps over channels as cells.

            Example:
              ageformal attend alphaf-p4-cnn 7 -o maps.png
              ageformal attend my.safetensors digit.png -o maps.svg
              ageformal attend alpha-p4-cnn --seed 3 -o maps.npy
            """
        )
        {
            network,
            image,
            weights,
            seed,
            output,
        };
        NetworkSource.Check(network, weights);
        command.SetAction(
            (parsed, cancellation) =>
            {
                var trained = TrainedSubject.Load(
                    parsed.GetRequiredValue(network),
                    parsed.GetValue(weights)?.FullName,
                    parsed.GetValue(seed),
                    cancellation
                );
                if (!trained.Op.AttentionMaps().Any())
                    throw new ArgumentException(
                        $"{trained.Network.Name} has no attention, so that there are no maps; ageformal show draws its features."
                    );
                var shown = ShownImage.Read(
                    parsed.GetValue(image),
                    trained,
                    parsed.GetValue(seed),
                    cancellation
                );
                var maps = trained.Attend(shown.Upright, shown.Axes);
                var files = maps.Write(parsed.GetRequiredValue(output).FullName, cancellation);
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(
                        new
                        {
                            Network = trained.Network.Name,
                            Input = shown.Name,
                            Maps = maps.Maps.Select(map => new
                            {
                                map.Name,
                                map.Layer,
                                map.Map,
                                map.IsOnInput,
                                map.Elements,
                                map.Layout,
                            }),
                            Files = files,
                        }
                    );
                else
                {
                    var writer = terminal.Output.Profile.Out.Writer;
                    foreach (var map in maps.Maps)
                        writer.WriteLine(
                            $"{map.Name} {map.Layout}, h: {string.Join(", ", map.Elements)}"
                        );
                    foreach (var file in files)
                        writer.WriteLine($"wrote {file}");
                }
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }
}
