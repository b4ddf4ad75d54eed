using System.CommandLine;
using AgeFormal.Algebra;
using AgeFormal.Cli.Rendering;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal group SYMBOL</c>: a point group with its tables; without a symbol, the catalogue.</summary>
internal static class GroupCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var symbol = Arguments.OptionalName(
            "symbol",
            "p1, p2, p4, pm, cm, pmm, cmm, p4m, p3, p6, p3m1, p31m, p6m, T, O, Oh, … ; none: list them."
        );
        var command = new Command(
            "group",
            """
            Shows a point group: elements, Cayley table with coloured cosets, generators, classes, subgroups, characters.

            Example:
              ageformal group p4m
              ageformal group Oh --json
            """
        )
        {
            symbol,
        };
        command.SetAction(parsed =>
        {
            var json = parsed.GetValue(options.Json);
            if (parsed.GetValue(symbol) is { } name)
                Show(GroupDescription.Of(PointGroups.Parse(name)), json, terminal);
            else
                List(json, terminal);
            return ExitCodes.Success;
        });
        return command;
    }

    private static void Show(GroupDescription group, bool json, Terminal terminal)
    {
        if (json)
            terminal.WriteJson(group.ToJson());
        else
            GroupView.Write(group, terminal.Output);
    }

    private static void List(bool json, Terminal terminal)
    {
        if (json)
            terminal.WriteJson(
                PointGroups.All.Select(group => new
                {
                    group.Symbol,
                    group.Name,
                    group.Order,
                    group.Dimension,
                    group.Lattice,
                })
            );
        else
            GroupView.WriteCatalogue(terminal.Output);
    }
}
