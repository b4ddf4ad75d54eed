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
        var group = op.Input.Group.Group;
        var exact = Exactness.Of(op);
        var missing = asked.Except(exact).ToEqArray();
        if (missing.Count == 0)
            return new Judgement.Holds($"exact on {op.Input.Grid} for {Names(op, asked)}");
        var layers = op.Leaves()
            .Index()
            .Select(leaf => (leaf.Index, leaf.Item, missing.Except(Exactness.Of(leaf.Item))))
            .Where(layer => layer.Item3.Any())
            .Select(layer => Explain(layer.Index, layer.Item, layer.Item3.ToEqArray()));
        return new Judgement.Fails(
            $"on {op.Input.Grid} exact for {Subgroup.Of(group, exact)} = {{{Names(op, exact)}}}, not for {Names(op, missing)}",
            string.Join('\n', layers)
        );
    }

    private static string Explain(int index, TypedOp.Elementary layer, EqArray<int> broken)
    {
        var name = layer.Path.Length == 0 ? $"layer {index + 1}" : $"layer '{layer.Path}'";
        var exact = Subgroup.Of(layer.Input.Group.Group, Exactness.Of(layer));
        return $"{name} ({layer.Op.GetType().Name}, {layer.Input.Grid} → {layer.Output.Grid}): exact for {exact}, not for {Names(layer, broken)}: {Reason(layer, broken[0])}";
    }

    private static string Reason(TypedOp.Elementary layer, int h)
    {
        foreach (var type in new[] { layer.Input, layer.Output })
            if (SignalAction.Image(type, h) is var image && image != type)
                return $"{Name(layer, h)} maps the grid {type.Grid} to {image.Grid}";
        var offsets = Exactness.Offsets(layer.Meaning.Geometry);
        return offsets.Any(offset => offset != 0)
            ? $"the centre of the outputs is off the centre of the inputs by {string.Join(", ", offsets.Select(offset => $"{offset}/2"))} points per axis"
            : $"the padding reads other inputs after {Name(layer, h)}";
    }

    private static string Names(TypedOp op, EqArray<int> elements) =>
        string.Join(", ", elements.Select(h => Name(op, h)));

    private static string Name(TypedOp op, int h) => op.Input.Group.Group.ElementNames[h];
}
