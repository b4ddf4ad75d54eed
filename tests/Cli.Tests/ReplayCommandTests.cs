using System.Text.Json.Nodes;
using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Refuting;

namespace AgeFormal.Cli.Tests;

public sealed class ReplayCommandTests
{
    private TemporaryFolder _folder = null!;

    private string Case => _folder.File("case.json");

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("gains-per-h")]
    [TestCase("unrotated-kernel")]
    public async Task A_counterexample_is_written_and_confirmed_from_its_file(string name)
    {
        await Write(name);
        Assert.That(
            JsonSchemas.Faults("counterexample-1", await File.ReadAllTextAsync(Case)),
            Is.Empty
        );
        var session = await Session.RunAsync("replay", Case);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(session.Output, Does.Contain("confirmed: the sides are"));
        var json = await Session.RunAsync("replay", Case, "--json");
        Assert.That(json.ExitCode, Is.Zero);
        Assert.That(JsonSchemas.Faults("replay-1", json.Output), Is.Empty);
        Assert.That(json.Json().GetProperty("confirmed").GetBoolean());
        Assert.That(session.Output, Does.Contain("on the executed layer (float64 · cpu)"));
        foreach (var replay in json.Json().GetProperty("replays").EnumerateArray())
            Assert.That(replay.GetProperty("confirmed").GetBoolean(), $"{replay}");
    }

    [Test]
    public async Task Recorded_sides_that_are_not_those_of_the_case_are_not_confirmed()
    {
        await Write("gains-per-h");
        await Alter(file => file["left"] = "17");
        var session = await Session.RunAsync("replay", Case);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Output, Does.Contain("not confirmed").And.Contain("17"));
    }

    [Test]
    public async Task Sides_that_agree_are_not_confirmed()
    {
        await Write("gains-per-h");
        await Alter(file => file["signal"] = new JsonArray());
        var session = await Session.RunAsync("replay", Case, "--json");
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Json().GetProperty("confirmed").GetBoolean(), Is.False);
        Assert.That(
            session.Json().GetProperty("left").GetString(),
            Is.EqualTo(session.Json().GetProperty("right").GetString())
        );
    }

    [TestCase("side", "513", "$.side", "a number from 0 to 512")]
    [TestCase("by", "-1", "$.by", "a number from 0 to")]
    [TestCase("signal", "[[0, 0]]", "$.signal[0]", "3 items")]
    [TestCase("group", "\"p5\"", "$.group", "a group of the catalogue")]
    [TestCase("left", "\"1/0\"", "$.left", "a fraction")]
    [TestCase("version", "2", "$.version", "version 1")]
    public async Task A_malformed_file_is_refused_with_its_name_the_place_and_what_was_expected(
        string property,
        string value,
        string place,
        string expected
    )
    {
        await Write("gains-per-h");
        await Alter(file => file[property] = JsonNode.Parse(value));
        var session = await Session.RunAsync("replay", Case);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Output, Is.Empty);
        Assert.That(
            session.Error,
            Does.StartWith($"error: {Case} is not a counterexample file: at {place}")
                .And.Contain(expected)
        );
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("{}")]
    public async Task What_is_no_counterexample_is_refused(string text)
    {
        await File.WriteAllTextAsync(Case, text);
        var session = await Session.RunAsync("replay", Case);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("is not a counterexample file: at $"));
    }

    /// <summary>step(f)·step(f − 1) = step(f − 1) is true of the step and of no other function.</summary>
    [Test]
    public async Task A_case_for_other_functions_is_a_failure()
    {
        var design = DesignParser.Parse(
            "design gate\ninput f[1] on group\noutput 1\nparam b[H]\nλ(g; o). f[o](g) + b(Abs(g)) · (step(f[o](g)) · step(f[o](g) - 1) - step(f[o](g) - 1))\n",
            "gate"
        );
        var h = new ParameterDeclaration(
            "b",
            [new ParameterAxis.OfPointElements()],
            [2],
            new Initial.Constant(0)
        );
        var verdict = Refuter.RefuteOn(
            design.Formula,
            new(PointGroups.P2, Fibre.Regular, 1, [1], [h], []),
            PointGroups.P2,
            new IdentityOptions { SearchBudget = 300_000 }
        );
        ((Verdict.Undecided)verdict).WithOtherFunctions!.Counterexample!.Write(Case);
        var session = await Session.RunAsync("replay", Case);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure), session.Output);
        Assert.That(session.Output, Does.Contain("confirmed with other functions"));
    }

    [Test]
    public async Task A_proved_design_has_no_counterexample_to_write()
    {
        var session = await Session.RunAsync(
            "verify",
            Example("group-convolution"),
            "--counterexample",
            Case
        );
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("There is no counterexample"));
        Assert.That(_folder.Names, Is.Empty);
    }

    private async Task Write(string name)
    {
        var session = await Session.RunAsync("verify", Example(name), "--counterexample", Case);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure), "the design is refuted");
        Assert.That(session.Error, Is.Empty);
        Assert.That(_folder.Names, Is.EqualTo(new[] { "case.json" }));
    }

    private async Task Alter(Action<JsonObject> change)
    {
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Case))!.AsObject();
        change(file);
        await File.WriteAllTextAsync(Case, file.ToJsonString());
    }

    private static string Example(string name) =>
        Path.Combine(Repository.Root, "docs", "examples", $"{name}.design");
}
