using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Verification.Tests.Zoo;

public sealed class CulpritTests
{
    private static readonly Lazy<EqArray<(ZooFinding Finding, Culprit? Culprit)>> Found = new(() =>
        Findings
            .Broken.AsEnumerable()
            .AsParallel()
            .AsOrdered()
            .Select(finding => (finding, CulpritSearch.Of(finding.Report, finding.Entry.Text)))
            .ToEqArray()
    );

    [Test]
    public void Every_broken_design_has_a_known_culprit() =>
        Assert.That(
            KnownCulprits.Lines.Keys,
            Is.EquivalentTo(Findings.Broken.Select(finding => finding.Entry.Name))
        );

    [Test]
    public void The_culprit_is_the_known_one() =>
        Assert.Multiple(() =>
        {
            foreach (var (finding, culprit) in Found.Value)
                Assert.That(
                    culprit is null ? null : Marked(culprit),
                    Is.EqualTo(KnownCulprits.Lines[finding.Entry.Name]),
                    $"{finding.Entry.Name}: {culprit}"
                );
        });

    [Test]
    public void A_wrong_culprit_is_no_known_one()
    {
        foreach (var (finding, culprit) in Found.Value)
        {
            var known = KnownCulprits.Lines[finding.Entry.Name];
            var at = culprit!.At;
            foreach (
                var wrong in new[]
                {
                    at with
                    {
                        Column = at.Column + 1,
                    },
                    at with
                    {
                        EndColumn = at.EndColumn - 1,
                    },
                    at with
                    {
                        Line = at.Line - 1,
                        Column = 1,
                        EndColumn = 1,
                    },
                }
            )
                Assert.That(Marked(culprit with { At = wrong }), Is.Not.EqualTo(known));
        }
    }

    [Test]
    public void One_edit_repairs_every_broken_design()
    {
        foreach (var (finding, culprit) in Found.Value)
        {
            TestContext.Out.WriteLine($"{finding.Entry.Name} {culprit?.ToString() ?? "none"}");
            foreach (var repair in culprit?.Repairs ?? [])
            {
                TestContext.Out.WriteLine($"    {repair}");
                foreach (var line in repair.Lines)
                    TestContext.Out.WriteLine($"        {repair.Text.Split('\n')[line - 1]}");
                Assert.That(repair.Report.Theorem.IsProved, $"{finding.Entry.Name}: {repair}");
                Assert.That(
                    repair.Report.Design,
                    Is.EqualTo(DesignParser.Parse(repair.Text, "repair")),
                    finding.Entry.Name
                );
            }
        }
        var repaired = Found.Value.Count(found => found.Culprit?.Repairs.Count > 0);
        var alone = Found.Value.Count(found => found.Culprit?.Places.Count == 1);
        TestContext.Out.WriteLine(
            $"{repaired} of {Found.Value.Count} broken designs are repaired by one edit, {alone} of them at one place"
        );
        Assert.That(repaired, Is.EqualTo(Found.Value.Count));
    }

    [Test, Category("Long")]
    public void A_repaired_design_is_proved_from_its_text_alone() =>
        Assert.Multiple(() =>
        {
            foreach (var (finding, culprit) in Found.Value)
            foreach (var repair in culprit!.Repairs)
            {
                var again = DesignVerifier.Verify(DesignParser.Parse(repair.Text, "repair"));
                Assert.That(again.Theorem.IsProved, $"{finding.Entry.Name}: {again.Summary}");
            }
        });

    private static string Marked(Culprit culprit) =>
        KnownCulprits.Marked(
            culprit.Text,
            culprit.At.Line,
            culprit.At.Column,
            culprit.At.EndColumn
        );
}
