using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>A lowered formula computes what the formula says.</summary>
public sealed class LoweringMatchesReferenceTests
{
    [TestCaseSource(typeof(Samples), nameof(Samples.OnSmallGroups))]
    public void A_lowered_block_agrees_bit_for_bit_in_both_precisions(string symbol, string name)
    {
        var op = Samples.Whole.Typed(symbol, name);
        var input = Lowered.Signs(op.Input, 1, seed: 1);
        var parameters = Lowered.SignParameters(op, seed: 2);
        // In double precision sums and products of such integers are exact, too.
        var expected =
            op.Input.Group.Order <= 4
                ? Lowered.Exact(op, parameters, input)
                : Reference.Evaluate(op, parameters, input);
        using (Assert.EnterMultipleScope())
            foreach (var placement in new[] { Lowered.Double, Lowered.Single })
                Assert.That(
                    Lowered.Run(op, parameters, input, placement).Values,
                    Is.EqualTo(expected.Values),
                    $"{placement.Type}"
                );
    }

    [Category("Long")]
    [TestCaseSource(typeof(Samples), nameof(Samples.OnLargeGroups))]
    public void Lowered_attention_on_a_large_group_agrees_bit_for_bit(string symbol, string name) =>
        A_lowered_block_agrees_bit_for_bit_in_both_precisions(symbol, name);

    [Test]
    public void Attention_that_strides_agrees_bit_for_bit(
        [Values("p1", "pm", "p4m")] string symbol,
        [Values] Fibre fibre,
        [Values(0, 1, 2)] int padding
    )
    {
        var group = PointGroups.Parse(symbol);
        var op = Lowered.Typed(
            new Op.AttentiveConvolution(1, Region.Box(3, 3))
            {
                Sampling = Sampling.Dense with { Stride = 2, Padding = Padding.Symmetric(padding) },
                HaarWeight = 1,
                Channel = new(2)
                {
                    Gate = PointwiseFunction.Step,
                    Statistics = [Reduction.Min, Reduction.Sum],
                },
                Spatial = new(Region.Box(3, 3))
                {
                    Dilation = 2,
                    Gate = PointwiseFunction.Abs,
                    Statistics = [Reduction.Max],
                },
            },
            new FieldType(group, fibre, 2, Region.Box(7, 7))
        );
        var input = Lowered.Signs(op.Input, 2, seed: 3);
        var parameters = Lowered.SignParameters(op, seed: 4);
        Assert.That(
            Lowered.Run(op, parameters, input, Lowered.Double),
            Is.EqualTo(Reference.Evaluate(op, parameters, input))
        );
    }
}
