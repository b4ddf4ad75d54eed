using System.CommandLine;
using System.Globalization;
using AgeFormal.Networks;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal networks</c>: the catalogue.</summary>
internal static class NetworksCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var command = new Command(
            "networks",
            """
            Lists the networks of the catalogue: name, group, input, trained parameters.

            Example:
              ageformal networks --json
            """
        );
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(options.Json))
                terminal.WriteJson(Catalogue.All.Select(Describe));
            else
                terminal.Output.Write(Table());
            return CommandLine.Success;
        });
        return command;
    }

    private static object Describe(Network network) =>
        new
        {
            network.Name,
            Group = network.Input.Group.Symbol,
            Input = network.Input.ToString(),
            InputShape = network.Input.Shape,
            Parameters = network.CountParameters(),
        };

    private static Table Table()
    {
        var table = new Table()
            .Title("Networks")
            .Border(TableBorder.Rounded)
            .AddColumns("name", "group", "input");
        table.AddColumn(new TableColumn("parameters").RightAligned());
        foreach (var network in Catalogue.All)
            table.AddRow(
                network.Name,
                network.Input.Group.Symbol,
                network.Input.ToString(),
                network.CountParameters().ToString("N0", CultureInfo.InvariantCulture)
            );
        return table;
    }
}
