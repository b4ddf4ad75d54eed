using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Proving;

namespace AgeFormal.Verification.Tests;

/// <summary>What a careless checker would accept: names that collide, types that do not fit, indices out of range, idle premises.</summary>
public sealed class CheckerSoundnessTests
{
    private static readonly Site A = new Site.Variable("a");
    private static readonly Rel E = new Rel.Unit();

    // Each place in which a constant can stand.
    private static readonly Dictionary<string, Func<Rel, Term>> Places = new()
    {
        ["a position"] = c => Formulas.At(A * c),
        ["a position that is moved again"] = c => Formulas.At(A * c * E),
        ["a first position"] = c => Formulas.Table(new Rel.Between(A * c, A)),
        ["a second position"] = c => Formulas.Table(new Rel.Between(A, A * c)),
        ["a left factor"] = c => Formulas.Table(c * E),
        ["a right factor"] = c => Formulas.Table(E * c),
        ["a factor after a variable"] = c =>
            Formulas.Over(new Domain.PointElements(), "k", Formulas.At(A * (Formulas.K * c))),
        ["a factor after another constant"] = c => Formulas.Table(new Rel.Constant("d") * c),
        ["an inverse"] = c => Formulas.Table(new Rel.Inverse(c)),
        ["a point part"] = c => Formulas.Table(new Rel.PointPart(c)),
        ["a translation part"] = c => Formulas.Weight(E, new Rel.TranslationPart(c)),
        ["a second argument"] = c => Formulas.Weight(E, c),
        ["a second summand"] = c => Formulas.At(A) + Formulas.At(A * c),
        ["a summand after a number"] = c => new Term.Constant(2) + Formulas.At(A * c),
        ["a second factor of a term"] = c => Formulas.Table(E) * Formulas.Table(c),
        ["an argument of a function"] = c => new Term.Pointwise(
            PointwiseFunction.Relu,
            Formulas.At(A * c)
        ),
        ["a reduction"] = c => Formulas.Over(new Domain.Sites(), "v", Formulas.At(A * c)),
    };

    private static IEnumerable<string> PlaceNames => Places.Keys;

    [TestCaseSource(nameof(PlaceNames))]
    public void A_position_and_a_constant_of_one_name_are_told_apart(string place)
    {
        Formula With(string constant) =>
            new(["a"], ["o"], Formulas.At(A) * Places[place](new Rel.Constant(constant)));
        string? Fault(Formula formula, WordTerm reading) =>
            ProofChecker
                .FindFault(
                    new(
                        Rules.Definition,
                        new Claim.Reading(formula, Displacement.None, reading),
                        []
                    )
                )
                ?.Reason;

        var apart = WordReading.Of(With("b")).Body;
        Assert.That(Fault(With("b"), apart), Is.Null);
        var collided = WordRewriting.Substitute(
            apart,
            new Dictionary<GroupLetter, GroupWord>
            {
                [GroupLetter.Whole("b")] = GroupWord.Of(GroupLetter.Whole("a")),
            }
        );
        Assert.That(Fault(With("a"), collided), Is.Not.Null);
        Assert.That(
            ProofChecker.FindFault(
                Derivations.Proved(Prover.ProveByUniformShift(With("a"), Formulas.Vocabulary))
            ),
            Is.Null
        );
    }

    private static readonly TypedOp.Elementary Relu = Blocks.Typed("p4", "relu");

    private static readonly TypedOp.Elementary Wider = Blocks.Typed("p4", "relu", channels: 3);

    private static readonly TypedOp.Elementary Turned = Blocks.Typed("p4m", "relu");

    private static IEnumerable<TestCaseData> Composites()
    {
        static TestCaseData Case(
            string name,
            bool fits,
            Rule rule,
            TypedOp op,
            params TypedOp[] parts
        ) => new TestCaseData(fits, rule, op, parts).SetArgDisplayNames(name);
        TypedOp Sequence(FieldType input, FieldType output, params TypedOp[] parts) =>
            new TypedOp.Sequence("", input, output, parts.ToEqArray());
        TypedOp Sum(FieldType input, FieldType output, params TypedOp[] parts) =>
            new TypedOp.Sum("", input, output, parts.ToEqArray());
        TypedOp Join(FieldType input, FieldType output, params TypedOp[] parts) =>
            new TypedOp.Concatenation("", input, output, parts.ToEqArray());
        var (type, wide, turned) = (Relu.Input, Wider.Input, Turned.Input);
        var doubled = type with { Channels = 4 };

        yield return Case(
            "a sequence",
            true,
            Rules.Composition,
            Sequence(type, type, Relu, Relu),
            Relu,
            Relu
        );
        yield return Case(
            "another input",
            false,
            Rules.Composition,
            Sequence(wide, type, Relu),
            Relu
        );
        yield return Case(
            "another output",
            false,
            Rules.Composition,
            Sequence(type, wide, Relu),
            Relu
        );
        yield return Case(
            "types in between",
            false,
            Rules.Composition,
            Sequence(type, wide, Relu, Wider),
            Relu,
            Wider
        );
        yield return Case(
            "a sum",
            true,
            Rules.SumOfBranches,
            Sum(type, type, Relu, Relu),
            Relu,
            Relu
        );
        yield return Case("no summand", false, Rules.SumOfBranches, Sum(type, type));
        yield return Case(
            "a sum of another input",
            false,
            Rules.SumOfBranches,
            Sum(wide, type, Relu),
            Relu
        );
        yield return Case(
            "a sum of another output",
            false,
            Rules.SumOfBranches,
            Sum(type, wide, Relu),
            Relu
        );
        yield return Case(
            "one summand of another type",
            false,
            Rules.SumOfBranches,
            Sum(type, type, Relu, Wider),
            Relu,
            Wider
        );
        yield return Case(
            "a concatenation",
            true,
            Rules.Concatenation,
            Join(type, doubled, Relu, Relu),
            Relu,
            Relu
        );
        yield return Case(
            "nothing concatenated",
            false,
            Rules.Concatenation,
            Join(type, type with { Channels = 0 })
        );
        yield return Case(
            "a concatenation of another input",
            false,
            Rules.Concatenation,
            Join(wide, type, Relu),
            Relu
        );
        yield return Case(
            "one branch of another input",
            false,
            Rules.Concatenation,
            Join(type, type with { Channels = 5 }, Relu, Wider),
            Relu,
            Wider
        );
        yield return Case(
            "one branch of another group",
            false,
            Rules.Concatenation,
            Join(type, doubled, Relu, Turned),
            Relu,
            Turned
        );
        yield return Case(
            "channels that do not add up",
            false,
            Rules.Concatenation,
            Join(type, wide, Relu, Relu),
            Relu,
            Relu
        );
        Assert.That(turned, Is.Not.EqualTo(type));
    }

    [TestCaseSource(nameof(Composites))]
    public void Parts_that_are_proved_make_a_whole_only_where_their_types_fit(
        bool fits,
        Rule rule,
        TypedOp whole,
        TypedOp[] parts
    )
    {
        var premises = parts.Select(part => Derivations.Proved(Prover.Prove(part))).ToEqArray();
        Assert.That(
            ProofChecker.FindFault(new(rule, new Claim.Commutes(whole), premises)),
            fits ? Is.Null : Is.Not.Null
        );
    }

    [TestCase(0, true)]
    [TestCase(1, true)]
    [TestCase(2, false)]
    [TestCase(-1, false)]
    public void A_literal_index_is_within_its_bounds(int index, bool accepted)
    {
        var claim = new Claim.Index(
            new Scope(Formulas.Vocabulary, []),
            new Channel.Literal(index),
            2
        );
        Assert.That(
            ProofChecker.FindFault(new(Rules.IndexLiteral, claim, [])),
            accepted ? Is.Null : Is.Not.Null
        );
    }

    [TestCase(1, true)]
    [TestCase(0, false)]
    public void A_reduction_over_channels_has_one_at_least(int channels, bool accepted)
    {
        var scope = new Scope(Formulas.Vocabulary, []);
        var body = new Term.Constant(1);
        var inside = scope.Bind(new Binding("c", VariableSort.Channel, channels));
        var claim = new Claim.Value(
            scope,
            new Term.Reduce(Reduction.Sum, "c", new Domain.Channels(channels), body)
        );
        Derivation premise = new(Rules.Number, new Claim.Value(inside, body), []);
        Assert.That(
            ProofChecker.FindFault(new(Rules.ReductionOverChannels, claim, [premise])),
            accepted ? Is.Null : Is.Not.Null
        );
    }

    [Test]
    public void A_conditional_theorem_has_conditions()
    {
        var theorem = Derivations.Proved(Prover.Prove(Formulas.Everything, Formulas.Vocabulary));
        Assert.That(ProofChecker.FindFault(theorem), Is.Null);
        Assert.That(
            ProofChecker.FindFault(
                new(Rules.ConditionalTheorem, new Claim.Under([], theorem.Conclusion), [theorem])
            ),
            Is.Not.Null
        );
    }

    [Test]
    public void A_function_in_one_part_of_a_formula_needs_a_permutation_fibre(
        [Values] bool isProduct
    )
    {
        var layer = Relu with
        {
            Meaning = Relu.Meaning with
            {
                Formula = Formulas.Layer(
                    isProduct
                        ? Formulas.At(Formulas.G) * Function()
                        : Formulas.At(Formulas.G) + Function()
                ),
            },
        };
        var proof = Derivations.Proved(Prover.Prove(layer));
        Assert.That(ProofChecker.FindFault(proof), Is.Null);
        var needed = proof.Premises.Where(premise =>
            premise.Conclusion is not Claim.PermutationFibre
        );
        Assert.That(needed.Count(), Is.EqualTo(proof.Premises.Count - 1));
        Assert.That(
            ProofChecker.FindFault(proof with { Premises = needed.ToEqArray() }),
            Is.Not.Null
        );

        static Term Function() =>
            new Term.Pointwise(PointwiseFunction.Relu, Formulas.At(Formulas.G));
    }
}
