using System.Text.Json;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

public sealed class VerifierTests
{
    private static readonly VerificationOptions Options = VerificationOptions.Default with
    {
        Integers = new IntegerOptions { ReferenceBudget = 3e4 },
    };

    private static IEnumerable<string> DefectNames => Defects.NotEquivariant.Keys;

    private static VerificationReport Verify(
        TypedOp op,
        IExecutor? executor = null,
        VerificationOptions? options = null
    ) =>
        Verifier.Verify(
            op,
            Samples.Parameters(op),
            Samples.Input(op.Input),
            executor ?? new ReferenceExecutor(),
            options ?? Options
        );

    private static TypedOp.Elementary Strided() =>
        (TypedOp.Elementary)
            Typing.Elaborate(
                new Op.LiftingConvolution(1, Region.Box(3, 3))
                {
                    Sampling = Sampling.Dense with { Stride = 2 },
                },
                new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(6, 6))
            );

    [Test]
    public void A_cancelled_verification_executes_nothing_more()
    {
        var op = Blocks.Typed("p4", "lifting convolution");
        using var source = new CancellationTokenSource();
        var runs = 0;
        var executor = new ReferenceExecutor(run =>
        {
            runs++;
            source.Cancel();
            return run.Honest(run.Input);
        });
        Assert.Throws<OperationCanceledException>(() =>
            Verifier.Verify(
                op,
                Samples.Parameters(op),
                Samples.Input(op.Input),
                [executor],
                VerificationOptions.Default,
                source.Token
            )
        );
        Assert.That(runs, Is.EqualTo(1));
    }

    [Test]
    public void A_network_is_proved_exact_and_executed()
    {
        var network = Blocks.Network(PointGroups.P4);
        var report = Verify(network);
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ProvedAndExact), report.ToJson());
        Assert.That(report.Summary, Does.StartWith("equivariant under C4"));
        Assert.That(
            report.Layers.Select(layer => layer.Path),
            Is.EqualTo(network.Leaves().Select(leaf => leaf.Path))
        );
        Assert.That(report.Layers.All(layer => layer.Theorem.IsProved));
        Assert.That(report.Layers.All(layer => layer.Integers.Count == 2));
        Assert.That(
            report.Assumptions.Any(text => text.Contains("dropout", StringComparison.Ordinal))
        );
    }

    [Test]
    public void An_inexact_grid_is_told_apart_from_a_defect()
    {
        var report = Verify(Strided());
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ProvedInexactOnGrid));
        Assert.That(
            report.Summary,
            Is.EqualTo(
                "proved for the group; on this grid exact for e, not for r, r², r³; lost in the operator; reference: 2 of 2 layer runs equal on integers, 2 of 2 within rounding with the real functions"
            )
        );
        Assert.That(report.Layers[0].Offsets, Is.EqualTo(EqArray.Create<int>([1, 1])));
    }

    [TestCaseSource(nameof(DefectNames))]
    public void A_defect_of_the_execution_is_a_difference(string defect)
    {
        var report = Verify(
            Blocks.Typed("p4m", "lifting convolution"),
            new ReferenceExecutor(Defects.NotEquivariant[defect])
        );
        Assert.That(report.Theorem.IsProved);
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ExecutionDiffers));
        Assert.That(report.Summary, Does.Not.Contain("equivariant"));
    }

    /// <summary>One more everywhere is equivariant, and no rounding.</summary>
    [Test]
    public void A_difference_on_integers_alone_is_a_difference()
    {
        var executor = new ReferenceExecutor(run =>
        {
            var output = run.Honest(run.Input);
            return output.Values.All(double.IsInteger) ? output.Map(value => value + 1) : output;
        });
        var report = Verify(Blocks.Typed("p4", "lifting convolution"), executor);
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ExecutionDiffers));
        Assert.That(report.Layers[0].Reals.All(run => run.IsWithinTolerance));
    }

    [Test]
    public void An_operator_that_does_not_run_is_not_called_equivariant()
    {
        var report = Verify(
            Blocks.Network(PointGroups.P4),
            new ReferenceExecutor(supports: leaf =>
                leaf is not TypedOp.Elementary { Op: Op.Pointwise { Function.Name: "sigmoid" } }
            )
        );
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ExecutionUndecided));
        Assert.That(
            report.Executions.Select(execution => execution.Outcome),
            Is.All.InstanceOf<Outcome<ExecutionChecks>.NotExecuted>()
        );
        Assert.That(report.Summary, Does.Not.Contain("equivariant"));
        Assert.That(
            report.Summary,
            Does.StartWith(
                    "proved for the group; execution did not decide: not executed in float32: "
                )
                .And.Contains("; not executed in float64: ")
        );
    }

    [Test]
    public void Without_execution_nothing_is_concluded_from_the_theorem()
    {
        var report = Verify(Blocks.Typed("p4", "relu"), options: Options with { Precisions = [] });
        Assert.That(report.Theorem.IsProved);
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ExecutionUndecided));
        Assert.That(report.Summary, Does.EndWith("did not decide: nothing was executed"));
    }

    [Test]
    public void An_output_that_shows_nothing_is_the_reason_for_no_decision()
    {
        var op = Blocks.Typed("p4", "relu");
        var report = Verify(
            op,
            new ReferenceExecutor(run =>
                Signal<double>.Generate(op.Output, run.Input.Batch, _ => 0)
            ),
            Options with
            {
                ExecutesLayers = false,
                Integers = new() { ReferenceBudget = 0 },
            }
        );
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ExecutionUndecided));
        Assert.That(
            report.Summary,
            Does.Contain("on integers in float32, the output is zero everywhere")
                .And.Contains("on the data in float32, the output is zero everywhere")
        );
    }

    [Test]
    public void A_float32_residual_beyond_rounding_is_unreliable_not_broken()
    {
        var op = Blocks.Typed("p4", "lifting convolution");
        var report = Verify(op, new CoarseSingle());
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ProvedSingleUnreliable));
        Assert.That(report.Summary, Does.Contain("float64 is within"));
    }

    /// <summary>Float32 that keeps integers and rounds other values coarsely, not alike everywhere.</summary>
    private sealed class CoarseSingle : IExecutor
    {
        public string Device => "coarse";

        public IExecutable Compile(
            TypedOp op,
            Parameters<double> parameters,
            Precision precision
        ) =>
            new ReferenceExecutor(run =>
            {
                var output = run.Honest(run.Input);
                var isInteger = output.Values.All(value => value == Math.Round(value));
                return precision == Precision.Double || isInteger
                    ? output
                    : Signal<double>.Generate(
                        op.Output,
                        output.Batch,
                        i => output.Values[i] * (1 + 1e-3 * (i % 5))
                    );
            }).Compile(op, parameters, precision);
    }

    [Test]
    public void An_undecided_theorem_is_never_a_success()
    {
        var layer = Blocks.Typed("p4m", "relu");
        var broken = layer with
        {
            Meaning = layer.Meaning with
            {
                Formula = new Formula(
                    ["g"],
                    ["o"],
                    new Term.Signal(
                        "o",
                        new Site.Variable("g") * new Rel.Absolute(new Site.Variable("g"))
                    )
                ),
            },
        };
        var report = Verify(broken);
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.Undecided));
        Assert.That(report.Summary, Does.Contain("Abs(g)"));
    }

    [TestCase(Conclusion.ProvedAndExact, "provedAndExact")]
    [TestCase(Conclusion.ProvedInexactOnGrid, "provedInexactOnGrid")]
    [TestCase(Conclusion.ProvedSingleUnreliable, "provedSingleUnreliable")]
    [TestCase(Conclusion.ExecutionDiffers, "executionDiffers")]
    [TestCase(Conclusion.ExecutionUndecided, "executionUndecided")]
    [TestCase(Conclusion.Refuted, "refuted")]
    [TestCase(Conclusion.Undecided, "undecided")]
    public void The_json_form_names_each_conclusion(Conclusion conclusion, string name)
    {
        var report = Verify(Blocks.Typed("p4", "relu"), options: Options with { Precisions = [] });
        using var json = JsonDocument.Parse((report with { Conclusion = conclusion }).ToJson());
        Assert.That(json.RootElement.GetProperty("conclusion").GetString(), Is.EqualTo(name));
    }

    [Test]
    public void The_json_form_has_stable_names()
    {
        using var json = JsonDocument.Parse(Verify(Strided()).ToJson());
        var root = json.RootElement;
        Assert.That(
            root.EnumerateObject().Select(property => property.Name),
            Is.EqualTo(
                new[]
                {
                    "schema",
                    "operator",
                    "group",
                    "input",
                    "conclusion",
                    "summary",
                    "theorem",
                    "grid",
                    "execution",
                    "layers",
                    "assumptions",
                }
            )
        );
        Assert.That(root.GetProperty("schema").GetString(), Is.EqualTo("ageformal.verification/1"));
        Assert.That(root.GetProperty("conclusion").GetString(), Is.EqualTo("provedInexactOnGrid"));
        Assert.That(
            root.GetProperty("theorem").GetProperty("verdict").GetString(),
            Is.EqualTo("proved")
        );
        var grid = root.GetProperty("grid");
        Assert.That(
            grid.EnumerateObject().Select(property => property.Name),
            Is.EqualTo(
                new[]
                {
                    "exact",
                    "exactElements",
                    "exactSubgroup",
                    "reason",
                    "blame",
                    "drifts",
                    "branches",
                    "repairs",
                    "translations",
                }
            )
        );
        Assert.That(grid.GetProperty("exact").GetBoolean(), Is.False);
        Assert.That(
            grid.GetProperty("drifts")[0].GetProperty("pixels")[1].GetDouble(),
            Is.EqualTo(-0.5)
        );
        Assert.That(
            grid.GetProperty("repairs")[0].GetProperty("steps")[0].GetProperty("to").GetString(),
            Is.EqualTo("7×7")
        );
        var layer = root.GetProperty("layers")[0].GetProperty("grid");
        Assert.That(layer.GetProperty("axes")[0].GetProperty("r").GetInt32(), Is.EqualTo(1));
        Assert.That(layer.GetProperty("responsible").GetBoolean());
        Assert.That(
            layer.GetProperty("elements")[2].GetProperty("obstructions")[0].GetString(),
            Is.EqualTo("axis 0 is flipped, r = (3 mod 2) − (0 − 0) = 1")
        );
        var single = root.GetProperty("execution")[0];
        Assert.That(single.GetProperty("precision").GetString(), Is.EqualTo("float32"));
        Assert.That(single.GetProperty("integers").GetProperty("bitEqual").GetBoolean(), Is.False);
        Assert.That(
            single
                .GetProperty("integers")
                .GetProperty("elements")[1]
                .GetProperty("outcome")
                .GetString(),
            Is.EqualTo("different")
        );
        Assert.That(
            single.GetProperty("residual").GetProperty("maxRelativeError").GetDouble(),
            Is.GreaterThan(0.01)
        );
    }

    [Test]
    public void Values_that_are_not_finite_survive_in_json()
    {
        var op = Blocks.Typed("p4", "relu");
        var report = Verify(
            op,
            new ReferenceExecutor(run =>
                Signal<double>.Create(
                    op.Output,
                    run.Honest(run.Input).Values.SetItem(0, double.NaN)
                )
            )
        );
        using var json = JsonDocument.Parse(report.ToJson());
        Assert.That(json.RootElement.GetRawText(), Does.Contain("\"NaN\""));
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ExecutionDiffers));
    }

    [Test]
    public void A_sample_of_another_type_is_an_error()
    {
        var op = Blocks.Typed("p4", "relu");
        Assert.That(
            () =>
                Verifier.Verify(
                    op,
                    Samples.Parameters(op),
                    Samples.Input(op.Input with { Channels = 5 }),
                    new ReferenceExecutor(),
                    Options
                ),
            Throws.ArgumentException
        );
    }
}
