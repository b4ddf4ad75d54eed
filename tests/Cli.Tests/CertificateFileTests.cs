using System.Text.RegularExpressions;
using AgeFormal.Laws;

namespace AgeFormal.Cli.Tests;

public sealed class CertificateFileTests
{
    private DirectoryInfo _folder = null!;

    private string Coq => Path.Combine(_folder.FullName, "certificate.v");

    private string Smt => Path.Combine(_folder.FullName, "certificate.smt2");

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("certificates");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_network_has_certificates_for_every_distinct_formula_in_one_file_each()
    {
        var session = await Session.RunAsync([
            "verify",
            "p4-cnn",
            "--digits",
            "1",
            "--coq",
            Coq,
            "--smt",
            Smt,
        ]);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var theorems = Regex.Count(await File.ReadAllTextAsync(Coq), "\nTheorem certificate_");
        Assert.That(theorems, Is.InRange(5, 20));
        Assert.That(
            Regex.Count(await File.ReadAllTextAsync(Smt), "\\(check-sat\\)"),
            Is.GreaterThanOrEqualTo(theorems)
        );
        Assert.That(_folder.GetFiles(), Has.Length.EqualTo(2), "no temporary file is left");
    }

    [Test]
    public async Task A_proved_design_has_a_certificate()
    {
        var session = await Session.RunAsync([
            "verify",
            Design("channel-attention"),
            "--coq",
            Coq,
            "--json",
        ]);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(
            await File.ReadAllTextAsync(Coq),
            Does.Contain("Theorem certificate_1 : equivariant formula_1.")
        );
        Assert.That(File.Exists(Smt), Is.False);
    }

    [Test]
    public async Task A_design_that_is_not_proved_has_none()
    {
        var session = await Session.RunAsync([
            "verify",
            Design("gains-per-h"),
            "--coq",
            Coq,
            "--smt",
            Smt,
        ]);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("There is no certificate for"));
        Assert.That(_folder.GetFiles(), Is.Empty);
    }

    private static string Design(string name) =>
        Path.Combine(Repository.Root, "docs", "examples", $"{name}.design");
}
