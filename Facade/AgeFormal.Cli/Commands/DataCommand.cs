using System.CommandLine;
using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Cli.Rendering;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Data.Downloads;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal data [NAME]</c>: fetches a data set, or lists those that can be fetched.</summary>
internal static class DataCommand
{
    private const long Kilobyte = 1000;

    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var name = Arguments.OptionalName(
            "name",
            $"The data set: {string.Join(", ", Names)}; all are listed where none is named."
        );
        var to = new Option<DirectoryInfo>("--to")
        {
            Description = "The folder; NAME by default. It is made where it is not there.",
            HelpName = "DIR",
        };
        var mirror = new Option<Uri>("--mirror")
        {
            Description =
                "Look for the files under their names at this address, http or https, in place of their publishers'.",
            HelpName = "URL",
            CustomParser = result =>
            {
                if (
                    Uri.TryCreate(
                        result.Tokens[0].Value.TrimEnd('/') + "/",
                        UriKind.Absolute,
                        out var address
                    ) && address.Scheme is "http" or "https"
                )
                    return address;
                result.AddError(
                    $"--mirror is '{result.Tokens[0].Value}', expected an address such as https://host/folder."
                );
                return null;
            },
        };
        var command = new Command(
            "data",
            """
            Fetches a data set from its publisher or a mirror, checks the sums that the publisher gives, and goes on with files that are begun. What is there already is not fetched again.

            Example:
              ageformal data
              ageformal data mnist --to mnist
              ageformal train p4-cnn --data mnist
            """
        )
        {
            name,
            to,
            mirror,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                if (parsed.GetValue(name) is not { } wanted)
                {
                    List(terminal, parsed.GetValue(options.Json));
                    return ExitCodes.Success;
                }
                if (Datasets.Find(wanted) is not { } set)
                {
                    terminal.WriteError(
                        $"no data set is called '{wanted}'; expected one of {string.Join(", ", Names)}.{NearestName.Hint(NearestName.Among(Names, wanted))}"
                    );
                    return ExitCodes.Usage;
                }
                var folder = parsed.GetValue(to)?.FullName ?? Path.GetFullPath(set.Name);
                await Fetch(set, folder, parsed.GetValue(mirror), terminal, cancellation);
                var found = DataFolder.Recognise(folder);
                if (parsed.GetValue(options.Json))
                    terminal.WriteJson(
                        new
                        {
                            set.Name,
                            Folder = folder,
                            found.Description,
                            Files = set.Files.Select(file => file.Kept),
                        }
                    );
                else
                    terminal.Output.Profile.Out.Writer.WriteLine($"{set.Name} is in {found}");
                return ExitCodes.Success;
            }
        );
        return command;
    }

    private static IEnumerable<string> Names => Datasets.All.Select(set => set.Name);

    private static void List(Terminal terminal, bool asJson)
    {
        if (asJson)
        {
            terminal.WriteJson(Datasets.All);
            return;
        }
        var table = new Table().Border(TableBorder.Rounded).AddColumns("name", "data", "from");
        foreach (var set in Datasets.All)
            table.AddRow(
                set.Name,
                Markup.Escape(set.Description),
                Markup.Escape(
                    string.Join(
                        ", ",
                        set.Files.SelectMany(file => file.Addresses)
                            .Select(at => at.Host)
                            .Distinct()
                    )
                )
            );
        terminal.Output.Write(table);
    }

    private static async Task Fetch(
        Dataset set,
        string folder,
        Uri? mirror,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var downloader = new Downloader(client);
        if (!terminal.Error.Profile.Capabilities.Interactive)
        {
            await downloader.Fetch(set, folder, mirror, cancellation: cancellation);
            return;
        }
        await terminal
            .Error.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new DownloadedColumn { Culture = CultureInfo.InvariantCulture },
                new TransferSpeedColumn { Culture = CultureInfo.InvariantCulture },
                new RemainingTimeColumn()
            )
            .StartAsync(context =>
            {
                var tasks = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
                return downloader.Fetch(
                    set,
                    folder,
                    mirror,
                    new Immediate<DownloadProgress>(report =>
                    {
                        if (!tasks.TryGetValue(report.File, out var task))
                            tasks[report.File] = task = context.AddTask(Markup.Escape(report.File));
                        task.MaxValue = report.Total ?? report.Done + Kilobyte;
                        task.Value = report.Done;
                    }),
                    cancellation
                );
            });
    }
}
