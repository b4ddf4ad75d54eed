using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>Formulas that read absolute positions, and layers on a torus, compute what the reference evaluator says.</summary>
public sealed class AbsoluteAndTorusTests
{
    // Every kind of absolute word, a turned window, and reads over all of space that cross the border.
    private static readonly string[] Formulas =
    [
        "λ(g; o). (V(Abs(g); o) + W(Abs(g)⁻¹; o)) · f[o](g)",
        "λ(g; o). Σ[k ∈ H] f[o](g·k) · W(k·π_H Abs(g); o)",
        "λ(g; o). Σ[n ∈ AbsWin(S)@g] f[o](g·n) · V(n; o)",
        "λ(g; o). Σ[k ∈ H] Σ[n ∈ AbsWin(S)@(g·k)] f[o](g·n·k) · V(k·n·k⁻¹; o)",
        "λ(g; o). Σ[m ∈ N] f[o](g·m) · V(m; o)",
        "λ(g; o). max[n ∈ Win(S)] (f[o](g·n) + V(n·n; o))",
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from known in PointGroups.All
        where known.Order <= 16
        from formula in Formulas
        from isTorus in new[] { false, true }
        select new TestCaseData(known.Symbol, formula, isTorus);

    [TestCaseSource(nameof(Cases))]
    public void They_agree_bit_for_bit(string symbol, string formula, bool isTorus)
    {
        var op = Typed(symbol, formula, isTorus);
        var input = Lowered.Signs(op.Input, 2, seed: 1);
        var parameters = Lowered.SignParameters(op, seed: 2);
        Assert.That(
            Lowered.Run(op, parameters, input, Lowered.Single),
            Is.EqualTo(Reference.Evaluate(op, parameters, input))
        );
    }

    private static TypedOp.Elementary Typed(string symbol, string formula, bool isTorus)
    {
        var group = PointGroups.Parse(symbol);
        var design = DesignParser.Parse(
            $"design own\ninput f[2] on group\noutput 2\nwindow S 3\nparam W[2, H]\nparam V[2, S]\n{formula}\n",
            "test"
        );
        var op = Lowered.Typed(
            new Op.Custom(design),
            new FieldType(group, Fibre.Regular, 2, Region.On(group, 3))
        );
        if (!isTorus)
            return op;
        var grid = Region.Cube(group.Dimension, 3);
        return op with
        {
            Input = op.Input with { Grid = grid },
            Output = op.Output with { Grid = grid },
            Meaning = op.Meaning with { Geometry = Geometry.Torus(grid) },
        };
    }
}
