using AgeFormal.Cli.Files;
using AgeFormal.Laws;

namespace AgeFormal.Cli.Tests;

/// <summary>What commands write: asked for before they work, and said what it is for afterwards.</summary>
public sealed class OutputTests
{
    // What is read, and the weights of a training, which looks at all of its files by itself.
    private static readonly string[] Others = ["--weights", "--vectors", "--from", "--resume"];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Every_file_that_a_command_writes_is_asked_for_before_it_works()
    {
        var root = CommandLine.Root(new(), Terminal.Plain(TextWriter.Null, TextWriter.Null));
        var others =
            from command in root.Subcommands
            from option in command.Options
            where option.ValueType == typeof(FileInfo) && option is not OutputOption
            where !Others.Contains(option.Name)
            select $"{command.Name} {option.Name}";
        Assert.That(others, Is.EqualTo(new[] { "train --output" }));
    }

    // None of these inputs exists: it is the output that is looked at first.
    [TestCase("--html", "verify", "none.design")]
    [TestCase("--counterexample", "verify", "none.design")]
    [TestCase("--coq", "verify", "none.safetensors")]
    [TestCase("--smt", "verify", "none.design")]
    [TestCase("--certificate", "verify", "none.onnx")]
    [TestCase("--output", "show", "none.design")]
    [TestCase("--output", "attend", "none.safetensors")]
    [TestCase("-o", "plot", "none")]
    [TestCase("--onnx", "export", "none.safetensors")]
    [TestCase("--table", "networks")]
    [TestCase("--plot", "evaluate", "none.safetensors", "--data", "none", "--angles", "2")]
    public async Task An_output_that_cannot_be_written_ends_the_command_at_once(
        string option,
        params string[] command
    )
    {
        var absent = _folder.File(Path.Combine("none", "file.svg"));
        var session = await Session.RunAsync([.. command, option, absent]);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(
            session.Error,
            Is.EqualTo(
                $"error: the folder of the output '{absent}' does not exist; it is expected before the work starts.\n"
            )
        );
        var folder = Directory.CreateDirectory(_folder.File("folder.svg"));
        session = await Session.RunAsync([.. command, option, folder.FullName]);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("is a folder; a file is expected"));
        Assert.That(session.Output, Is.Empty);
        Assert.That(_folder.Names, Is.EqualTo(new[] { folder.Name }));
    }

    [Test]
    public async Task What_was_written_is_said_with_the_command_that_checks_it()
    {
        var (page, coq, smt) = (
            _folder.File("page.html"),
            _folder.File("own.v"),
            _folder.File("own.smt2")
        );
        string[] words = ["verify", Sound, "--html", page, "--coq", coq, "--smt", smt];
        var session = await Session.RunAsync(words);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        string[] said =
        [
            $"wrote {page}: a page for any browser",
            $"wrote {coq}: coqc {coq} checks the theorem and prints what it assumes",
            $"wrote {smt}: z3 {smt} checks the equations: each answer is unsat",
        ];
        Assert.That(Lines(session.Output).TakeLast(3), Is.EqualTo(said));
        var json = await Session.RunAsync([.. words, "--json"]);
        Assert.That(() => json.Json(), Throws.Nothing);
        Assert.That(Lines(json.Error), Is.EqualTo(said));
    }

    [Test]
    public async Task A_case_and_a_certificate_are_checked_by_the_command_that_is_said()
    {
        var (design, onnx) = (_folder.File("case of mine.json"), _folder.File("p4.onnx"));
        var refuted = await Session.RunAsync("verify", Broken, "--counterexample", design);
        Assert.That(
            Lines(refuted.Output)[^1],
            Is.EqualTo(
                $"wrote '{design}': ageformal replay '{design}' evaluates both sides of the case again"
            )
        );
        Assert.That((await Session.RunAsync("replay", design)).ExitCode, Is.Zero);
        await Session.RunAsync("export", "p4-cnn", "--onnx", onnx);
        var certificate = _folder.File("p4.json");
        string[] words = ["verify", onnx, "--group", "p4", "--certificate", certificate];
        var proved = await Session.RunAsync(words);
        Assert.That(
            Lines(proved.Output)[^1],
            Is.EqualTo(
                $"wrote {certificate}: ageformal check {certificate} {onnx} replays it by code of its own"
            )
        );
        Assert.That((await Session.RunAsync("check", certificate, onnx)).ExitCode, Is.Zero);
    }

    [Test]
    public async Task A_name_that_coqc_does_not_take_is_said_to_be_none()
    {
        var session = await Session.RunAsync("verify", Sound, "--coq", _folder.File("p4-cnn.v"));
        Assert.That(
            Lines(session.Output)[^1],
            Does.EndWith(
                "coqc checks the theorem where the file has a name of letters, digits and _"
            )
        );
    }

    [Test]
    public async Task An_inexact_grid_ends_with_code_1_where_that_is_asked_for()
    {
        string[] words = ["verify", "p4-allcnn-w1-strided", "--digits", "1", "--json"];
        var usual = await Session.RunAsync(words);
        Assert.That(usual.ExitCode, Is.Zero, usual.Error);
        Assert.That(
            usual.Json().GetProperty("conclusion").GetString(),
            Is.EqualTo("provedInexactOnGrid")
        );
        var strict = await Session.RunAsync([.. words, "--strict"]);
        Assert.That(strict.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(strict.Error, Does.Contain("--strict: the grid does not keep"));
        var exact = await Session.RunAsync("verify", "p4-cnn", "--digits", "1", "--strict");
        Assert.That(exact.ExitCode, Is.Zero, exact.Error);
    }

    private static string Sound => Example("channel-attention");

    private static string Broken => Example("gains-per-h");

    private static string Example(string name) =>
        Path.Combine(Repository.Root, "docs", "examples", $"{name}.design");

    private static string[] Lines(string text) =>
        text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
