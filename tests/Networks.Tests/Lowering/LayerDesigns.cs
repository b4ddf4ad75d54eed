using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>Designs of the documentation that are layers, over groups on which their windows are small.</summary>
internal static class LayerDesigns
{
    private static readonly (string Name, string Shape, string Smaller, string[] Groups)[] Layers =
    [
        ("group-convolution", "", "", ["p1", "p4m", "p6", "D3"]),
        ("lifting-convolution", "", "", ["p2", "p3m1", "O"]),
        ("squeeze-excitation", "", "", ["p4", "p31m", "T"]),
        ("pooling-over-h", "", "", ["cmm", "p6m", "Oh"]),
        ("pooling-over-space", "window S 2", "window S 3", ["p4", "p3", "D2h"]),
        ("group-self-attention", "window S 5", "window S 3", ["p1", "pm", "p4", "p3", "C2"]),
        ("non-local", "", "", ["p2", "cm", "p3"]),
        ("input-attention", "T 7", "T 1", ["p1", "p2"]),
        ("attentive-group-convolution", "T 7", "T 3", ["p1"]),
        ("attentive-group-convolution", "T 7", "T 1", ["p2"]),
        ("cbam", "T 7 stable", "T 3 stable", ["p1", "pm"]),
        ("batch-normalization", "", "", ["p4", "p6", "Ci"]),
    ];

    public static IEnumerable<TestCaseData> Cases() =>
        from layer in Layers
        from symbol in layer.Groups
        select new TestCaseData(layer.Name, layer.Shape, layer.Smaller, symbol).SetArgDisplayNames(
            layer.Name,
            layer.Smaller,
            symbol
        );

    public static Design Read(string name, string shape, string smaller)
    {
        var text = File.ReadAllText(
            Path.Combine(Repository.Root, "docs", "examples", $"{name}.design")
        );
        var changed = shape.Length == 0 ? text : text.Replace(shape, smaller);
        // A layer's parameters are free: what training does not keep is not assumed.
        return DesignParser.Parse(changed.Replace(" isotropic", ""), name);
    }

    public static TypedOp.Elementary Typed(Design design, string symbol)
    {
        var group = PointGroups.Parse(symbol);
        return Lowered.Typed(
            new Op.Custom(design)
            {
                Output = design.Name == "pooling-over-h" ? Fibre.Trivial : Fibre.Regular,
            },
            new FieldType(group, design.Input.Fibre, design.Input.Channels, Samples.Grid(group))
        );
    }
}
