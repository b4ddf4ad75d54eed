using System.CommandLine;
using AgeFormal.Cli.Files;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Onnx;
using AgeFormal.Operators;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal export NAME|FILE --onnx FILE</c>: the network as a model of the standard ONNX operators.</summary>
internal static class ExportCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var network = Arguments.NetworkOrFile();
        var weights = Arguments.Weights();
        weights.Description +=
            " Default: the embedded ones for p4-cnn, random ones (--seed) otherwise.";
        var seed = Arguments.Seed("The seed of random weights.");
        var onnx = new OutputOption("--onnx")
        {
            Description = "The ONNX file to write.",
            HelpName = "FILE",
            Required = true,
        };
        var isDouble = new Option<bool>("--float64")
        {
            Description =
                "Write 64-bit parameters and activations; runtimes may lack the convolution for them.",
        };
        var preprocess = new Option<bool>("--preprocess")
        {
            Description =
                $"Let the graph prepare the images: the input is then a stored image, grey values from 0 to {Preprocessing.White} in row order [batch, 1, rows, columns]. Without it the input is what the network reads, as 'preprocessing' in the metadata of the model says.",
        };
        var command = new Command(
            "export",
            $"""
            Writes a network with its weights as an ONNX model (opset {OnnxFile.Opset}, standard operators, kernels already transformed). The input is '{OnnxFile.Input}', the output '{OnnxFile.Output}', the size of the batch is free. The metadata hold the network, its group, the names of its classes, and how an image is prepared: division by 255, mean, deviation, order of the axes.

            Example:
              ageformal export p4-cnn --onnx p4-cnn.onnx
              ageformal export alpha-p4-cnn --weights alpha.safetensors --onnx alpha.onnx
              ageformal export my.safetensors --onnx my.onnx --preprocess
            """
        )
        {
            network,
            weights,
            seed,
            onnx,
            isDouble,
            preprocess,
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
                var target = parsed.GetRequiredValue(onnx).FullName;
                var precision = parsed.GetValue(isDouble) ? Precision.Double : Precision.Single;
                var isPreprocessed = parsed.GetValue(preprocess);
                trained.ExportOnnx(target, precision, isPreprocessed, cancellation);
                var size = new FileInfo(target).Length;
                var format = precision == Precision.Double ? "float64" : "float32";
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(
                        new
                        {
                            Network = trained.Network.Name,
                            Onnx = target,
                            OnnxFile.Opset,
                            Precision = format,
                            Bytes = size,
                            Preprocessing = trained.Preprocessing?.ToString(),
                            IsPreprocessed = isPreprocessed,
                            trained.Classes,
                        }
                    );
                else
                    terminal.Output.Profile.Out.Writer.WriteLine(
                        $"{trained.Network.Name}: ONNX model (opset {OnnxFile.Opset}, {format}, {size} bytes) in {target}{Reads(trained.Preprocessing, isPreprocessed)}"
                    );
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }

    private static string Reads(Preprocessing? preprocessing, bool isPreprocessed) =>
        preprocessing is null ? ""
        : isPreprocessed
            ? $"; it reads stored images, grey values from 0 to {Preprocessing.White} in row order"
        : $"; it reads prepared images: {preprocessing}";
}
