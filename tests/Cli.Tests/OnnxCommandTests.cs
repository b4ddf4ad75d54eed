using System.Text.Json;
using AgeFormal.Laws;

namespace AgeFormal.Cli.Tests;

/// <summary><c>verify model.onnx</c> and <c>check</c>.</summary>
public sealed class OnnxCommandTests
{
    private TemporaryFolder _folder = null!;

    private string Model => _folder.File("model.onnx");

    private string Certificate => _folder.File("certificate.json");

    [SetUp]
    public async Task Export()
    {
        _folder = new TemporaryFolder();
        var session = await Session.RunAsync("export", "p4-cnn", "--onnx", Model);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task What_is_proved_is_certified_and_checked()
    {
        var verified = await Session.RunAsync(
            "verify",
            Model,
            "--group",
            "p4",
            "--certificate",
            Certificate,
            "--html",
            _folder.File("page.html")
        );
        Assert.That(verified.ExitCode, Is.Zero, verified.Error);
        Assert.That(verified.Output, Does.StartWith("Proved"));
        Assert.That(
            await File.ReadAllTextAsync(_folder.File("page.html")),
            Does.Contain("Proved under p4: commutes with {e, r, r², r³} of 4 elements")
        );
        var check = await Session.RunAsync("check", Certificate, Model);
        Assert.That(check.ExitCode, Is.Zero, check.Output);
        Assert.That(check.Output, Does.StartWith("accepted"));
        // One byte of the last weights.
        var bytes = await File.ReadAllBytesAsync(Model);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(Model, bytes);
        var refused = await Session.RunAsync("check", Certificate, Model, "--json");
        Assert.That(refused.ExitCode, Is.EqualTo(ExitCodes.Failure));
        using var json = JsonDocument.Parse(refused.Output);
        Assert.That(json.RootElement.GetProperty("accepted").GetBoolean(), Is.False);
    }

    [Test]
    public async Task A_larger_group_is_refuted_with_the_node()
    {
        var verified = await Session.RunAsync("verify", Model);
        Assert.That(verified.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(
            verified.Output,
            Does.StartWith("Refuted")
                .And.Contain("commutes with {e, r, r², r³} of 8 elements")
                .And.Contain("m lost at c1")
                .And.Contain("nearest differs by")
                .And.Contain("executed residual")
        );
        var json = await Session.RunAsync("verify", Model, "--json");
        using var document = JsonDocument.Parse(json.Output);
        Assert.That(document.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("refuted"));
    }

    [TestCase("--input", "sideways", ExitCodes.Usage)]
    [TestCase("--tolerance", "2", ExitCodes.Usage)]
    [TestCase("--shape", "1,x", ExitCodes.Usage)]
    [TestCase("--group", "p5", ExitCodes.Failure)]
    [TestCase("--input", "regular:p4", ExitCodes.Failure)]
    [TestCase("--shape", "1,5,5,5", ExitCodes.Failure)]
    public async Task Wrong_options_are_refused(string option, string value, int code)
    {
        var session = await Session.RunAsync("verify", Model, option, value);
        Assert.That(session.ExitCode, Is.EqualTo(code), session.Output);
        Assert.That(session.Error, Is.Not.Empty);
    }

    [Test]
    public async Task What_is_no_certificate_is_refused_by_its_name()
    {
        await File.WriteAllTextAsync(Certificate, "{}");
        var session = await Session.RunAsync("check", Certificate, Model);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("certificate.json"));
    }
}
