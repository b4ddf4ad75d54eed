using System.CommandLine;
using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Learning;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal inspect FILE</c>: what a file of weights holds.</summary>
internal static class InspectCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var file = Arguments.Name("file", "A safetensors file.");
        var command = new Command(
            "inspect",
            """
            Opens a safetensors file of weights and prints the network that it holds, its parameters by layer and how it was trained. A file that names no network is listed tensor by tensor, with the networks of the catalogue that it fits.

            Example:
              ageformal inspect p4-cnn.safetensors
              ageformal inspect weights.safetensors --json
            """
        )
        {
            file,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var inspection = WeightsInspection.Read(
                    Path.GetFullPath(parsed.GetRequiredValue(file)),
                    cancellation
                );
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(Describe(inspection));
                else
                    Write(inspection, terminal.Output);
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }

    private static object Describe(WeightsInspection inspection) =>
        new
        {
            File = inspection.Source,
            Network = inspection.Network?.Name,
            Group = inspection.Network?.Input.Group.Symbol,
            Input = inspection.Network?.Input.ToString(),
            Parameters = inspection.TrainedValues,
            inspection.StoredValues,
            Layers = inspection.Layers.Select(layer => new
            {
                layer.Path,
                layer.Block,
                Output = layer.Output.ToString(),
                layer.Tensors,
            }),
            inspection.Tensors,
            Metadata = inspection.Metadata.ToDictionary(),
            FittingNetworks = inspection.Fitting,
        };

    private static void Write(WeightsInspection inspection, IAnsiConsole console)
    {
        if (inspection.Network is { } network)
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[bold]{network.Name}[/] on {network.Input}: {inspection.TrainedValues:N0} parameters, {inspection.StoredValues:N0} stored values"
            );
            console.Write(Layers(inspection.Layers));
        }
        else
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"No network is named; {inspection.Tensors.Count} tensors, {inspection.StoredValues:N0} stored values"
            );
            console.Write(Tensors(inspection.Tensors));
            console.MarkupLineInterpolated(
                $"networks of the catalogue that fit: {(inspection.Fitting.Count == 0 ? "none" : string.Join(", ", inspection.Fitting))}"
            );
        }
        foreach (var (key, value) in inspection.Metadata)
            console.MarkupLineInterpolated($"{key}: {value}");
    }

    private static Table Layers(EqArray<InspectedLayer> layers)
    {
        var table = Bordered("layer", "block");
        foreach (var layer in layers)
        foreach (var (index, tensor) in layer.Tensors.Index())
            Add(table, tensor, index == 0 ? [layer.Path, layer.Block] : ["", ""]);
        return table;
    }

    private static Table Tensors(EqArray<InspectedTensor> tensors)
    {
        var table = Bordered();
        foreach (var tensor in tensors)
            Add(table, tensor);
        return table;
    }

    private static Table Bordered(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns(columns);
        table.AddColumns("tensor", "dtype", "shape");
        table.AddColumn(new TableColumn("values").RightAligned());
        return table;
    }

    private static void Add(Table table, InspectedTensor tensor, params string[] before) =>
        table.AddRow([
            .. before.Select(Markup.Escape),
            Markup.Escape(tensor.Name),
            tensor.Dtype,
            Markup.Escape($"[{string.Join(", ", tensor.Shape)}]"),
            tensor.Count.ToString("N0", CultureInfo.InvariantCulture),
        ]);
}
