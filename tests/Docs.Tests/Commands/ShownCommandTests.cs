using System.CommandLine;
using AgeFormal.Cli;
using AgeFormal.Docs.Tests.Pages;
using AgeFormal.Facade;
using AgeFormal.Laws;

namespace AgeFormal.Docs.Tests.Commands;

/// <summary>The lines of the pages that call the tool, against the tool.</summary>
public sealed class ShownCommandTests
{
    // In this order, in a folder with what it names; a refuted design and what is refuted end with 1.
    private static readonly (string Command, int Exit)[] Run =
    [
        ("group p4m", 0),
        ("networks", 0),
        ("data", 0),
        ("verify my.design", 1),
        ("verify my.design --html report.html", 1),
        ("verify my.design --counterexample case.json", 1),
        ("replay case.json", 0),
        ("verify mine.design", 0),
        ("specialises squeeze-excitation", 0),
        ("verify zoo:squeeze-excitation", 0),
        ("export p4-cnn --onnx p4.onnx", 0),
        ("verify model.onnx", 1),
        ("check certificate.json model.onnx", 0),
        ("show p4-cnn 7 -o page.html", 0),
        ("attend alphaf-p4-cnn 7 -o maps.png", 0),
        ("predict p4-cnn digit.png", 0),
        ("inspect weights.safetensors", 0),
    ];

    private static readonly Dictionary<string, string> NotRunHere = new()
    {
        [""] = "the demonstration: EveryNetworkCommandTests and VerifyCommandTests run it",
        ["verify p4-cnn"] = "VerifyCommandTests runs it on every block of the report",
        ["verify my.safetensors"] = "NetworkFileTests runs it",
        ["verify p4-cnn --coq p4_cnn.v --smt p4-cnn.smt2"] =
            "CertificateFileTests runs it and has coqc and z3 read the files",
        ["zoo"] = "takes a minute; ZooCommandTests runs it",
        ["compare p4-cnn --weights W --vectors V"] =
            "needs recorded vectors; CompareCommandTests makes some",
        ["evaluate my.safetensors --data DIR"] = "needs data; DataCommandTests makes some",
        ["train alphaf-p4-cnn --data DIR --out RUN"] = "needs data; TrainCommandTests makes some",
        ["data …"] = "fetches from its publisher; FetchCommandTests has a publisher of its own",
        ["plot runs/p4 runs/alpha-p4 -o comparison.svg"] =
            "needs trainings; PlotCommandTests makes some",
        ["plot evaluated.json --of confusion -o confusion.png"] =
            "needs an evaluation; PlottedDocumentTests makes one",
        ["networks --table docs/NETWORKS.md"] = "compiles and runs the whole catalogue",
    };

    // Each command of these is run, by the test that is named.
    private static readonly Dictionary<string, string> RunByItsPage = new()
    {
        ["docs/show.md"] = "ShowCommandTests",
        ["docs/packages.md"] = "ConsumerTests, from the packages",
    };

    private static IEnumerable<ShownCommand> All => Pages.Pages.All.SelectMany(ShownCommand.Of);

    private static RootCommand Root() =>
        CommandLine.Root(new(), Terminal.Plain(TextWriter.Null, TextWriter.Null));

    // A whole line is read by the parser of the tool; of a mention the names are compared.
    private static IEnumerable<string> Faults(ShownCommand shown)
    {
        var root = Root();
        if (shown.IsWhole)
            return root.Parse(shown.Words).Errors.Select(error => error.Message);
        var command =
            shown.Words is [var name, ..] && !name.StartsWith('-')
                ? root.Subcommands.SingleOrDefault(one => one.Name == name)
                : root;
        return command is null
            ? [$"there is no command {shown.Words[0]}"]
            : shown
                .Words.Where(word => word.StartsWith("--", StringComparison.Ordinal))
                .Where(word => !Options(root, command).Contains(word))
                .Select(word => $"{command.Name} has no option {word}");
    }

    // A mention is a command too, where that needs no more words.
    private static bool CanBeRun(ShownCommand shown) =>
        shown.IsWhole
        || (
            shown.Words.Length <= 1
            && !shown.Line.Contains('…', StringComparison.Ordinal)
            && Root().Parse(shown.Words).Errors.Count == 0
        );

    private static IEnumerable<string> Options(RootCommand root, Command command) =>
        root
            .Options.Concat(command.Options)
            .SelectMany(option => option.Aliases.Append(option.Name));

    [TestCaseSource(typeof(Pages.Pages), nameof(Pages.Pages.All))]
    public void Every_command_of_a_page_is_understood(string page)
    {
        var faults = ShownCommand
            .Of(page)
            .SelectMany(shown => Faults(shown).Select(fault => $"{shown.Line}: {fault}"));
        Assert.That(faults, Is.Empty);
    }

    [TestCase("`ageformal vrfy p4-cnn`")]
    [TestCase("`ageformal verify p4-cnn --htlm x`")]
    [TestCase("`ageformal verify … --htlm`")]
    [TestCase("`ageformal vrfy`")]
    [TestCase("```sh\nageformal verify\nageformal group p4 --table\n```")]
    public void What_is_no_command_is_told(string page)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("page.md");
        File.WriteAllText(file, page);
        Assert.That(ShownCommand.Of(file).SelectMany(Faults), Is.Not.Empty);
    }

    [Test]
    public void The_examples_of_every_help_are_understood()
    {
        var root = Root();
        var examples = root
            .Subcommands.Append(root)
            .SelectMany(command => command.Description!.Split('\n'))
            .Where(line => line.StartsWith("  ageformal", StringComparison.Ordinal))
            .SelectMany(line => ShownCommand.Read("", line.Trim()))
            .Select(shown => shown with { IsWhole = true })
            .ToArray();
        Assert.That(examples, Has.Length.AtLeast(root.Subcommands.Count));
        Assert.That(
            examples.SelectMany(shown => Faults(shown).Select(fault => $"{shown.Line}: {fault}")),
            Is.Empty
        );
    }

    [Test]
    public void Every_command_is_run_or_it_is_said_why_not()
    {
        var run = Run.Select(one => one.Command).ToHashSet();
        var followed = PageTests.Followed.ToHashSet();
        var whole = All.Where(CanBeRun).ToArray();
        Assert.That(
            whole
                .Where(shown =>
                    !followed.Contains(shown.Page) && !RunByItsPage.ContainsKey(shown.Page)
                )
                .Select(shown => string.Join(' ', shown.Words))
                .Where(line => !run.Contains(line) && !NotRunHere.Keys.Any(key => Names(key, line)))
                .Distinct(),
            Is.Empty
        );
        var shownSomewhere = whole.Select(shown => string.Join(' ', shown.Words)).ToHashSet();
        Assert.That(
            run.Concat(NotRunHere.Keys).Where(key => !shownSomewhere.Any(line => Names(key, line))),
            Is.Empty,
            "no page shows these any more"
        );
    }

    [Test]
    public void The_commands_of_the_first_page_end_as_they_should()
    {
        using var folder = new TemporaryFolder();
        Prepare(folder);
        foreach (var (command, exit) in Run)
        {
            var (found, output, error) = Tool.Run(folder.Path, command.Split(' '));
            Assert.That(found, Is.EqualTo(exit), $"{command}: {output}{error}");
            if (command.StartsWith("attend", StringComparison.Ordinal))
                File.Copy(folder.File("maps.png"), folder.File("digit.png"));
        }
    }

    // x … stands for every line that starts with x.
    private static bool Names(string key, string line) =>
        key.EndsWith(" …", StringComparison.Ordinal)
            ? line.StartsWith(key[..^1], StringComparison.Ordinal)
            : line == key;

    private static void Prepare(TemporaryFolder folder)
    {
        var examples = Path.Combine(Repository.Root, "docs", "examples");
        File.Copy(Path.Combine(examples, "gains-per-h.design"), folder.File("my.design"));
        File.WriteAllText(
            folder.File("mine.design"),
            Block.Of("README.md").Single(block => block.Language == "design").Text
        );
        Demonstration.Embedded().Trained.Save(folder.File("weights.safetensors"));
        foreach (
            var line in new[]
            {
                "export p4-cnn --onnx model.onnx",
                "verify model.onnx --group p4 --certificate certificate.json",
            }
        )
            Assert.That(Tool.Run(folder.Path, line.Split(' ')).ExitCode, Is.Zero, line);
    }
}
