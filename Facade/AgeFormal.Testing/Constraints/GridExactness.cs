using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification;

namespace AgeFormal.Testing.Constraints;

/// <summary>Whether every element is exact on the grids of an operator, with the layers that break it.</summary>
internal static class GridExactness
{
    public static Judgement Judge(TypedOp op) =>
        Judge(op, op.Input.Group.Group.Elements.ToEqArray());

    /// <summary>The judgement on some elements.</summary>
    public static Judgement Judge(TypedOp op, EqArray<int> asked)
    {
        var network = Exactness.Explain(op);
        var missing = asked.Except(network.Exact).ToEqArray();
        if (missing.Count == 0)
            return new Judgement.Holds($"exact on {op.Input.Grid} for {Names(op, asked)}");
        IEnumerable<string> lines =
        [
            .. network
                .Layers.Where(layer => missing.Except(network.ExactIn(layer)).Any())
                .Select(layer => $"{network.NameOf(layer)}: {layer.Reason}"),
            .. network.Repairs.Select(repair => $"exact for all of H by {repair.Change}, {repair}"),
        ];
        return new Judgement.Fails(
            $"on {op.Input.Grid} exact for {network.Subgroup} = {{{Names(op, network.Exact)}}}, not for {Names(op, missing)}",
            string.Join('\n', lines)
        );
    }

    private static string Names(TypedOp op, EqArray<int> elements) =>
        string.Join(", ", elements.Select(h => Name(op, h)));

    private static string Name(TypedOp op, int h) => op.Input.Group.Group.ElementNames[h];
}
