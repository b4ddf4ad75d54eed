using AgeFormal.Laws;
using AgeFormal.Verification.Specialisations;

namespace AgeFormal.Cli.Tests;

/// <summary><c>ageformal specialises</c>.</summary>
public sealed class SpecialisesCommandTests
{
    private const string General =
        "design convolution\ninput f[2] on group\noutput 2\nwindow S 3\nparam weight[2, 2, H, S], b[2]\nλ(g; o). b(o) + Σ[c ∈ Ch(2), k ∈ H, n ∈ Win(S)] f[c](g·n·k) · weight(k, n; o, c)\n";

    private const string Special =
        "design halved\ninput f[2] on group\noutput 2\nwindow S 3\nparam w[2, 2, H, S], b[2]\nλ(g; o). b(o) + 1/2·(Σ[c ∈ Ch(2), k ∈ H, n ∈ Win(S)] f[c](g·n·k) · w(k, n; o, c))\n";

    private const string Pointwise =
        "design doubled\ninput f[2] on group\noutput 2\nparam b[2]\nλ(g; o). b(o) + 2·f[o](g)\n";

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public async Task The_known_ones_are_proved()
    {
        var session = await Session.RunAsync("specialises", "--json");
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Success), session.Error);
        var found = session.Json().GetProperty("specialisations");
        Assert.That(found.GetArrayLength(), Is.EqualTo(KnownSpecialisations.All.Count));
        foreach (var one in found.EnumerateArray())
        {
            Assert.That(one.GetProperty("verdict").GetString(), Is.EqualTo("proved"));
            Assert.That(one.GetProperty("steps").GetInt32(), Is.Positive);
        }
    }

    [Test]
    public async Task One_is_known_by_its_name()
    {
        var session = await Session.RunAsync("specialises", "squeeze-excitation");
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Success), session.Error);
        Assert.That(session.Output, Does.Contain("psi(k, n; o, c) := 2 [k = e] [n = e] [o = c]"));
        Assert.That(session.Output, Does.Contain("proved for every H"));
    }

    [TestCase("weight(k, n; o, c) := 1/2·w(k, n; o, c)", ExitCodes.Success, "proved for every H")]
    [TestCase("weight(k, n; o, c) := w(k, n; o, c)", ExitCodes.Failure, "refuted")]
    [TestCase("weight(k, n; o, c) := 1/2·w(k, n; c, o)", ExitCodes.Failure, "refuted")]
    [TestCase("weight(k, n; o, c) := 1/2·w(k⁻¹, n; o, c)", ExitCodes.Failure, "refuted")]
    public async Task Two_designs_are_compared_at_parameters_as_written(
        string where,
        int code,
        string expected
    )
    {
        var session = await Session.RunAsync(
            "specialises",
            await Written("halved", Special),
            await Written("convolution", General),
            "--where",
            where
        );
        Assert.That(session.ExitCode, Is.EqualTo(code), session.Error);
        Assert.That(session.Output, Does.Contain(expected));
        Assert.That(
            session.Output,
            Does.Contain("b(; c0) := b(c0)").Or.Contain("b(; c0) := b(; c0)")
        );
    }

    [Test]
    public async Task Brackets_pick_an_entry()
    {
        var session = await Session.RunAsync(
            "specialises",
            await Written("doubled", Pointwise),
            await Written("convolution", General),
            "--where",
            "weight(k, n; o, c) := 2 [k = e] [n = e] [o = c]"
        );
        Assert.That(
            session.ExitCode,
            Is.EqualTo(ExitCodes.Success),
            session.Output + session.Error
        );
    }

    [TestCase("weight", "expected W(r, …; c, …) := TERM")]
    [TestCase("v(k, n; o, c) := 1", "declares no parameter 'v', expected one of weight, b")]
    [TestCase("weight(k; o, c) := 1", "1 elements and 2 channel indices, expected 2 and 2")]
    [TestCase("weight(k, n; o, c) := f[c](k)", "found")]
    [TestCase("weight(k, n; o, c) := nothing(k)", "found")]
    [TestCase("weight(k, n; o, c) := 1 [k = p]", "is no formal argument")]
    [TestCase("weight(k, n; o, c) := ", "expected a term")]
    public async Task What_is_no_replacement_is_refused(string where, string expected)
    {
        var session = await Session.RunAsync(
            "specialises",
            await Written("halved", Special),
            await Written("convolution", General),
            "--where",
            where
        );
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure), session.Output);
        Assert.That(session.Error, Does.Contain(expected));
    }

    [Test]
    public async Task An_unknown_name_and_a_design_alone_are_refused()
    {
        var unknown = await Session.RunAsync("specialises", "squeeze");
        Assert.That(unknown.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(unknown.Error, Does.Contain("squeeze-excitation, cbam"));
        var alone = await Session.RunAsync("specialises", await Written("halved", Special));
        Assert.That(alone.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(alone.Error, Does.Contain("expected two designs"));
    }

    private async Task<string> Written(string name, string text)
    {
        var path = _folder.File($"{name}.design");
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
