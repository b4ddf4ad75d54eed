using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

public sealed class ProverTests
{
    private static IEnumerable<string> Broken => Formulas.Broken.Keys;

    private static IEnumerable<string> IllScoped => Formulas.IllScoped.Keys;

    [TestCaseSource(typeof(Blocks), nameof(Blocks.OnEveryGroup))]
    public void Every_block_is_proved_equivariant_under_every_group(string symbol, string block)
    {
        var layer = Blocks.Typed(symbol, block);
        foreach (var method in Enum.GetValues<ProofMethod>())
        {
            var verdict = Prover.Prove(layer, method);
            Assert.That(verdict, Is.InstanceOf<Verdict.Proved>(), verdict.ToString());
            var derivation = ((Verdict.Proved)verdict).Proof;
            Assert.That(ProofChecker.FindFault(derivation), Is.Null);
            Assert.That(ProofChecker.Accepts(derivation, new Claim.Commutes(layer)));
        }
    }

    [Test]
    public void A_network_is_proved_from_its_layers()
    {
        var network = Blocks.Network(PointGroups.P4m);
        var derivation = Derivations.Proved(Prover.Prove(network));
        Assert.That(ProofChecker.Accepts(derivation, new Claim.Commutes(network)));
        var proved = derivation.Steps().Select(step => step.Conclusion).ToHashSet();
        foreach (var leaf in network.Leaves())
            Assert.That(proved, Does.Contain(new Claim.Commutes(leaf)), leaf.Path);
    }

    [Test]
    public void The_conclusion_claims_the_theorem_over_the_group_and_no_more()
    {
        var layer = Blocks.Typed("p4", "group convolution");
        Assert.That(
            Derivations.Proved(Prover.Prove(layer)).Conclusion.ToString(),
            Is.EqualTo(
                "theorem (group): the group convolution commutes with every ḡ of ℤ² ⋊ C4 (p4), for all signals on the whole lattice and all parameters"
            )
        );
    }

    [TestCaseSource(nameof(Broken))]
    public void An_escape_hatch_leaves_a_formula_undecided(string name)
    {
        var formula = Formulas.Broken[name];
        var typing = Prover.Prove(formula, Formulas.Vocabulary);
        Assert.That(typing, Is.InstanceOf<Verdict.Undecided>());
        Assert.That(
            formula.ToString(),
            Does.Contain(((Verdict.Undecided)typing).Part),
            "the part is one of the formula"
        );
        var shift = Prover.ProveByUniformShift(formula, Formulas.Vocabulary);
        Assert.That(shift, Is.InstanceOf<Verdict.Undecided>());
        Assert.That(((Verdict.Undecided)shift).Reason, Does.Contain("ḡ is left over"));
    }

    [Test]
    public void Absolute_positions_that_cancel_are_proved_by_a_shift_only()
    {
        var relative = new Rel.Inverse(new Rel.Absolute(Formulas.G)) * new Rel.Absolute(Formulas.V);
        var formula = Formulas.Layer(
            Formulas.Over(
                new Domain.Sites(),
                "v",
                Formulas.At(Formulas.V) * Formulas.Weight(relative, relative)
            )
        );
        Assert.That(
            Prover.ProveByTyping(formula, Formulas.Vocabulary),
            Is.InstanceOf<Verdict.Undecided>()
        );
        var derivation = Derivations.Proved(Prover.Prove(formula, Formulas.Vocabulary));
        Assert.That(derivation.Rule, Is.EqualTo(Rules.UniformShift));
        Assert.That(ProofChecker.FindFault(derivation), Is.Null);
    }

    [TestCaseSource(nameof(IllScoped))]
    public void A_formula_that_is_not_well_scoped_is_an_error(string name)
    {
        var formula = Formulas.IllScoped[name];
        Assert.That(
            () => Prover.ProveByTyping(formula, Formulas.Vocabulary),
            Throws.TypeOf<ScopeException>()
        );
        Assert.That(
            () => Prover.ProveByUniformShift(formula, Formulas.Vocabulary),
            Throws.TypeOf<ScopeException>()
        );
    }

    [Test]
    public void Every_construct_is_proved_by_both_methods()
    {
        foreach (
            var verdict in new[]
            {
                Prover.ProveByTyping(Formulas.Everything, Formulas.Vocabulary),
                Prover.ProveByUniformShift(Formulas.Everything, Formulas.Vocabulary),
            }
        )
            Assert.That(
                ProofChecker.Accepts(
                    Derivations.Proved(verdict),
                    new Claim.Equivariant(Formulas.Everything, Formulas.Vocabulary)
                )
            );
    }

    [Test]
    public void Every_rule_takes_part_in_some_derivation()
    {
        var network = Blocks.Network(PointGroups.P4m);
        var used = new[]
        {
            Prover.Prove(network),
            Prover.Prove(Blocks.Restricted),
            Prover.Prove(Blocks.Typed("p4", "mean pooling on the lattice")),
            Prover.ProveByTyping(Formulas.Everything, Formulas.Vocabulary),
            Prover.ProveByUniformShift(Formulas.Everything, Formulas.Vocabulary),
            Prover.Prove(Formulas.Reindexed, Formulas.Vocabulary),
            TermLaws.LawDesigns.Prove(TermLaws.LawDesigns.Equivariant["a bias less itself"]),
        }
            .Select(Derivations.Proved)
            .Concat(ConditionalProofTests.Proofs)
            .Concat(FiniteGroupDesigns.Proofs)
            .SelectMany(proof => proof.Steps())
            .Select(step => step.Rule)
            .ToHashSet();
        Assert.That(Rules.OfDerivations.Where(rule => !used.Contains(rule)), Is.Empty);
        Assert.That(Rules.All.Select(rule => rule.Name), Is.Unique);
    }

    [Test]
    public void Values_that_depend_on_h_are_no_signal_on_the_lattice()
    {
        var onLattice = Formulas.Vocabulary with { InputFibre = Fibre.Trivial };
        var kernel = Formulas.Layer(
            Formulas.Over(
                new Domain.Window("S"),
                "n",
                Formulas.At(Formulas.G * Formulas.N) * Formulas.Weight(new Rel.Unit(), Formulas.N)
            )
        );
        Assert.That(
            Prover.ProveOnLattice(kernel, onLattice),
            Is.InstanceOf<Verdict.Undecided>(),
            "a kernel that is not isotropic"
        );
        Assert.That(
            Prover.ProveOnLattice(Formulas.Layer(Formulas.At(Formulas.G)), Formulas.Vocabulary),
            Is.InstanceOf<Verdict.Undecided>(),
            "a signal on the group"
        );
        Assert.That(
            Prover.ProveOnLattice(Formulas.Layer(Formulas.At(Formulas.G)), onLattice).IsProved,
            "a signal on the lattice"
        );
    }

    [Test]
    public void A_window_that_is_not_stable_is_named()
    {
        var layer = Blocks.Typed("p4", "mean pooling on the lattice");
        var oblong = Region.Box(1, 3);
        var broken = layer with
        {
            Meaning = layer.Meaning with { Windows = [new("S", oblong, oblong.Points())] },
        };
        var verdict = Prover.Prove(broken);
        Assert.That(verdict, Is.InstanceOf<Verdict.Undecided>());
        Assert.That(((Verdict.Undecided)verdict).Part, Is.EqualTo("S"));
        Assert.That(
            Prover.ProveOnLattice(broken.Meaning.Formula, Vocabulary.Of(broken)),
            Is.InstanceOf<Verdict.Undecided>()
        );
    }

    [Test]
    public void Names_of_the_formula_do_not_clash_with_the_shift()
    {
        var clash = new Formula(
            ["ḡ"],
            ["κ"],
            Formulas.Over(
                new Domain.PointElements(),
                "ḡ′",
                new Term.Signal("κ", new Site.Variable("ḡ") * new Rel.Variable("ḡ′"))
                    * Formulas.Table(new Rel.Constant("a") * new Rel.Variable("ḡ′"))
            )
        );
        var derivation = Derivations.Proved(Prover.ProveByUniformShift(clash, Formulas.Vocabulary));
        Assert.That(ProofChecker.FindFault(derivation), Is.Null);
    }
}
