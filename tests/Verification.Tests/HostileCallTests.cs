using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Testing;
using AgeFormal.Verification.Certificates;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Verification.Tests;

/// <summary>Hostile arguments of every public member end with a result or a typed exception.</summary>
[NonParallelizable]
public sealed class HostileCallTests
{
    private static readonly Dictionary<string, Type[]> Documented = new()
    {
        ["CounterexampleFormats.Read"] = [typeof(IOException), typeof(UnauthorizedAccessException)],
        ["CounterexampleFormats.Write"] =
        [
            typeof(IOException),
            typeof(UnauthorizedAccessException),
        ],
        ["FieldElement.Inverse"] = [typeof(DivideByZeroException)],
        ["FieldElement.Divide"] = [typeof(DivideByZeroException)],
        ["FieldElement.op_Division"] = [typeof(DivideByZeroException)],
    };

    private static readonly TypedOp Layer = Typing.Elaborate(
        new Op.Sequence([
            new("c1", new Op.LiftingConvolution(1, Region.Box(3, 3))),
            new("", new Op.Pointwise(PointwiseFunction.Relu)),
        ]),
        new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(5, 5))
    );

    private static readonly Design Broken = DesignParser.Parse(
        "design broken\ngroup p4\ninput f[1] on group\noutput 1\nλ(g; o). f[o](g·Abs(g))",
        "text"
    );

    private static readonly Design Small = DesignParser.Parse(
        "design small\ngroup p4\ninput f[1] on group\noutput 1\nλ(g; o). Σ[k ∈ H] relu(f[o](g·k))",
        "text"
    );

    private static readonly HostileCalls Calls = new(
        typeof(Verifier).Assembly,
        Values(),
        Documented,
        new HashSet<string>()
    )
    {
        Costs = new Dictionary<string, long>
        {
            // A network of twelve blocks, evaluated by its formulas.
            ["IntegerCheck.Run"] = 200_000_000,
            // A design proved and replayed, and tested on every model.
            ["ZooFinding.Of"] = 100_000_000,
        },
        Named = new Dictionary<string, object?[]>
        {
            ["path"] = ["/nowhere/case.json", "", "\0", "/", null],
        },
    };

    private static Dictionary<Type, object?[]> Values()
    {
        var values = HostileValues.With(Roots());
        // The first is cheap enough to be called often.
        values[typeof(IntegerOptions)] =
        [
            new IntegerOptions { Attempts = 1, ReferenceBudget = 1e4 },
            new IntegerOptions { Attempts = 0 },
            new IntegerOptions { Attempts = -1, Batch = -1 },
            new IntegerOptions { Attempts = 1, Batch = int.MaxValue },
            new IntegerOptions { Attempts = 1, ReferenceBudget = double.NaN },
            null,
        ];
        // The members of generic types are called at these.
        var proof = ((Verdict.Proved)DesignVerifier.Verify(Small).Theorem).Proof;
        Add<Outcome<double>>(
            new Outcome<double>.Executed(1),
            new Outcome<double>.NotExecuted("why")
        );
        Add<Verdict<Derivation, Derivation>>(
            new Verdict<Derivation, Derivation>.Proved(proof),
            new Verdict<Derivation, Derivation>.Refuted(proof),
            new Verdict<Derivation, Derivation>.Undecided("part", "why")
            {
                WithOtherFunctions = proof,
            }
        );
        values.TryAdd(
            typeof(Outcome<LayerReplay>),
            [new Outcome<LayerReplay>.Executed(new("double", 1, 2, 1, 2, 0.1)), null]
        );
        return values;

        void Add<T>(params T[] cases)
            where T : notnull
        {
            values[typeof(T)] = [.. cases, null];
            foreach (var one in cases)
                values[one.GetType()] = [one, null];
        }
    }

    private static object[] Roots()
    {
        var report = DesignVerifier.Verify(Small);
        var parameters = Parameters<double>.Generate(Layer, (_, _, i) => i % 3);
        var sample = Signal<double>.Generate(Layer.Input, 1, i => i % 5);
        var executor = new ReferenceRuns();
        var executable = executor.Compile(Layer, parameters, Precision.Double);
        return
        [
            Layer,
            Small,
            Broken,
            DesignVerifier.Verify(Broken),
            report,
            DesignExecution.Of(report, executor, Precision.Double),
            executor,
            executable,
            Verifier.Verify(
                Layer,
                parameters,
                sample,
                executor,
                new VerificationOptions { Integers = new() { Attempts = 1 } }
            ),
            VerificationOptions.Default,
            new IdentityOptions(),
            CertifiedFormula.DistinctOf(Layer),
            Scoped.Of(Small.Formula, DesignVocabulary.OfProof(Small, PointGroups.P4, [])),
            DesignZoo.All.Take(3).ToEqArray(),
            FiniteModel.Of(Vocabulary.Of(Layer.Leaves().First()), PointGroups.P4, 3),
            sample,
            parameters,
        ];
    }

    /// <summary>Runs operators by their formulas.</summary>
    private sealed record ReferenceRuns : IExecutor
    {
        public string Device => "reference";

        public IExecutable Compile(
            TypedOp op,
            Parameters<double> parameters,
            Precision precision
        ) =>
            new FunctionExecutable(
                op.Input,
                op.Output,
                input => Reference.Evaluate(op, parameters, input)
            );
    }

    [Test]
    public void Every_public_member_is_called() =>
        Assert.That(Calls.Uncovered, NUnit.Framework.Is.Empty);

    [TestCase(8)]
    [TestCase(1, Category = "Long")]
    public void A_hostile_call_ends_with_a_result_or_a_typed_exception(int oneOf) =>
        Calls.AssertAllEnd(1000 / oneOf, oneOf);
}
