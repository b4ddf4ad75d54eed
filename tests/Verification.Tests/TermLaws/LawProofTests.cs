using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Tests.TermLaws;

/// <summary>What cancels by a law is proved, by a chain that the checker replays and no step of which can be altered.</summary>
public sealed class LawProofTests
{
    private static readonly Lazy<(string Name, Verdict.Proved Proof)[]> Proofs = new(() =>
        [
            .. LawDesigns.Equivariant.Select(design =>
                (
                    design.Key,
                    LawDesigns.Prove(design.Value) as Verdict.Proved
                        ?? throw new AssertionException($"{design.Key} is not proved")
                )
            ),
        ]
    );

    [TestCaseSource(typeof(LawDesigns), nameof(LawDesigns.Equivariant))]
    public void An_absolute_part_that_cancels_is_proved_away(KeyValuePair<string, string> design)
    {
        var verdict = LawDesigns.Prove(design.Value);
        Assert.That(verdict, Is.InstanceOf<Verdict.Proved>(), $"{design.Key}: {verdict}");
        Assert.That(ProofChecker.FindFault(((Verdict.Proved)verdict).Proof), Is.Null, design.Key);
    }

    [TestCaseSource(typeof(LawDesigns), nameof(LawDesigns.Broken))]
    public void What_does_not_cancel_is_not_proved(KeyValuePair<string, string> design) =>
        Assert.That(LawDesigns.Prove(design.Value).IsProved, Is.False, design.Key);

    [Test]
    public void Every_law_takes_part_in_some_proof()
    {
        var used = Proofs
            .Value.SelectMany(one => one.Proof.Proof.Steps())
            .Select(step => step.Rule)
            .ToHashSet();
        Assert.That(
            Rules.TermLaws.Concat(Rules.FunctionLaws).Where(rule => !used.Contains(rule)),
            Is.Empty
        );
    }

    [Test]
    public void Laws_of_functions_are_named_and_ring_laws_are_none()
    {
        var laws = Proofs.Value.ToDictionary(
            one => one.Name,
            one => one.Proof.Proof.FunctionLaws,
            StringComparer.Ordinal
        );
        Assert.That(laws["a bias less itself"], Is.Empty);
        Assert.That(laws["centring removes a bias"], Is.Empty);
        Assert.That(laws["a sum over H of a constant"], Is.Empty);
        Assert.That(laws["sigmoids"], Is.EqualTo(new[] { Rules.SigmoidComplement }));
        Assert.That(laws["a maximum moves"], Is.EqualTo(new[] { Rules.ExtremumOfSum }));
        Assert.That(laws["tanh is odd"], Is.EqualTo(new[] { Rules.OddFunction }));
    }

    [Test]
    public void A_law_step_by_another_rule_with_a_premise_or_of_another_side_is_rejected()
    {
        var killed = 0;
        foreach (var step in Steps())
        {
            var equation = (Claim.Equation)step.Conclusion;
            WordTerm[] altered =
            [
                new WordTerm.Sum([equation.Right, new WordTerm.Number(1)]),
                new WordTerm.Product([new WordTerm.Number(2), equation.Right]),
                equation.Left,
            ];
            foreach (var right in altered)
            {
                var mutant = step with { Conclusion = equation with { Right = right } };
                Assert.That(ProofChecker.FindFault(mutant), Is.Not.Null, $"{mutant}");
                killed++;
            }
            Assert.That(
                ProofChecker.FindFault(step with { Premises = [step] }),
                Is.Not.Null,
                $"{step} with a premise"
            );
            Assert.That(
                ProofChecker.FindFault(step with { Rule = step.Rule with { Law = "none" } }),
                Is.Not.Null,
                $"{step} by no rule"
            );
        }
        TestContext.Out.WriteLine($"killed {killed}");
        Assert.That(killed, Is.GreaterThan(100));
    }

    [Test]
    public void Every_law_step_holds_on_random_numbers()
    {
        var seen = new HashSet<Rule>();
        foreach (var step in Steps())
        foreach (var seed in Enumerable.Range(1, 5))
        {
            var equation = (Claim.Equation)step.Conclusion;
            var numbers = new NumericTerm(seed);
            var (left, right) = (numbers.Value(equation.Left), numbers.Value(equation.Right));
            if (!double.IsFinite(left))
                continue;
            // Rounding of a few hundred operations on numbers of order one.
            Assert.That(
                right,
                Is.EqualTo(left).Within(1e-9 * Math.Max(1, Math.Abs(left))),
                $"{step}"
            );
            seen.Add(step.Rule);
        }
        Assert.That(Rules.TermLaws.Concat(Rules.FunctionLaws).Except(seen), Is.Empty);
    }

    [Test]
    public void A_chain_that_goes_forward_after_it_was_turned_is_rejected()
    {
        var proof = Proofs.Value.First(one => one.Name == "sigmoids").Proof.Proof;
        var turned = proof.Premises.First(step => step.Rule == Rules.Symmetry);
        var at = proof.Premises.Items.IndexOf(turned);
        var equation = (Claim.Equation)turned.Conclusion;
        Derivation Law(WordTerm from, WordTerm to) =>
            new(Rules.RingLaws, new Claim.Equation(equation.Vocabulary, from, to), []);
        var there = new WordTerm.Sum([equation.Right, new WordTerm.Number(0)]);
        var detour = proof with
        {
            Premises = proof
                .Premises.Take(at + 1)
                .Append(Law(equation.Right, there))
                .Append(Law(there, equation.Right))
                .Concat(proof.Premises.Skip(at + 1))
                .ToEqArray(),
        };
        Assert.That(ProofChecker.FindFault(Law(equation.Right, there)), Is.Null);
        Assert.That(ProofChecker.FindFault(proof), Is.Null);
        Assert.That(ProofChecker.FindFault(detour)?.Reason, Does.Contain("turned around"));
    }

    [Test]
    public void A_function_of_a_users_own_is_not_the_one_of_its_name()
    {
        var own = new PointwiseFunction("tanh", x => x * x);
        Term At(Term of) => new Term.Pointwise(own, of);
        var here = Formulas.At(Formulas.G);
        var formula = Formulas.Layer(
            here
                + Formulas.Table(new Rel.Absolute(Formulas.G))
                    * (At(here) + At(new Term.Constant(-1) * here))
        );
        Assert.That(Prover.Prove(formula, Formulas.Vocabulary).IsProved, Is.False);
    }

    [Test]
    public void A_simplification_that_grows_ends_at_its_bound()
    {
        const string sum =
            "f[0](g) + f[1](g) + gain(Abs(g); 0) + gain(Abs(g); 1) + b(Abs(g)) + exp(f[0](g)) + exp(f[1](g)) + 1";
        var verdict = LawDesigns.Prove($"square(square(square({sum})))");
        Assert.That(verdict.IsProved, Is.False);
        Assert.That(verdict.ToString(), Does.Contain("bound of 400 monomials"));
    }

    [Test]
    public void Designs_of_the_shared_cases_that_are_broken_are_not_proved_and_the_equivariant_ones_are()
    {
        string[] proved =
        [
            "bias-removed-by-centring",
            "softmax-cancels-query-bias",
            "softmax-bias-amplified",
            "standardised-gain",
            "logits-argmax",
            "rsqrt-is-reciprocal-of-sqrt",
        ];
        var folder = SharedFiles.Cases("designs");
        foreach (var name in proved)
        {
            var design = DesignParser.Parse(
                File.ReadAllText(Path.Combine(folder, $"{name}.design")),
                name
            );
            var verdict = Prover.Prove(
                design.Formula,
                DesignVocabulary.On(design, PointGroups.P4m, [])
            );
            Assert.That(verdict.IsProved, $"{name}: {verdict}");
        }
        foreach (
            var cells in File.ReadLines(Path.Combine(folder, "truth.tsv"))
                .Skip(1)
                .Select(line => line.Split('\t'))
                .Where(cells => cells[2] == "broken" && cells[1] == "any")
        )
        {
            var design = DesignParser.Parse(
                File.ReadAllText(Path.Combine(folder, $"{cells[0]}.design")),
                cells[0]
            );
            if (design.Group is GroupCondition.Any)
                Assert.That(
                    Prover
                        .Prove(design.Formula, DesignVocabulary.On(design, PointGroups.P4m, []))
                        .IsProved,
                    Is.False,
                    cells[0]
                );
        }
    }

    private static IEnumerable<Derivation> Steps() =>
        Proofs
            .Value.SelectMany(one => one.Proof.Proof.Steps())
            .Where(step =>
                Rules.TermLaws.Contains(step.Rule) || Rules.FunctionLaws.Contains(step.Rule)
            )
            .Distinct();
}
