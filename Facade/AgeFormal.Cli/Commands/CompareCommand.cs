using System.CommandLine;
using System.Globalization;
using AgeFormal.Facade;
using AgeFormal.Networks.Weights;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal compare NAME|FILE --vectors V</c>: recorded outputs, number for number.</summary>
internal static class CompareCommand
{
    private const double DefaultTolerance = 1e-5;

    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var network = Arguments.NetworkOrFile();
        var weights = Arguments.Weights();
        var vectors = new Option<FileInfo>("--vectors")
        {
            Description = "A safetensors file with 'input', 'logits' and, optionally, 'act.LAYER'.",
            HelpName = "FILE",
            Required = true,
        };
        var tolerance = new Option<double>("--tolerance")
        {
            Description =
                "The largest relative error max|a−b|/max|b| of a tensor that counts as equal.",
            HelpName = "NUMBER",
            DefaultValueFactory = _ => DefaultTolerance,
        };
        tolerance.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (
                    double.TryParse(
                        token.Value,
                        NumberStyles.Float,
                        CultureInfo.InvariantCulture,
                        out var value
                    ) && !(value >= 0)
                )
                    result.AddError(
                        $"--tolerance is {token.Value}, expected a number that is not negative."
                    );
        });
        var command = new Command(
            "compare",
            """
            Runs recorded inputs in float64 and compares logits and layer outputs with the recorded ones. Exit code 0 if all are within the tolerance.

            Example:
              ageformal compare p4-cnn --weights p4cnn.safetensors --vectors p4cnn.vectors.safetensors
              ageformal compare my.safetensors --vectors my.vectors.safetensors
            """
        )
        {
            network,
            weights,
            vectors,
            tolerance,
        };
        NetworkSource.Check(network, weights, areRequired: true);
        command.SetAction(
            (parsed, cancellation) =>
            {
                var trained = NetworkSource.Read(
                    parsed.GetRequiredValue(network),
                    parsed.GetValue(weights)?.FullName,
                    cancellation
                );
                var file = parsed.GetRequiredValue(vectors).FullName;
                var result = Comparison.Run(
                    trained,
                    Safetensors.Read(file, cancellation),
                    file,
                    cancellation
                );
                var bound = parsed.GetValue(tolerance);
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(Describe(result, bound));
                else
                    Write(result, bound, terminal.Output);
                return Task.FromResult(
                    result.IsWithin(bound) ? ExitCodes.Success : ExitCodes.Failure
                );
            }
        );
        return command;
    }

    private static object Describe(ComparisonResult result, double tolerance) =>
        new
        {
            result.Network,
            result.Examples,
            Precision = "float64",
            result.MaxRelativeError,
            Tolerance = tolerance,
            WithinTolerance = result.IsWithin(tolerance),
            Tensors = result.Tensors.Select(tensor => new
            {
                tensor.Name,
                tensor.Shape,
                tensor.RelativeError,
            }),
        };

    private static void Write(ComparisonResult result, double tolerance, IAnsiConsole console)
    {
        var table = new Table()
            .Title(Markup.Escape($"{result.Network}, {result.Examples} recorded inputs, float64"))
            .Border(TableBorder.Rounded)
            .AddColumns("tensor", "shape");
        table.AddColumn(new TableColumn("max|a−b| / max|b|").RightAligned());
        table.AddColumn("");
        foreach (var tensor in result.Tensors)
            table.AddRow(
                Markup.Escape(tensor.Name),
                Markup.Escape($"[{string.Join(", ", tensor.Shape)}]"),
                Number(tensor.RelativeError),
                tensor.RelativeError <= tolerance ? "[green]equal[/]" : "[red]differs[/]"
            );
        console.Write(table);
        console.MarkupLineInterpolated(
            $"largest relative error {Number(result.MaxRelativeError)}, tolerance {Number(tolerance)}: {(result.IsWithin(tolerance) ? "within" : "NOT within")}"
        );
    }

    private static string Number(double value) =>
        value.ToString("0.0E+0", CultureInfo.InvariantCulture);
}
