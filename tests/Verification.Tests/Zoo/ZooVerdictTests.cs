using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Verification.Tests.Zoo;

public sealed class ZooVerdictTests
{
    private static IEnumerable<string> ConditionalNames =>
        DesignZoo
            .All.Where(entry => entry.Known is KnownVerdict.EquivariantWhen)
            .Select(entry => entry.Name);

    [Test]
    public void Every_equivariant_design_is_proved() =>
        Assert.Multiple(() =>
        {
            foreach (var finding in Findings.Equivariant)
                Assert.That(finding.Agrees, $"{finding.Entry}: {finding.Report.Summary}");
        });

    /// <summary>What proves one design proves no other: the checker reads the claim, and each premise is needed.</summary>
    [Test]
    public void The_derivation_of_a_design_is_none_of_another_and_lacks_no_premise() =>
        Assert.Multiple(() =>
        {
            var proofs = Findings
                .Equivariant.Select(finding => finding.Report.Theorem)
                .OfType<Verdict.Proved>()
                .Select(proved => proved.Proof)
                .ToList();
            Assert.That(proofs, Has.Count.GreaterThan(1));
            foreach (var (i, proof) in proofs.Index())
            {
                var other = proofs
                    .Skip(i + 1)
                    .Concat(proofs.Take(i))
                    .First(other => other.Conclusion != proof.Conclusion);
                Assert.That(
                    ProofChecker.FindFault(proof with { Conclusion = other.Conclusion }),
                    Is.Not.Null,
                    $"{proof.Conclusion} as {other.Conclusion}"
                );
                if (proof.Premises.Count > 0)
                    Assert.That(
                        ProofChecker.FindFault(
                            proof with
                            {
                                Premises = new(proof.Premises.Items.RemoveAt(0)),
                            }
                        ),
                        Is.Not.Null,
                        $"{proof.Conclusion} without a premise"
                    );
            }
        });

    [Test]
    public void Every_broken_design_is_refuted_by_at_most_three_entries_that_replay() =>
        Assert.Multiple(() =>
        {
            foreach (var finding in Findings.Broken)
            {
                Assert.That(finding.Agrees, $"{finding.Entry}: {finding.Report.Summary}");
                if (finding.Counterexample is not { } witness)
                {
                    Assert.Fail($"{finding.Entry.Name} has no counterexample");
                    continue;
                }
                Assert.That(witness.Signal, Has.Count.LessThanOrEqualTo(3), finding.Entry.Name);
                Assert.That(witness.Replay().Confirmed, finding.Entry.Name);
            }
        });

    [Test]
    public void A_finding_agrees_with_no_other_verdict()
    {
        var (equivariant, broken) = (Findings.Equivariant[0], Findings.Broken[0]);
        Assert.That(With(equivariant, new KnownVerdict.Broken("")).Agrees, Is.False);
        Assert.That(With(broken, new KnownVerdict.Equivariant()).Agrees, Is.False);
        Assert.That(
            With(
                broken,
                new KnownVerdict.EquivariantWhen([new Condition.AbelianPointGroup()])
            ).Agrees,
            Is.False
        );
    }

    [Test]
    public void No_conditional_design_is_refuted() =>
        Assert.That(
            Findings.Conditional.Where(finding => finding.Report.Theorem is Verdict.Refuted),
            Is.Empty
        );

    [TestCaseSource(nameof(ConditionalNames))]
    public void A_conditional_design_is_proved_under_its_condition(string name)
    {
        var finding = Findings.All.Single(finding => finding.Entry.Name == name);
        Assert.That(finding.Agrees, finding.Report.Summary);
    }

    /// <summary>A condition that is not needed is no condition.</summary>
    [TestCaseSource(nameof(ConditionalNames))]
    public void A_conditional_design_is_refuted_without_its_condition(string name)
    {
        var entry = DesignZoo.Parse(name);
        var conditions = ((KnownVerdict.EquivariantWhen)entry.Known).Conditions;
        foreach (var condition in conditions)
        {
            var report = DesignVerifier.Verify(Without(condition, entry.Design));
            if (report.Theorem is Verdict.Refuted { Witness.Counterexample: { } witness })
                Assert.That(witness.Replay().Confirmed);
            else
                Assert.Fail($"{name} without '{condition}': {report.Summary}");
        }
    }

    [Test]
    public void The_identity_test_alone_gives_the_same_split() =>
        Assert.Multiple(() =>
        {
            foreach (var finding in Findings.All)
                Assert.That(
                    finding.Report.Models.Any(run => run.Failure is not null),
                    Is.EqualTo(finding.Entry.Known is KnownVerdict.Broken),
                    $"{finding.Entry}: {string.Join("; ", finding.Report.Models)}"
                );
        });

    private static ZooFinding With(ZooFinding finding, KnownVerdict known) =>
        finding with
        {
            Entry = finding.Entry with { Known = known },
        };

    // Without stability the window is a row, which a quarter turn does not keep, and on which nothing is isotropic.
    private static Design Without(Condition condition, Design design) =>
        condition.Match(
            abelian: _ => design with { Group = new GroupCondition.Any() },
            stable: window =>
                design with
                {
                    Group = new GroupCondition.Any(),
                    Windows = design
                        .Windows.Select(of =>
                            of.Name == window.Window
                                ? of with
                                {
                                    Shape = new WindowShape.Box([1, 3]),
                                    Stable = false,
                                }
                                : of
                        )
                        .ToEqArray(),
                    Parameters = design
                        .Parameters.Select(of => of with { Isotropic = false })
                        .ToEqArray(),
                },
            isotropic: parameter =>
                design with
                {
                    Parameters = design
                        .Parameters.Select(of =>
                            of.Name == parameter.Parameter ? of with { Isotropic = false } : of
                        )
                        .ToEqArray(),
                },
            named: _ => design with { Group = new GroupCondition.Any() }
        );
}
