using AgeFormal.Algebra;
using static AgeFormal.Symmetry.Tests.Foreign.ForeignAttribute;

namespace AgeFormal.Symmetry.Tests.Foreign;

/// <summary>A network of another tool: whole, or with one break at a known node.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Group">The group that the whole one commutes with.</param>
/// <param name="Break">The node that loses elements in the broken one.</param>
/// <param name="Output">The motion of the whole one's output under the group's second element, in words.</param>
internal sealed record ForeignNetwork(
    ForeignGraph Graph,
    PointGroup Group,
    string Break,
    string Output = "invariant"
)
{
    public InputAction Input { get; init; }
}

/// <summary>Networks in the styles of other tools, each whole and broken.</summary>
internal static class ForeignNetworks
{
    private static readonly PointGroup P4 = PointGroups.P4;
    private static readonly PointGroup P4m = PointGroups.P4m;

    public static IReadOnlyDictionary<string, Func<bool, ForeignNetwork>> All { get; } =
        new Dictionary<string, Func<bool, ForeignNetwork>>
        {
            ["torch: isotropic classifier"] = Isotropic,
            ["escnn: lifting and group convolution of p4"] = Lifting,
            ["escnn: group convolutions of p4m"] = Mirrors,
            ["torch: residual block with a strided shortcut"] = Residual,
            ["torch: dense block"] = Dense,
            ["torch: U-Net with transposed convolutions"] = UNet,
            ["keras: U-Net with resize"] = Resized,
            ["torch: attention over pixels"] = Attention,
            ["torch: vision transformer"] = Transformer,
            ["torch: folded batch norm"] = Folded,
            ["torch: depthwise and pointwise"] = Depthwise,
            ["torch: dilated convolution"] = Dilated,
            ["torch: squeeze and excitation"] = Squeeze,
            ["keras: instance norm"] = InstanceNorm,
            ["torch: average pooling"] = AveragePool,
            ["keras: channels last"] = ChannelsLast,
            ["torch: reflected margins"] = Reflected,
            ["escnn: segmentation"] = Segmentation,
            ["torch: volumes"] = Volumes,
            ["groupy: five axes"] = FiveAxes,
            ["torch: sequences"] = ForeignSequences.Even,
            ["torch: sequences lifted to a mirror"] = ForeignSequences.Lifted,
        };

    private static ForeignNetwork Isotropic(bool isBroken)
    {
        var g = new ForeignGraph(1);
        var w = TurnedKernels.Isotropic(P4m, g.Numbers, 4, 2, 3);
        if (isBroken)
            w[^2] += 0.25;
        g.Conv("conv", "x", w, [4, 2, 3, 3]);
        g.Batch("bn", "conv", 4, 1);
        g.Node("Relu", "relu", ["bn"]);
        g.Node("MaxPool", "pool", ["relu"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2));
        return Classified(g, "pool", 4, P4m, "conv");
    }

    private static ForeignNetwork Lifting(bool isBroken)
    {
        var g = new ForeignGraph(2);
        var bias = ForeignGraph.Repeated(g.Numbers(3), 4, isBroken ? 5 : -1);
        g.Conv(
            "lift",
            "x",
            TurnedKernels.Lifted(P4, g.Numbers, 3, 2, 3),
            [12, 2, 3, 3],
            g.Tensor("bias", bias, 12)
        );
        g.Node("Relu", "relu", ["lift"]);
        g.Conv("group", "relu", TurnedKernels.Regular(P4, g.Numbers, 2, 3, 3), [8, 12, 3, 3]);
        g.Node("Sigmoid", "act", ["group"]);
        g.Integers("shape", 0, 2, 4, -1);
        g.Node("Reshape", "fields", ["act", "shape"]);
        g.Node("ReduceMax", "pooled", ["fields"], Ints("axes", 2, 3), Int("keepdims", 0));
        g.Node("MatMul", "fc", ["pooled", g.Random("fw", 2, 3)]);
        g.Node("Softmax", "out", ["fc"], Int("axis", -1));
        return new(g, P4, "lift");
    }

    private static ForeignNetwork Mirrors(bool isBroken)
    {
        var g = new ForeignGraph(3);
        g.Conv("lift", "x", TurnedKernels.Lifted(P4m, g.Numbers, 2, 2, 3), [16, 2, 3, 3]);
        g.Batch("bn1", "lift", 2, 8);
        g.Node("Relu", "relu1", ["bn1"]);
        g.Conv("group", "relu1", TurnedKernels.Regular(P4m, g.Numbers, 2, 2, 3), [16, 16, 3, 3]);
        g.Batch("bn2", "group", 2, 8, isBroken ? 3 : -1);
        g.Node("Relu", "relu2", ["bn2"]);
        g.Node("MaxPool", "pool", ["relu2"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2));
        return new(g, P4m, "bn2", "moves in space, channels in cycles of 4");
    }

    private static ForeignNetwork Residual(bool isBroken)
    {
        // A window of 3 with stride 2 and a margin of 1 is exact on odd sizes alone.
        var size = isBroken ? 8 : 9;
        var g = new ForeignGraph(4, 2, size, size);
        g.Conv("lift", "x", TurnedKernels.Lifted(P4, g.Numbers, 2, 2, 3), [8, 2, 3, 3]);
        g.Node("Relu", "relu0", ["lift"]);
        g.Conv(
            "down",
            "relu0",
            TurnedKernels.Regular(P4, g.Numbers, 3, 2, 3),
            [12, 8, 3, 3],
            stride: 2
        );
        g.Batch("bn1", "down", 3, 4);
        g.Node("Relu", "relu1", ["bn1"]);
        g.Conv("conv2", "relu1", TurnedKernels.Regular(P4, g.Numbers, 3, 3, 3), [12, 12, 3, 3]);
        g.Batch("bn2", "conv2", 3, 4);
        g.Conv(
            "shortcut",
            "relu0",
            TurnedKernels.Regular(P4, g.Numbers, 3, 2, 1),
            [12, 8, 1, 1],
            stride: 2
        );
        g.Node("Add", "sum", ["bn2", "shortcut"]);
        g.Node("Relu", "out", ["sum"]);
        return new(g, P4, "down", "moves in space, channels in cycles of 4");
    }

    private static ForeignNetwork Dense(bool isBroken)
    {
        var g = new ForeignGraph(5);
        g.Conv("lift", "x", TurnedKernels.Lifted(P4, g.Numbers, 2, 2, 3), [8, 2, 3, 3]);
        g.Node("Relu", "relu", ["lift"]);
        g.Conv("grow", "relu", TurnedKernels.Regular(P4, g.Numbers, 1, 2, 3), [4, 8, 3, 3]);
        g.Node("Concat", "both", ["relu", "grow"], Int("axis", 1));
        g.Batch("bn", "both", 3, 4);
        var w = TurnedKernels.Regular(P4, g.Numbers, 2, 3, 1);
        if (isBroken)
            w[7] += 0.125;
        g.Conv("mix", "bn", w, [8, 12, 1, 1]);
        return new(g, P4, "mix", "moves in space, channels in cycles of 4");
    }

    private static ForeignNetwork UNet(bool isBroken)
    {
        var g = new ForeignGraph(6);
        g.Conv("enc", "x", TurnedKernels.Isotropic(P4m, g.Numbers, 4, 2, 3), [4, 2, 3, 3]);
        g.Node("Relu", "skip", ["enc"]);
        g.Node("MaxPool", "pool", ["skip"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2));
        g.Conv("deep", "pool", TurnedKernels.Isotropic(P4m, g.Numbers, 6, 4, 3), [6, 4, 3, 3]);
        g.Node("Relu", "relu", ["deep"]);
        var w = TurnedKernels.Isotropic(P4m, g.Numbers, 6, 4, 2);
        if (isBroken)
            w[4] += 0.25;
        g.Tensor("up.weight", w, 6, 4, 2, 2);
        g.Node(
            "ConvTranspose",
            "up",
            ["relu", "up.weight"],
            Ints("kernel_shape", 2, 2),
            Ints("strides", 2, 2)
        );
        g.Node("Concat", "both", ["skip", "up"], Int("axis", 1));
        g.Conv("head", "both", g.Numbers(16), [2, 8, 1, 1]);
        return new(g, P4m, "up", "moves in space");
    }

    private static ForeignNetwork Resized(bool isBroken)
    {
        var g = new ForeignGraph(7) { Opset = 11 };
        g.Conv("lift", "x", TurnedKernels.Lifted(P4, g.Numbers, 2, 2, 3), [8, 2, 3, 3]);
        g.Node("Relu", "skip", ["lift"]);
        g.Node("AveragePool", "pool", ["skip"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2));
        g.Conv("deep", "pool", TurnedKernels.Regular(P4, g.Numbers, 2, 2, 3), [8, 8, 3, 3]);
        g.Tensor("roi", [], 0);
        g.Tensor("scales", [1, 1, 2, 2], 4);
        g.Node(
            "Resize",
            "up",
            ["deep", "roi", "scales"],
            Word("mode", "nearest"),
            Word("coordinate_transformation_mode", "asymmetric"),
            Word("nearest_mode", isBroken ? "ceil" : "floor")
        );
        g.Node("Add", "sum", ["up", "skip"]);
        return new(g, P4, "up", "moves in space, channels in cycles of 4");
    }

    // softmax(QKᵀ/√d) V over all pixels: any exchange of pixels commutes.
    private static string Attend(ForeignGraph g, string tokens, int width, string name)
    {
        foreach (var part in new[] { "q", "k", "v" })
            g.Node("MatMul", $"{name}.{part}", [tokens, g.Random($"{name}.w{part}", width, width)]);
        g.Node("Transpose", $"{name}.kt", [$"{name}.k"], Ints("perm", 0, 2, 1));
        g.Node("MatMul", $"{name}.qk", [$"{name}.q", $"{name}.kt"]);
        g.Tensor($"{name}.scale", [Math.Sqrt(width)]);
        g.Node("Div", $"{name}.scaled", [$"{name}.qk", $"{name}.scale"]);
        g.Node("Softmax", $"{name}.map", [$"{name}.scaled"], Int("axis", -1));
        g.Node("MatMul", $"{name}.out", [$"{name}.map", $"{name}.v"]);
        return g.Node("Add", name, [tokens, $"{name}.out"]);
    }

    private static ForeignNetwork Attention(bool isBroken)
    {
        var g = new ForeignGraph(8, 2, 4, 4);
        g.Conv("stem", "x", TurnedKernels.Isotropic(P4m, g.Numbers, 4, 2, 3), [4, 2, 3, 3]);
        g.Integers("flat", 0, 4, -1);
        g.Node("Reshape", "pixels", ["stem", "flat"]);
        g.Node("Transpose", "tokens", ["pixels"], Ints("perm", 0, 2, 1));
        g.Tensor(
            "position",
            isBroken
                ? g.Numbers(16 * 4)
                : [.. Enumerable.Repeat(g.Numbers(4), 16).SelectMany(v => v)],
            1,
            16,
            4
        );
        g.Node("Add", "embed", ["tokens", "position"]);
        Attend(g, "embed", 4, "attention");
        g.Node("Transpose", "back", ["attention"], Ints("perm", 0, 2, 1));
        g.Integers("grid", 0, 4, 4, 4);
        g.Node("Reshape", "out", ["back", "grid"]);
        return new(g, P4m, "embed", "moves in space");
    }

    private static ForeignNetwork Transformer(bool isBroken)
    {
        var g = new ForeignGraph(9, 2, 12, 12) { Opset = 17 };
        var w = TurnedKernels.Isotropic(P4m, g.Numbers, 6, 2, 4);
        if (isBroken)
            w[1] += 0.25;
        g.Conv("patch", "x", w, [6, 2, 4, 4], stride: 4, pad: 0);
        g.Integers("flat", 0, 6, -1);
        g.Node("Reshape", "pixels", ["patch", "flat"]);
        g.Node("Transpose", "tokens", ["pixels"], Ints("perm", 0, 2, 1));
        g.Node(
            "LayerNormalization",
            "norm",
            ["tokens", g.Random("norm.scale", 6), g.Random("norm.shift", 6)],
            Int("axis", -1),
            Real("epsilon", 1e-6f)
        );
        Attend(g, "norm", 6, "attention");
        g.Node("MatMul", "mlp", ["attention", g.Random("mlp.weight", 6, 8)]);
        // GELU as PyTorch wrote it before there was one.
        g.Tensor("root", [Math.Sqrt(2)]);
        g.Node("Div", "mlp.div", ["mlp", "root"]);
        g.Node("Erf", "mlp.erf", ["mlp.div"]);
        g.Tensor("one", [1]);
        g.Node("Add", "mlp.plus", ["mlp.erf", "one"]);
        g.Node("Mul", "mlp.gelu", ["mlp", "mlp.plus"]);
        g.Node("ReduceMean", "mean", ["mlp.gelu"], Ints("axes", 1), Int("keepdims", 0));
        g.Node("Gemm", "out", ["mean", g.Random("fw", 3, 8)], Int("transB", 1));
        return new(g, P4m, "patch");
    }

    private static ForeignNetwork Folded(bool isBroken)
    {
        var g = new ForeignGraph(10);
        g.Conv("lift", "x", TurnedKernels.Lifted(P4, g.Numbers, 3, 2, 5), [12, 2, 5, 5]);
        g.Tensor("scale", ForeignGraph.Repeated(g.Numbers(3), 4, isBroken ? 1 : -1), 1, 12, 1, 1);
        g.Node("Mul", "scaled", ["lift", "scale"]);
        g.Tensor("shift", ForeignGraph.Repeated(g.Numbers(3), 4), 12, 1, 1);
        g.Node("Add", "shifted", ["scaled", "shift"]);
        g.Node("LeakyRelu", "act", ["shifted"], Real("alpha", 0.1f));
        return new(g, P4, "scaled", "moves in space, channels in cycles of 4");
    }

    private static ForeignNetwork Depthwise(bool isBroken)
    {
        var g = new ForeignGraph(11);
        g.Conv("lift", "x", TurnedKernels.Lifted(P4, g.Numbers, 2, 2, 3), [8, 2, 3, 3]);
        g.Node("Relu", "relu", ["lift"]);
        var w = TurnedKernels.Depthwise(P4, g.Numbers, 2, 3);
        if (isBroken)
            w[9] += 0.25;
        g.Conv("depthwise", "relu", w, [8, 1, 3, 3], groups: 8);
        g.Conv(
            "pointwise",
            "depthwise",
            TurnedKernels.Regular(P4, g.Numbers, 2, 2, 1),
            [8, 8, 1, 1]
        );
        g.Tensor("six", [6]);
        g.Tensor("zero", [0]);
        g.Node("Clip", "relu6", ["pointwise", "zero", "six"]);
        return new(g, P4, "depthwise", "moves in space, channels in cycles of 4");
    }

    private static ForeignNetwork Dilated(bool isBroken)
    {
        var g = new ForeignGraph(12);
        g.Tensor("w", TurnedKernels.Isotropic(P4m, g.Numbers, 4, 2, 3), 4, 2, 3, 3);
        g.Node(
            "Conv",
            "dilated",
            ["x", "w"],
            Ints("dilations", 2, 2),
            Ints("pads", isBroken ? [2, 2, 1, 1] : [2, 2, 2, 2])
        );
        g.Node("Tanh", "act", ["dilated"]);
        return Classified(g, "act", 4, P4m, "dilated");
    }

    private static ForeignNetwork Squeeze(bool isBroken)
    {
        var g = new ForeignGraph(13);
        g.Conv("lift", "x", TurnedKernels.Lifted(P4, g.Numbers, 2, 2, 3), [8, 2, 3, 3]);
        g.Node("GlobalAveragePool", "squeeze", ["lift"]);
        var w = TurnedKernels.Regular(P4, g.Numbers, 1, 2, 1);
        if (isBroken)
            w[3] += 0.5;
        g.Conv("reduce", "squeeze", w, [4, 8, 1, 1]);
        g.Node("Relu", "relu", ["reduce"]);
        g.Conv("expand", "relu", TurnedKernels.Regular(P4, g.Numbers, 2, 1, 1), [8, 4, 1, 1]);
        g.Node("HardSigmoid", "gate", ["expand"]);
        g.Node("Mul", "out", ["lift", "gate"]);
        return new(g, P4, "reduce", "moves in space, channels in cycles of 4");
    }

    private static ForeignNetwork InstanceNorm(bool isBroken)
    {
        var g = new ForeignGraph(14);
        g.Conv("lift", "x", TurnedKernels.Lifted(P4m, g.Numbers, 2, 2, 3), [16, 2, 3, 3]);
        g.Tensor("scale", ForeignGraph.Repeated(g.Numbers(2), 8, isBroken ? 9 : -1), 16);
        g.Tensor("shift", ForeignGraph.Repeated(g.Numbers(2), 8), 16);
        g.Node("InstanceNormalization", "norm", ["lift", "scale", "shift"]);
        g.Node("Elu", "act", ["norm"]);
        return new(g, P4m, "norm", "moves in space, channels in cycles of 4");
    }

    private static ForeignNetwork AveragePool(bool isBroken)
    {
        var g = new ForeignGraph(15);
        g.Node(
            "AveragePool",
            "mean",
            ["x"],
            Ints("kernel_shape", 3, 3),
            Ints("strides", 1, 1),
            Ints("pads", isBroken ? [1, 1, 0, 0] : [1, 1, 1, 1]),
            Int("count_include_pad", isBroken ? 1 : 0)
        );
        g.Conv("conv", "mean", TurnedKernels.Isotropic(P4m, g.Numbers, 3, 2, 3), [3, 2, 3, 3]);
        return new(g, P4m, "mean", "moves in space");
    }

    private static ForeignNetwork ChannelsLast(bool isBroken)
    {
        var g = new ForeignGraph(16, 8, 8, 2);
        g.Node("Transpose", "first", ["x"], Ints("perm", 0, 3, 1, 2));
        var w = TurnedKernels.Isotropic(P4m, g.Numbers, 4, 2, 3);
        if (isBroken)
            w[0] += 0.25;
        g.Conv("conv", "first", w, [4, 2, 3, 3]);
        g.Node("Relu", "relu", ["conv"]);
        g.Node("Transpose", "last", ["relu"], Ints("perm", 0, 2, 3, 1));
        g.Node("ReduceMean", "mean", ["last"], Ints("axes", 1, 2), Int("keepdims", 0));
        g.Node("MatMul", "dense", ["mean", g.Random("kernel", 4, 3)]);
        g.Node("Add", "out", ["dense", g.Random("bias", 3)]);
        return new(g, P4m, "conv") { Input = InputAction.ChannelsLast };
    }

    private static ForeignNetwork Reflected(bool isBroken)
    {
        var g = new ForeignGraph(17);
        g.Integers("pads", 0, 0, 1, 1, 0, 0, 1, 1);
        g.Node("Pad", "margin", ["x", "pads"], Word("mode", "reflect"));
        var w = TurnedKernels.Lifted(P4, g.Numbers, 2, 2, 3);
        if (isBroken)
            w[20] += 0.25;
        g.Conv("conv", "margin", w, [8, 2, 3, 3], pad: 0);
        g.Node("Softplus", "out", ["conv"]);
        return new(g, P4, "conv", "moves in space, channels in cycles of 4");
    }

    private static ForeignNetwork Segmentation(bool isBroken)
    {
        var g = new ForeignGraph(18);
        g.Conv("lift", "x", TurnedKernels.Lifted(P4, g.Numbers, 2, 2, 3), [8, 2, 3, 3]);
        g.Tensor("slope", ForeignGraph.Repeated([0.1, 0.3], 4, isBroken ? 6 : -1), 8, 1, 1);
        g.Node("PRelu", "act", ["lift", "slope"]);
        g.Conv("head", "act", TurnedKernels.Regular(P4, g.Numbers, 1, 2, 1), [4, 8, 1, 1]);
        g.Node("Softmax", "out", ["head"], Int("axis", 1));
        return new(g, P4, "act", "moves in space, channels in cycles of 4");
    }

    private static ForeignNetwork Volumes(bool isBroken)
    {
        var g = new ForeignGraph(19, 1, 5, 5, 5);
        var w = TurnedKernels.Isotropic(PointGroups.Oh, g.Numbers, 3, 1, 3);
        if (isBroken)
            w[5] += 0.25;
        g.Conv("conv", "x", w, [3, 1, 3, 3, 3]);
        g.Node("Relu", "relu", ["conv"]);
        g.Node(
            "MaxPool",
            "pool",
            ["relu"],
            Ints("kernel_shape", 3, 3, 3),
            Ints("strides", 2, 2, 2),
            Ints("pads", 1, 1, 1, 1, 1, 1)
        );
        return Classified(g, "pool", 3, PointGroups.Oh, "conv");
    }

    private static ForeignNetwork FiveAxes(bool isBroken)
    {
        var g = new ForeignGraph(20);
        g.Conv("lift", "x", TurnedKernels.Lifted(P4, g.Numbers, 3, 2, 3), [12, 2, 3, 3]);
        g.Integers("five", 0, 3, 4, 8, 8);
        g.Node("Reshape", "fields", ["lift", "five"]);
        if (isBroken)
        {
            g.Integers("which", 1);
            g.Node("Gather", "pick", ["fields", "which"], Int("axis", 2));
            g.Integers("two", 2);
            g.Node("Squeeze", "map", ["pick", "two"]);
        }
        else
            g.Node("ReduceMax", "map", ["fields"], Ints("axes", 2), Int("keepdims", 0));
        g.Conv("conv", "map", TurnedKernels.Isotropic(P4, g.Numbers, 2, 3, 3), [2, 3, 3, 3]);
        return new(g, P4, "pick", "moves in space");
    }

    private static ForeignNetwork Classified(
        ForeignGraph g,
        string source,
        int channels,
        PointGroup group,
        string lost
    )
    {
        g.Node("GlobalAveragePool", "mean", [source]);
        g.Node("Flatten", "flat", ["mean"]);
        g.Node(
            "Gemm",
            "fc",
            ["flat", g.Random("fw", 3, channels), g.Random("fb", 3)],
            Int("transB", 1)
        );
        return new(g, group, lost);
    }
}
