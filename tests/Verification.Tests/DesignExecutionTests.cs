using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Verification.Tests;

/// <summary>A design as a layer on a torus: the honest execution is equivariant, a defective one is not.</summary>
public sealed class DesignExecutionTests
{
    private const string Text = """
        design own
        group p4
        input f[1] on group
        output 1
        window S 3
        param weight[1, 1, H, S]
        λ(g; o). Σ[k ∈ H] Σ[n ∈ Win(S)] f[0](g·n·k) · weight(k, n; o, 0)
        """;

    private static readonly DesignReport Own = DesignVerifier.Verify(
        DesignParser.Parse(Text, "own")
    );

    [Test]
    public void An_honest_execution_commutes_with_every_element([Values] Precision precision)
    {
        var execution = Ran(Own, new ReferenceExecutor(), precision);
        Assert.That(execution.Holds, execution.ToString());
        Assert.That(execution.Side, Is.EqualTo(3));
        Assert.That(execution.Order, Is.EqualTo(9 * 4));
        Assert.That(execution.Elements, Is.EqualTo(9 * 4));
    }

    [Test]
    public void A_large_group_is_run_on_its_generators()
    {
        var wide = DesignVerifier.Verify(
            DesignParser.Parse(
                """
                design wide
                group p4
                input f[1] on lattice
                output 1
                window S 1×17
                λ(g; o). Σ[n ∈ Win(S)] f[0](g·n)
                """,
                "wide"
            )
        );
        var execution = Ran(wide, new ReferenceExecutor(), Precision.Double);
        Assert.That(execution.Order, Is.EqualTo(17 * 17 * 4));
        Assert.That(execution.Elements, Is.LessThan(8));
        Assert.That(execution.Holds);
        Assert.That(execution.ToString(), Does.Contain("generators of 1156"));
    }

    private static IEnumerable<string> DefectNames => Defects.NotEquivariant.Keys;

    [TestCaseSource(nameof(DefectNames))]
    public void A_defect_is_seen(string defect)
    {
        var executor = new ReferenceExecutor(Defects.NotEquivariant[defect]);
        var execution = Ran(Own, executor, Precision.Double);
        Assert.That(execution.Holds, Is.False, execution.ToString());
        Assert.That(Own.Holds);
        Assert.That(
            (Own with { Executions = [new Outcome<DesignExecution>.Executed(execution)] }).Holds,
            Is.False
        );
    }

    [Test]
    public void A_design_that_is_not_proved_does_not_hold()
    {
        Assert.That(Own.Holds);
        Assert.That((Own with { Theorem = new Verdict.Undecided("a", "b") }).Holds, Is.False);
        Assert.That((Own with { Theorem = new Verdict.Refuted(new("c")) }).Holds, Is.False);
    }

    [Test]
    public void An_output_that_is_equivariant_but_another_is_seen([Values] Precision precision)
    {
        var honest = Ran(Own, new ReferenceExecutor(), precision);
        Assert.That(honest.Reference.IsWithinTolerance, honest.ToString());
        Assert.That(honest.ToString(), Does.Contain("reference: within rounding"));
        var twice = new ReferenceExecutor(run => run.Honest(run.Input).Map(value => 2 * value));
        var execution = Ran(Own, twice, precision);
        Assert.That(execution.Residual, Is.LessThanOrEqualTo(execution.Tolerance));
        Assert.That(execution.Reference.IsFailure);
        Assert.That(execution.Holds, Is.False);
        Assert.That(execution.ToString(), Does.Contain("reference: different by 1,"));
    }

    [Test]
    public void Rounding_that_a_sum_amplifies_is_no_difference()
    {
        var cancelling = DesignVerifier.Verify(
            DesignParser.Parse(
                """
                design cancelling
                group p4
                input f[1] on group
                output 1
                λ(g; o). 1000000 + f[0](g) + f[0](g) · 3 + (−1000000)
                """,
                "cancelling"
            )
        );
        var execution = Ran(cancelling, new OtherOrder(), Precision.Double);
        Assert.That(execution.Reference.IsFailure, Is.False, execution.ToString());
        Assert.That(
            execution.Reference.Tolerance,
            Is.GreaterThan(RoundingTolerance.UnitRoundoff(Precision.Double) * 1e4)
        );
    }

    /// <summary>Adds the summands of a sum in another order, as kernels may.</summary>
    private sealed class OtherOrder : IExecutor
    {
        public string Device => "another order";

        public IExecutable Compile(TypedOp op, Parameters<double> parameters, Precision precision)
        {
            var leaf = (TypedOp.Elementary)op;
            var sum = (Term.Sum)leaf.Meaning.Formula.Body;
            return new ReferenceExecutor().Compile(
                leaf with
                {
                    Meaning = leaf.Meaning with
                    {
                        Formula = leaf.Meaning.Formula with
                        {
                            Body = new Term.Sum([
                                sum.Terms[0],
                                sum.Terms[^1],
                                .. sum.Terms.Skip(1).SkipLast(1),
                            ]),
                        },
                    },
                },
                parameters,
                precision
            );
        }
    }

    [Test]
    public void What_is_no_layer_says_why()
    {
        var map = Rendering.Pages.Design("channel-attention");
        var execution = DesignExecution.Of(map, new ReferenceExecutor(), Precision.Double);
        Assert.That(
            execution.Match(executed: _ => "", notExecuted: refused => refused.Reason),
            Does.Contain("binds 2 positions and 2 channel indices")
        );
    }

    [Test]
    public void Outputs_that_are_not_finite_are_not_compared()
    {
        var executor = new ReferenceExecutor(run =>
            run.Honest(run.Input).Map(_ => double.PositiveInfinity)
        );
        var execution = DesignExecution.Of(Own, executor, Precision.Double);
        Assert.That(
            execution.Match(executed: _ => "", notExecuted: refused => refused.Reason),
            Does.Contain("not finite")
        );
    }

    [Test]
    public void An_output_that_is_zero_everywhere_shows_nothing()
    {
        var executor = new ReferenceExecutor(run => run.Honest(run.Input).Map(_ => 0.0));
        var execution = DesignExecution.Of(Own, executor, Precision.Double);
        Assert.That(
            execution.Match(executed: _ => "", notExecuted: refused => refused.Reason),
            Does.Contain("zero everywhere")
        );
    }

    [Test]
    public void An_interrupted_execution_runs_no_further()
    {
        using var source = new CancellationTokenSource();
        var runs = 0;
        var executor = new ReferenceExecutor(run =>
        {
            runs++;
            source.Cancel();
            return run.Honest(run.Input);
        });
        Assert.Throws<OperationCanceledException>(() =>
            DesignExecution.Of(Own, executor, Precision.Double, cancellation: source.Token)
        );
        Assert.That(runs, Is.EqualTo(1));
    }

    [Test]
    public void An_isotropic_parameter_is_drawn_isotropic()
    {
        var report = ZooFinding.Of(DesignZoo.Parse("isotropic-blur-by-positions")).Report;
        Assert.That(Ran(report, new ReferenceExecutor(), Precision.Double).Holds);
    }

    private static DesignExecution Ran(
        DesignReport report,
        IExecutor executor,
        Precision precision
    ) =>
        DesignExecution
            .Of(report, executor, precision)
            .Match(
                executed: ran => ran,
                notExecuted: refused => throw new InvalidOperationException(refused.Reason)
            );
}
