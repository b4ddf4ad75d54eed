namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>A lowered formula computes what the formula says.</summary>
public sealed class LoweringMatchesReferenceTests
{
    [TestCaseSource(typeof(Samples), nameof(Samples.OnEveryGroup))]
    public void A_lowered_block_agrees_bit_for_bit_in_both_precisions(string symbol, string name)
    {
        var op = Samples.Typed(symbol, name);
        var input = Lowered.Signs(op.Input, 1, seed: 1);
        var parameters = Lowered.SignParameters(op, seed: 2);
        var expected = Lowered.Exact(op, parameters, input);
        using (Assert.EnterMultipleScope())
            foreach (var placement in new[] { Lowered.Double, Lowered.Single })
                Assert.That(
                    Lowered.Run(op, parameters, input, placement).Values,
                    Is.EqualTo(expected.Values),
                    $"{placement.Type}"
                );
    }
}
