using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Specialisations;
using InstanceVerdict = AgeFormal.Verification.Verdict<
    AgeFormal.Verification.Specialisations.InstanceProof,
    AgeFormal.Verification.Specialisations.InstanceDifference
>;

namespace AgeFormal.Verification.Tests;

/// <summary>Special cases that are proved, damaged proofs that are rejected, and wrong substitutions that are refuted.</summary>
public sealed class InstanceTests
{
    private static readonly Lazy<IReadOnlyDictionary<Specialisation, InstanceVerdict>> Verdicts =
        new(() =>
            KnownSpecialisations
                .All.Append(Itself)
                .ToDictionary(statement => statement, InstanceProver.Prove)
        );

    private static readonly Term Zero = new Term.Constant(0);

    /// <summary>Self-attention at its own parameters.</summary>
    private static Specialisation Itself
    {
        get
        {
            var design = KnownSpecialisations.NonLocal.General;
            Replacement Same(
                string name,
                EqArray<Rel> at,
                EqArray<string> elements,
                EqArray<string> of
            ) =>
                new(
                    name,
                    elements,
                    of,
                    new Term.Parameter(name, at, of.Select(one => (Channel)one).ToEqArray())
                );
            return new(
                design,
                design,
                [
                    .. new[] { "Q", "K", "V" }.Select(name => Same(name, [], [], ["o", "c"])),
                    Same("rho", [K, N], ["k", "n"], ["o"]),
                ]
            );
        }
    }

    private static IEnumerable<TestCaseData> Statements =>
        KnownSpecialisations
            .All.Append(Itself)
            .Select(statement =>
                new TestCaseData(statement).SetArgDisplayNames(statement.Special.Name)
            );

    private static IEnumerable<TestCaseData> Wrong =>
        [
            Case(
                "a kernel of the wrong size",
                With(
                    KnownSpecialisations.SqueezeExcitation,
                    "psi",
                    one => one with { Value = new Term.Constant(3) }
                )
            ),
            Case(
                "a kernel that mixes channels",
                With(KnownSpecialisations.SqueezeExcitation, "psi", one => one with { Equal = [] })
            ),
            Case(
                "a kernel that is not at e",
                With(
                    KnownSpecialisations.SqueezeExcitation,
                    "psi",
                    one => one with { Units = ["k"] }
                )
            ),
            Case(
                "the maximum is left on",
                With(
                    KnownSpecialisations.SqueezeExcitation,
                    ["M1", "M2"],
                    one => one with { Value = new Term.Constant(1) }
                )
            ),
            Case(
                "a spatial kernel that is not zero",
                With(
                    KnownSpecialisations.SqueezeExcitation,
                    "K",
                    one => one with { Value = new Term.Constant(1) }
                )
            ),
            Case(
                "no weights for the maximum",
                With(KnownSpecialisations.Cbam, "M2", one => one with { Value = Zero })
            ),
            Case(
                "a spatial kernel turned around",
                With(
                    KnownSpecialisations.Cbam,
                    "K",
                    one =>
                        one with
                        {
                            Value = new Term.Parameter(
                                "V",
                                [new Rel.Inverse(new Rel.Variable("n"))],
                                ["p"]
                            ),
                        }
                )
            ),
            Case(
                "a quarter forgotten",
                With(
                    KnownSpecialisations.GroupConvolution,
                    "psi",
                    one => one with { Value = new Term.Parameter("weight", [K, N], ["o", "c"]) }
                )
            ),
            Case(
                "elements swapped",
                With(
                    KnownSpecialisations.SharedWeights,
                    "psi",
                    one =>
                        one with
                        {
                            Value = new Term.Parameter(
                                "weight",
                                [new Rel.Inverse(K), N],
                                ["o", "c"]
                            ),
                        }
                )
            ),
            Case(
                "keys for queries",
                With(
                    KnownSpecialisations.NonLocal,
                    "Q",
                    one => one with { Value = new Term.Parameter("Phi", [], ["o", "c"]) }
                )
            ),
        ];

    private static Rel K => new Rel.Variable("k");

    private static Rel N => new Rel.Variable("n");

    [TestCaseSource(nameof(Statements))]
    public void A_special_case_is_proved_by_a_proof_of_nothing_else(Specialisation statement)
    {
        var verdict = Verdicts.Value[statement];
        Assert.That(verdict.IsProved, $"{verdict}");
        var proof = ((InstanceVerdict.Proved)verdict).Proof;
        Assert.That(proof.StepCount, Is.GreaterThan(0));
        foreach (var other in Verdicts.Value.Keys.Where(other => other != statement))
            Assert.That(InstanceChecker.FindFault(other, proof), Is.Not.Null, $"{other}");
    }

    [TestCaseSource(nameof(Wrong))]
    public void A_wrong_substitution_is_not_proved_and_is_refuted_by_a_model(
        Specialisation statement
    )
    {
        var verdict = InstanceProver.Prove(statement);
        Assert.That(verdict, Is.InstanceOf<InstanceVerdict.Refuted>(), $"{verdict}");
        var difference = ((InstanceVerdict.Refuted)verdict).Witness;
        Assert.That(difference.General, Is.Not.EqualTo(difference.Special));
    }

    /// <summary>The proof of the right statement, and the honest steps of the wrong one with the gap between their ends closed by each rule.</summary>
    [TestCaseSource(nameof(Wrong))]
    public void No_proof_of_a_wrong_substitution_is_accepted(Specialisation statement)
    {
        var right = KnownSpecialisations.All.Single(one => one.Special == statement.Special);
        Assert.That(InstanceChecker.FindFault(statement, Proof(right)), Is.Not.Null);
        var steps = InstanceProver.Steps(
            statement,
            Scoped.Of(
                ParameterSubstitution.Of(statement.General, statement.Replacements),
                InstanceProver.Vocabulary(statement)
            )
        );
        Assert.That(
            InstanceChecker.FindFault(statement, steps),
            Does.StartWith("the sides end at two terms")
        );
        var end = steps.FromSpecial.Count == 0 ? steps.Special : steps.FromSpecial[^1].After;
        foreach (var rule in InstanceRules.All)
            Assert.That(
                InstanceChecker.FindFault(
                    statement,
                    steps with
                    {
                        FromGeneral = [.. steps.FromGeneral, new(rule, steps.Common, end)],
                    }
                ),
                Does.EndWith("does not follow"),
                $"{rule}"
            );
    }

    [Test]
    public void A_proof_with_a_step_left_out_or_by_another_rule_is_rejected()
    {
        var statement = KnownSpecialisations.GroupConvolution;
        var proof = Proof(statement);
        var first = proof
            .FromGeneral.Index()
            .GroupBy(step => step.Item.Rule, (_, same) => same.First());
        foreach (var (i, step) in first)
        {
            string? Fault(EqArray<InstanceStep> steps) =>
                InstanceChecker.FindFault(statement, proof with { FromGeneral = steps });
            Assert.That(Fault(new(proof.FromGeneral.Items.RemoveAt(i))), Is.Not.Null);
            foreach (var rule in InstanceRules.All.Where(rule => !MayStandFor(rule, step.Rule)))
                Assert.That(
                    Fault(new(proof.FromGeneral.Items.SetItem(i, step with { Rule = rule }))),
                    Is.Not.Null,
                    $"{step} by {rule}"
                );
        }
    }

    [Test]
    public void Every_rule_takes_part_in_some_proof() =>
        Assert.That(
            InstanceRules.All.Except(
                Verdicts
                    .Value.Keys.Select(Proof)
                    .SelectMany(proof => proof.FromGeneral.Concat(proof.FromSpecial))
                    .Select(step => step.Rule)
            ),
            Is.Empty
        );

    [Test]
    public void What_does_not_fit_is_an_error_that_names_it()
    {
        var statement = KnownSpecialisations.Cbam;
        Assert.That(
            () => InstanceProver.Prove(statement with { Replacements = [] }),
            Throws.TypeOf<SpecialisationException>().With.Message.Contains("has no replacement")
        );
        Assert.That(
            () => InstanceProver.Prove(With(statement, "K", one => one with { Elements = ["k"] })),
            Throws.TypeOf<SpecialisationException>().With.Message.Contains("expected 2 and 1")
        );
        Assert.That(
            () =>
                InstanceProver.Prove(
                    With(
                        statement,
                        "K",
                        one => one with { Value = new Term.Signal("p", new Site.Variable("g")) }
                    )
                ),
            Throws.TypeOf<SpecialisationException>().With.Message.Contains("reads the signal")
        );
        Assert.That(
            () =>
                InstanceProver.Prove(
                    With(
                        statement,
                        "K",
                        one => one with { Value = new Term.Parameter("U", [], []) }
                    )
                ),
            Throws.TypeOf<ScopeException>().With.Message.Contains("'U' is not declared")
        );
        Assert.That(
            () =>
                InstanceProver.Prove(
                    With(Itself, "rho", one => one with { Value = new Term.Constant(1) })
                ),
            Throws.TypeOf<SpecialisationException>().With.Message.Contains("outside of T")
        );
        Assert.That(
            () =>
                InstanceProver.Prove(
                    statement with
                    {
                        General = KnownSpecialisations.SqueezeExcitation.General,
                    }
                ),
            Throws.TypeOf<SpecialisationException>().With.Message.Contains("the input is")
        );
    }

    /// <summary>Laws of which one contains the other at some terms.</summary>
    private static bool MayStandFor(Rule rule, Rule of) =>
        rule == of
        || rule == InstanceRules.RingLaws
        || (rule == Rules.ParameterAxis || rule == Rules.GroupWords)
            && (of == Rules.ParameterAxis || of == Rules.GroupWords);

    private static InstanceProof Proof(Specialisation statement)
    {
        var verdict = Verdicts.Value[statement];
        return verdict is InstanceVerdict.Proved proved
            ? proved.Proof
            : throw new AssertionException($"{statement}: {verdict}");
    }

    private static TestCaseData Case(string name, Specialisation statement) =>
        new TestCaseData(statement).SetArgDisplayNames(name);

    private static Specialisation With(
        Specialisation statement,
        string parameter,
        Func<Replacement, Replacement> change
    ) => With(statement, [parameter], change);

    private static Specialisation With(
        Specialisation statement,
        string[] parameters,
        Func<Replacement, Replacement> change
    ) =>
        statement with
        {
            Replacements = statement
                .Replacements.Select(one => parameters.Contains(one.Parameter) ? change(one) : one)
                .ToEqArray(),
        };
}
