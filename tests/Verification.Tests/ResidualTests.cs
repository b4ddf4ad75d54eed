using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

public sealed class ResidualTests
{
    private static IEnumerable<string> DefectNames => Defects.NotEquivariant.Keys;

    private static ResidualReport Measure(
        TypedOp op,
        IExecutor executor,
        Precision precision = Precision.Double,
        Signal<double>? sample = null
    )
    {
        using var executable = executor.Compile(op, Samples.Parameters(op), precision);
        return Residual.Measure(
            executable,
            sample ?? Samples.Input(op.Input),
            RoundingTolerance.Of(op, precision)
        );
    }

    private static Signal<double> Filled(TypedOp op, int batch, double value) =>
        Signal<double>.Generate(op.Output, batch, _ => value);

    [TestCase("p4", Precision.Single)]
    [TestCase("p4m", Precision.Double)]
    [TestCase("p6m", Precision.Double)]
    public void An_honest_execution_is_within_rounding_for_every_h(
        string symbol,
        Precision precision
    )
    {
        var group = PointGroups.Parse(symbol);
        var report = Measure(Blocks.Network(group), new ReferenceExecutor(), precision);
        Assert.That(report.Elements.Select(e => e.Element), Is.EqualTo(group.Group.Elements));
        Assert.That(report.IsWithinTolerance, report.ToString());
        Assert.That(report.Failing, Is.Empty);
        if (precision == Precision.Double)
            Assert.That(report.Largest, Is.GreaterThan(0), "real data round");
        Assert.That(report.Execution, Does.Contain("reference"));
    }

    [TestCaseSource(nameof(DefectNames))]
    public void A_broken_execution_exceeds_the_tolerance(string defect)
    {
        var executor = new ReferenceExecutor(Defects.NotEquivariant[defect]);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var report = Measure(Blocks.Typed("p4m", "lifting convolution"), executor, precision);
            Assert.That(report.IsWithinTolerance, Is.False);
            Assert.That(report.Failing, Is.Not.Empty);
        }
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_value_that_is_not_finite_is_a_failure(double value)
    {
        var op = Blocks.Typed("p4", "relu");
        var executor = new ReferenceExecutor(run =>
            Signal<double>.Create(op.Output, run.Honest(run.Input).Values.SetItem(7, value))
        );
        var report = Measure(op, executor);
        Assert.That(report.Failing, Has.Count.EqualTo(4));
        Assert.That(report.IsWithinTolerance, Is.False);
        Assert.That(
            report.Elements[0].Outcome,
            Is.EqualTo(new ResidualOutcome.NotFinite(7, value))
        );
    }

    [Test]
    public void Every_image_of_a_batch_is_compared()
    {
        var op = Blocks.Typed("p4m", "lifting convolution");
        var calls = 0;
        var executor = new ReferenceExecutor(run =>
        {
            var values = run.Honest(run.Input).Values;
            var last = values.Length - 1;
            return Signal<double>.Create(op.Output, values.SetItem(last, values[last] + calls++));
        });
        var report = Measure(op, executor);
        Assert.That(report.IsWithinTolerance, Is.False);
        Assert.That(report.Failing, Is.Not.Empty);
    }

    [Test]
    public void A_report_on_no_element_is_no_success()
    {
        var report = Measure(Blocks.Typed("p4", "relu"), new ReferenceExecutor());
        Assert.That(report.IsWithinTolerance);
        Assert.That((report with { Elements = [] }).IsWithinTolerance, Is.False);
    }

    /// <summary>A sum of n terms rounds at most n times, and so does each product in it.</summary>
    [TestCase(Precision.Single)]
    [TestCase(Precision.Double)]
    public void The_tolerance_is_that_of_the_roundings_of_the_formula(Precision precision)
    {
        var op = (TypedOp.Elementary)Blocks.Typed("p4", "lifting convolution");
        var terms = op.Input.Channels * op.Meaning.Windows[0].Points.Count;
        var roundings =
            RoundingTolerance.Of(op, precision) / RoundingTolerance.UnitRoundoff(precision);
        Assert.That(roundings, Is.InRange(terms, 2 * terms + 4));
    }

    [Test]
    public void A_zero_output_is_degenerate_and_no_success()
    {
        var op = Blocks.Typed("p4", "relu");
        var report = Measure(op, new ReferenceExecutor(run => Filled(op, run.Input.Batch, 0)));
        Assert.That(
            report.Elements.Select(e => e.Outcome),
            Is.All.InstanceOf<ResidualOutcome.Degenerate>()
        );
        Assert.That(report.IsWithinTolerance, Is.False);
        Assert.That(report.Largest, Is.Null);
    }

    [Test]
    public void A_symmetric_sample_tests_nothing()
    {
        var op = Blocks.Typed("p4", "lifting convolution");
        var constant = Signal<double>.Generate(op.Input, 1, _ => 1);
        var report = Measure(op, new ReferenceExecutor(), sample: constant);
        Assert.That(report.IsWithinTolerance, Is.False);
        Assert.That(
            report.Elements.Skip(1).Select(e => e.Outcome),
            Is.All.InstanceOf<ResidualOutcome.Degenerate>()
        );
    }

    [Test]
    public void An_output_of_another_type_is_a_failure()
    {
        var op = Blocks.Typed("p4", "relu");
        var calls = 0;
        var executor = new ReferenceExecutor(run =>
            calls++ == 0
                ? run.Honest(run.Input)
                : Signal<double>.Generate(op.Output with { Channels = 1 }, 1, _ => 1)
        );
        Assert.That(Measure(op, executor).Failing, Has.Count.EqualTo(4));
    }

    [Test]
    public void An_element_that_does_not_fit_the_grid_is_not_examined()
    {
        var oblong = Typing.Elaborate(
            new Op.Pointwise(PointwiseFunction.Relu),
            new FieldType(PointGroups.P4, Fibre.Regular, 1, Region.Box(3, 5))
        );
        var report = Measure(oblong, new ReferenceExecutor());
        Assert.That(report.IsWithinTolerance, Is.False);
        Assert.That(report.Failing, Is.Empty);
        Assert.That(
            report.Elements.Select(e => e.Outcome is ResidualOutcome.NotExamined),
            Is.EqualTo(new[] { false, true, false, true })
        );
    }

    [Test]
    public void A_sample_of_another_type_is_an_error()
    {
        var op = Blocks.Typed("p4", "relu");
        var sample = Samples.Input(op.Input with { Channels = 1 });
        Assert.That(
            () => Measure(op, new ReferenceExecutor(), sample: sample),
            Throws.ArgumentException.With.Message.Contains("1 channel")
        );
    }

    [Test]
    public void The_tolerance_grows_with_depth_and_falls_with_precision()
    {
        var layer = Blocks.Typed("p4", "group convolution");
        var network = Blocks.Network(PointGroups.P4);
        Assert.That(
            RoundingTolerance.Of(network, Precision.Single),
            Is.GreaterThan(RoundingTolerance.Of(layer, Precision.Single))
        );
        // A sum over 2 channels · |H| · 9 taps, the products with the weight and with the Haar weight, and 2.
        Assert.That(
            RoundingTolerance.Of(layer, Precision.Single),
            Is.EqualTo((2 * 4 * 9 + 1 + 1 + 2) * Math.ScaleB(1, -24))
        );
        Assert.That(
            RoundingTolerance.Of(layer, Precision.Double)
                / RoundingTolerance.Of(layer, Precision.Single),
            Is.EqualTo(Math.ScaleB(1, -29))
        );
    }
}
