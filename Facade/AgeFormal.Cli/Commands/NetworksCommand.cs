using System.CommandLine;
using System.Globalization;
using System.Text;
using AgeFormal.Algebra;
using AgeFormal.Cli.Files;
using AgeFormal.Facade;
using AgeFormal.Networks;
using AgeFormal.Operators;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal networks [NAME…]</c>: the catalogue.</summary>
internal static class NetworksCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var names = new Argument<string[]>("networks")
        {
            Description =
                "Names [alpha-|alpha-ch-|alpha-sp-|alphaf-]GROUP-ARCHITECTURE[-wN][-strided][-cN]; by default those of the papers.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        names.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.StartsWith('-'))
                    result.AddError(UsageErrors.NoOption(result, token.Value));
        });
        var table = new OutputOption("--table")
        {
            Description =
                "Prove and execute each network and write the table as Markdown to this file.",
            HelpName = "FILE",
        };
        var seed = Arguments.Seed("The seed of parameters and inputs of --table.");
        var command = new Command(
            "networks",
            """
            Lists networks of the catalogue: name, group, input, trained parameters. Groups are those of ageformal group; z2 is p1. Architectures: cnn (rotated digits), allcnn, resnet44, densenet, unet (segmentation), and volume for groups of the cubic lattice. alpha is full attention, -ch and -sp its two parts alone, alphaf attention on the inputs. -strided has the strided convolutions of the original where the default has convolution and max pooling, which is exact; -wN stands for N channels in the first layer, the other widths in proportion, -cN for N classes.

            Example:
              ageformal networks --json
              ageformal networks alpha-p4m-cnn alphaf-p6-allcnn-strided
              ageformal networks --table docs/NETWORKS.md
            """
        )
        {
            names,
            table,
            seed,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var chosen = parsed.GetValue(names) is { Length: > 0 } given
                    ? given.Select(NetworkName.Parse).ToEqArray()
                    : Catalogue.Names;
                if (parsed.GetValue(table) is { } file)
                    WriteTable(
                        file.FullName,
                        chosen,
                        parsed.GetValue(seed),
                        terminal,
                        cancellation
                    );
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(chosen.Select(Describe));
                else if (parsed.GetValue(table) is null)
                    terminal.Output.Write(Table(chosen));
                return Task.FromResult(ExitCodes.Success);
            }
        );
        return command;
    }

    private static void WriteTable(
        string path,
        EqArray<NetworkName> names,
        int seed,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var surveys = new List<NetworkSurvey>();
        foreach (var (index, name) in names.Index())
        {
            terminal.Error.MarkupLineInterpolated($"[dim]{index + 1} of {names.Count}: {name}[/]");
            surveys.Add(NetworkSurvey.Of(name.Create(), seed, cancellation));
        }
        var text = NetworkTable.ToMarkdown(
            surveys.ToEqArray(),
            DateOnly.FromDateTime(DateTime.UtcNow),
            Machine.Describe()
        );
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)), cancellation);
    }

    private static object Describe(NetworkName name)
    {
        var network = name.Create();
        return new
        {
            network.Name,
            Group = network.Input.Group.Symbol,
            Architecture = name.ArchitectureName,
            Attention = Attention(name),
            ExactForm = name.Form == SamplingForm.Exact,
            Input = network.Input.ToString(),
            InputShape = network.Input.Shape,
            Parameters = network.CountParameters(),
        };
    }

    private static Table Table(EqArray<NetworkName> names)
    {
        var table = new Table()
            .Title("Networks")
            .Border(TableBorder.Rounded)
            .AddColumns("name", "group", "attention", "input");
        table.AddColumn(new TableColumn("parameters").RightAligned());
        NetworkArchitecture? last = null;
        foreach (var name in names)
        {
            if (last is not null && last != name.Architecture)
                table.AddEmptyRow();
            last = name.Architecture;
            var network = name.Create();
            table.AddRow(
                network.Name,
                network.Input.Group.Symbol,
                Attention(name),
                $"{network.Input.Channels}×{network.Input.Grid}",
                network.CountParameters().ToString("N0", CultureInfo.InvariantCulture)
            );
        }
        return table;
    }

    private static string Attention(NetworkName name) =>
        name.Attention.Prefix is { Length: > 0 } prefix ? prefix.TrimEnd('-') : "none";
}
