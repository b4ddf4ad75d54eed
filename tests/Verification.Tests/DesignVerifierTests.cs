using AgeFormal.Laws;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Tests;

/// <summary>Designs from text: the equivariant ones are proved, the broken ones refuted by a witness that replays.</summary>
public sealed class DesignVerifierTests
{
    private static readonly string[] Broken =
    [
        "absolute-position-encoding",
        "gains-per-h",
        "kernel-of-absolute-h",
        "unrotated-kernel",
    ];

    private static IEnumerable<string> Examples =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs", "examples"), "*.design")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order();

    [TestCaseSource(nameof(Examples))]
    public void An_example_is_proved_or_refuted_as_it_should_be(string name)
    {
        var report = DesignVerifier.Verify(Read(name));
        if (!Broken.Contains(name))
        {
            Assert.That(report.Theorem.IsProved, report.Summary);
            Assert.That(
                report.Models.All(run => run.Failure is null),
                string.Join("; ", report.Models)
            );
            return;
        }
        var witness = ((Verdict.Refuted)report.Theorem).Witness.Counterexample!;
        Assert.That(witness.Replay().Confirmed);
        Assert.That(witness.Signal.Count, Is.LessThanOrEqualTo(3));
    }

    [Test]
    public void The_broken_examples_are_there() => Assert.That(Examples, Is.SupersetOf(Broken));

    private static Design Read(string name)
    {
        var path = Path.Combine(Repository.Root, "docs", "examples", $"{name}.design");
        return DesignParser.Parse(File.ReadAllText(path), name);
    }
}
