using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Tests;

/// <summary>The rules of conditional theorems: what the checker accepts of them, and what it does not.</summary>
public sealed class ConditionalProofTests
{
    private static IEnumerable<ConditionalDesigns.Case> Cases => ConditionalDesigns.All;

    /// <summary>Derivations in which every rule of conditional theorems occurs.</summary>
    public static IEnumerable<Derivation> Proofs =>
        Cases
            .Select(one => one.Declared)
            .Concat(
                ConditionalDesigns.Reindexed.Select(formula =>
                    ConditionalDesigns.Parse("param V[2, H]", formula)
                )
            )
            .Select(Proof);

    [TestCaseSource(nameof(Cases))]
    public void Every_damaged_step_is_rejected(ConditionalDesigns.Case one)
    {
        var proof = Proof(one.Declared);
        Assert.That(ProofChecker.Accepts(proof, proof.Conclusion));
        var accepted = Derivations
            .Damage(proof)
            .Where(damage => ProofChecker.Accepts(damage.Damaged, proof.Conclusion))
            .Select(damage => damage.What);
        Assert.That(accepted, Is.Empty);
    }

    [TestCaseSource(nameof(Cases))]
    public void A_proof_whose_condition_is_dropped_is_rejected(ConditionalDesigns.Case one)
    {
        var proof = Proof(one.Declared);
        var under = (Claim.Under)proof.Conclusion;
        var undischarged = proof.Premises[0];
        Assert.That(undischarged.Conclusion, Is.EqualTo(under.Theorem));
        Assert.That(
            ProofChecker.FindFault(undischarged)!.Reason,
            Does.Contain(Condition.Sentence(under.Conditions))
        );
        Assert.That(ProofChecker.Accepts(undischarged, under.Theorem), Is.False);
        foreach (var condition in under.Conditions)
        {
            var fewer = proof with
            {
                Conclusion = under with
                {
                    Conditions = new(under.Conditions.Items.Remove(condition)),
                },
            };
            Assert.That(ProofChecker.FindFault(fewer), Is.Not.Null);
        }
        var more = proof with
        {
            Conclusion = under with
            {
                Conditions = Condition.Ordered([
                    .. under.Conditions,
                    new Condition.StableWindow("another"),
                ]),
            },
        };
        Assert.That(ProofChecker.FindFault(more), Is.Not.Null);
    }

    [Test]
    public void A_hypothesis_alone_is_no_theorem()
    {
        var abelian = new Condition.AbelianPointGroup();
        var hypothesis = new Derivation(Rules.Hypothesis, new Claim.Assumed(abelian), []);
        Assert.That(ProofChecker.FindFault(hypothesis), Is.Not.Null);
        Assert.That(
            ProofChecker.FindFault(
                new(
                    Rules.ConditionalTheorem,
                    new Claim.Under([abelian], hypothesis.Conclusion),
                    [hypothesis]
                )
            ),
            Is.Null,
            "if H is abelian, then H is abelian"
        );
    }

    [Test]
    public void Words_that_commute_are_equal_only_under_the_hypothesis()
    {
        var abelian = new Condition.AbelianPointGroup();
        var hypothesis = new Derivation(Rules.Hypothesis, new Claim.Assumed(abelian), []);
        var h = GroupWord.Of(GroupLetter.Linear("h"));
        var k = GroupWord.Of(GroupLetter.Linear("k"));
        var n = GroupWord.Of(GroupLetter.Translation("n"));
        Derivation Of(Rule rule, GroupWord left, GroupWord right, params Derivation[] premises)
        {
            var equal = new Derivation(
                rule,
                new Claim.SameElement(left, right),
                EqArray.Create<Derivation>(premises)
            );
            return new(
                Rules.ConditionalTheorem,
                new Claim.Under([abelian], equal.Conclusion),
                [equal]
            );
        }
        var commuting = Rules.CommutingPointElements;
        Assert.That(ProofChecker.FindFault(Of(commuting, h * k, k * h, hypothesis)), Is.Null);
        Assert.That(ProofChecker.FindFault(Of(commuting, h * k, k * h)), Is.Not.Null);
        Assert.That(
            ProofChecker.FindFault(Of(Rules.EqualNormalForms, h * k, k * h, hypothesis)),
            Is.Not.Null
        );
        foreach (
            var (left, right) in new[]
            {
                (h * n, n * h),
                (h * k, k),
                (h * k * h, k),
                (h * k.Inverted(), k * h.Inverted()),
            }
        )
            Assert.That(
                ProofChecker.FindFault(Of(commuting, left, right, hypothesis)),
                Is.Not.Null,
                $"{left} = {right}"
            );
    }

    /// <summary>r ↦ image is a bijection of its domain on the groups of the law, and on others not.</summary>
    [Test]
    public void Reindexing_by_the_shift_permutes_what_its_law_says_and_nothing_else()
    {
        foreach (var group in new[] { PointGroups.P4, PointGroups.P4m, PointGroups.P3m1 })
        {
            var torus = TorusGroup.Of(group, 3);
            int[] all = [.. Enumerable.Range(0, torus.Order)];
            int[] h = [.. group.Group.Elements.Select(k => torus.IndexOf(0, k))];
            int[] n =
            [
                .. Enumerable.Range(0, torus.TranslationCount).Select(x => torus.IndexOf(x, 0)),
            ];
            int[] stable =
            [
                .. Region
                    .On(group, 3)
                    .Points()
                    .Points.Select(point =>
                        torus.IndexOf(
                            torus.IndexOfTranslation(point.Select(x => x / 2).ToEqArray()),
                            0
                        )
                    )
                    .Take(torus.TranslationCount)
                    .Distinct(),
            ];
            bool Permutes(int[] domain, Func<int, int, int> image) =>
                all.All(shift =>
                    domain.Select(r => image(shift, r)).Order().SequenceEqual(domain.Order())
                );
            int Turn(int shift) => torus.IndexOf(0, torus.LinearPart(shift));
            int Moved(int a, int r) => torus.Multiply(a, r);
            int Conjugated(int a, int r) => torus.Multiply(torus.Multiply(a, r), torus.Inverse(a));
            Assert.That(Permutes(all, Moved) && Permutes(all, Conjugated));
            foreach (var domain in new[] { all, h, n, stable })
                Assert.That(Permutes(domain, (a, r) => Conjugated(Turn(a), r)));
            Assert.That(Permutes(h, (a, r) => Moved(Turn(a), r)));
            Assert.That(Permutes(h, Moved), Is.False);
            Assert.That(Permutes(n, (a, r) => Moved(Turn(a), r)), Is.False);
            Assert.That(
                Permutes([.. stable.Skip(1)], (a, r) => Conjugated(Turn(a), r)),
                Is.False,
                "a window that is not stable"
            );
        }
    }

    [Test]
    public void Values_on_the_lattice_may_rest_on_an_isotropic_kernel_and_a_stable_window()
    {
        var design = DesignParser.Parse(
            "design plane\ninput f[2] on lattice\noutput 2\nwindow S 3\nparam K[2, S]\nλ(g; o). Σ[n ∈ Win(S)] K(n; o) · f[o](g·n)\n",
            "plane"
        );
        var vocabulary = DesignVocabulary.On(design, PointGroups.P4m, []);
        Assert.That(
            Prover.ProveOnLattice(design.Formula, vocabulary),
            Is.InstanceOf<Verdict.Undecided>()
        );
        var isotropic = new Condition.Isotropic("K");
        var proved = (Verdict.Proved)Prover.ProveOnLattice(design.Formula, vocabulary, [isotropic]);
        Assert.That(proved.Proof.Conditions, Is.EqualTo(new[] { isotropic }));
        Assert.That(ProofChecker.FindFault(proved.Proof), Is.Null);
        var assumed = (Verdict.Proved)
            Prover.ProveOnLattice(
                design.Formula,
                vocabulary,
                [new Condition.StableWindow("S"), isotropic]
            );
        Assert.That(assumed.Proof.Conditions, Has.Count.EqualTo(2));
        Assert.That(ProofChecker.FindFault(assumed.Proof), Is.Null);
    }

    private static Derivation Proof(Design design)
    {
        var vocabulary = DesignVocabulary.On(design, PointGroups.P4m, []);
        return Derivations.Proved(
            Prover.Prove(design.Formula, vocabulary, Prover.ConditionsOn(vocabulary))
        );
    }
}
