using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Onnx.Protobuf;
using AgeFormal.Networks.Torch;
using static AgeFormal.Networks.Onnx.Protobuf.ProtobufField;

namespace AgeFormal.Symmetry.Tests;

/// <summary>Networks of other tools, with a known symmetry, and with one break at a known node.</summary>
public sealed class ForeignTests
{
    private static readonly string[] All = ["e", "r", "r²", "r³", "m", "mr", "mr²", "mr³"];

    [Test]
    public void A_plain_network_has_no_symmetry()
    {
        var graph = new Graph(1);
        graph.Node("Conv", "conv", ["x", graph.Random("w", 4, 2, 3, 3)], Ints("pads", 1, 1, 1, 1));
        graph.Node("Relu", "relu", ["conv"]);
        graph.Node("GlobalAveragePool", "pool", ["relu"]);
        graph.Node("Flatten", "flat", ["pool"]);
        graph.Node(
            "Gemm",
            "fc",
            ["flat", graph.Random("fw", 3, 4), graph.Random("fb", 3)],
            new Integer("transB", 1)
        );
        var report = graph.Report("fc");
        Check(report, SymmetryVerdict.Refuted, ["e"]);
        Assert.That(Lost(report), Is.All.EqualTo("conv"));
    }

    [Test]
    public void Isotropic_kernels_are_symmetric_until_one_weight_differs([Values] bool isBroken)
    {
        var graph = new Graph(2);
        graph.Tensor("w", graph.Isotropic(4, 2, isBroken), 4, 2, 3, 3);
        graph.Node("Conv", "conv", ["x", "w"], Ints("pads", 1, 1, 1, 1));
        graph.Batch("bn", "conv", 4);
        graph.Node("Relu", "relu", ["bn"]);
        graph.Node("MaxPool", "pool", ["relu"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2));
        graph.Node("GlobalAveragePool", "mean", ["pool"]);
        graph.Node("Flatten", "flat", ["mean"]);
        graph.Node("Gemm", "fc", ["flat", graph.Random("fw", 4, 3)]);
        var report = graph.Report("fc");
        if (!isBroken)
        {
            Check(report, SymmetryVerdict.Proved, All);
            Assert.That(
                report.Findings.OfType<Finding.Carried>().Select(finding => finding.Output),
                Is.All.EqualTo("invariant")
            );
            return;
        }
        Assert.That(report.Verdict, Is.EqualTo(SymmetryVerdict.Refuted));
        Assert.That(Lost(report), Is.All.EqualTo("conv"));
    }

    [Test]
    public void Unrolled_kernels_of_a_rotation_group_move_their_channels(
        [Values("none", "bias", "stride", "norm", "head", "mask")] string fault
    )
    {
        var graph = new Graph(3);
        // Four rotated copies of each kernel, then a group convolution, unrolled.
        graph.Tensor("w1", graph.Lifted(3, 2), 12, 2, 3, 3);
        graph.Tensor("b1", graph.PerField(3, fault == "bias"), 12);
        graph.Node(
            "Conv",
            "lift",
            ["x", "w1", "b1"],
            Ints("pads", 1, 1, 1, 1),
            Ints("strides", 1, 1)
        );
        graph.Node("Relu", "relu1", ["lift"]);
        graph.Tensor("w2", graph.Regular(2, 3), 8, 12, 3, 3);
        var stride = fault == "stride" ? 2 : 1;
        graph.Node(
            "Conv",
            "group",
            ["relu1", "w2"],
            Ints("pads", 1, 1, 1, 1),
            Ints("strides", stride, stride)
        );
        graph.Tensor("g", graph.PerField(2, fault == "norm"), 8);
        graph.Tensor("z", new double[8], 8);
        graph.Tensor("o", [.. Enumerable.Repeat(1.0, 8)], 8);
        graph.Node("BatchNormalization", "bn", ["group", "g", "z", "z", "o"]);
        graph.Node("Sigmoid", "act", ["bn"]);
        graph.Tensor(
            "mask",
            graph.Mask(fault == "mask" ? 1 : 0, stride == 2 ? 4 : 8),
            stride == 2 ? 4 : 8,
            stride == 2 ? 4 : 8
        );
        graph.Node("Mul", "masked", ["act", "mask"]);
        graph.Tensor("shape", [0, 2, 4, -1], 7, [4]);
        graph.Node("Reshape", "fields", ["masked", "shape"]);
        graph.Node(
            "ReduceMax",
            "pooled",
            ["fields"],
            Ints("axes", 2, 3),
            new Integer("keepdims", 0)
        );
        graph.Node("MatMul", "fc", ["pooled", graph.Random("fw", 2, 3)]);
        graph.Node("Softmax", "out", ["fc"], new Integer("axis", -1));
        var report = graph.Report(fault == "head" ? "act" : "out");
        if (fault is "none" or "head")
        {
            Check(report, SymmetryVerdict.Refuted, ["e", "r", "r²", "r³"]);
            Assert.That(
                report.Findings.OfType<Finding.Carried>().ElementAt(1).Output,
                Is.EqualTo(
                    fault == "none" ? "invariant" : "moves in space, channels in cycles of 4"
                )
            );
            return;
        }
        Assert.That(report.Findings[1], Is.InstanceOf<Finding.Lost>());
        Assert.That(
            ((Finding.Lost)report.Findings[1]).Layer,
            Is.EqualTo(
                fault switch
                {
                    "bias" => "lift",
                    "stride" => "group",
                    "norm" => "bn",
                    _ => "masked",
                }
            )
        );
        Assert.That(report.Witnesses.Any(witness => witness.Element == 1));
    }

    [Test]
    public void An_average_pool_a_resize_and_a_transposed_convolution_keep_the_square()
    {
        var graph = new Graph(4);
        graph.Node(
            "AveragePool",
            "avg",
            ["x"],
            Ints("kernel_shape", 3, 3),
            Ints("strides", 1, 1),
            Ints("pads", 1, 1, 1, 1)
        );
        graph.Tensor("scales", [1, 1, 2, 2], 1, 4);
        graph.Node(
            "Resize",
            "up",
            ["avg", "", "scales"],
            new OnnxText("mode", "nearest"),
            new OnnxText("coordinate_transformation_mode", "asymmetric"),
            new OnnxText("nearest_mode", "floor")
        );
        graph.Tensor("w", graph.Isotropic(2, 3, false), 2, 3, 3, 3);
        graph.Node(
            "ConvTranspose",
            "deconv",
            ["up", "w"],
            Ints("strides", 2, 2),
            Ints("pads", 1, 1, 1, 1)
        );
        graph.Node("Concat", "both", ["deconv", "deconv"], new Integer("axis", 1));
        var report = graph.Report("both");
        Check(report, SymmetryVerdict.Proved, All);
        Assert.That(
            report.Findings.OfType<Finding.Carried>().ElementAt(1).Output,
            Is.EqualTo("moves in space")
        );
    }

    [Test]
    public void An_operator_without_a_rule_is_named()
    {
        var graph = new Graph(5);
        graph.Node("NonMaxSuppression", "nms", ["x"]);
        var fault = Assert.Throws<OnnxFormatException>(() => graph.Report("nms"))!;
        Assert.That(fault.IsUnsupported);
        Assert.That(fault.Message, Does.Contain("'nms'").And.Contain("NonMaxSuppression"));
    }

    [Test]
    public void Damaged_files_are_refused_with_a_typed_error([Range(1, 10)] int part)
    {
        var graph = new Graph(6);
        graph.Tensor("w1", graph.Lifted(3, 2), 12, 2, 3, 3);
        graph.Node("Conv", "conv", ["x", "w1"], Ints("pads", 1, 1, 1, 1));
        graph.Tensor("shape", [0, 2, 4, -1], 7, [4]);
        graph.Node("Softmax", "soft", ["conv"]);
        graph.Node("GlobalAveragePool", "pool", ["soft"]);
        var bytes = graph.Bytes("pool");
        var refused = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(1000 * part + seed);
            var damaged = bytes.ToArray();
            for (var i = random.Next(1, 6); i > 0; i--)
                damaged[
                    random.Next(Math.Min(damaged.Length, random.Next(2) == 0 ? 200 : int.MaxValue))
                ] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                damaged = damaged[..random.Next(damaged.Length)];
            try
            {
                var read = OnnxReader.Read(damaged, "damaged");
                if (read.Input.Count == 4)
                    ProgramSymmetry.Of(read.Program, read.Parameters, PointGroups.P4);
            }
            catch (OnnxFormatException)
            {
                refused++;
            }
        }
        Assert.That(refused, Is.GreaterThan(5));
    }

    private static void Check(SymmetryReport report, SymmetryVerdict verdict, string[] names)
    {
        Assert.That(
            report.Findings.OfType<Finding.Carried>().Select(finding => finding.Name),
            Is.EqualTo(names),
            string.Join('\n', report.Findings.Select(finding => $"{finding}"))
        );
        Assert.That(report.Verdict, Is.EqualTo(verdict));
    }

    private static IEnumerable<string> Lost(SymmetryReport report) =>
        report.Findings.OfType<Finding.Lost>().Select(finding => finding.Layer);

    private static OnnxInts Ints(string name, params long[] values) => new(name, values);

    internal abstract record Attribute(string Name);

    internal sealed record Integer(string Name, long Value) : Attribute(Name);

    internal sealed record OnnxInts(string Name, long[] Values) : Attribute(Name);

    internal sealed record OnnxText(string Name, string Value) : Attribute(Name);

    /// <summary>A graph on <c>x</c>, [batch, 2, 8, 8], in the numbers of the published schema.</summary>
    internal sealed class Graph(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly List<ProtobufField> _fields = [];

        public string Random(string name, params int[] shape)
        {
            Tensor(name, Numbers(shape.Aggregate(1, (all, size) => all * size)), shape);
            return name;
        }

        public void Tensor(string name, double[] values, params int[] shape) =>
            Tensor(name, values, 1, shape);

        public void Tensor(string name, double[] values, int type, int[] shape) =>
            _fields.Add(
                new Nested(
                    5,
                    ProtobufMessage.Of([
                        .. shape.Select(size => new ProtobufField.Integer(1, size)),
                        new ProtobufField.Integer(2, type),
                        .. type == 7
                            ? values.Select(value =>
                                (ProtobufField)new ProtobufField.Integer(7, (long)value)
                            )
                            :
                            [
                                new Bytes(
                                    9,
                                    values
                                        .SelectMany(value => BitConverter.GetBytes((float)value))
                                        .ToArray()
                                ),
                            ],
                        new ProtobufField.Text(8, name),
                    ])
                )
            );

        public void Batch(string name, string source, int channels)
        {
            foreach (var part in new[] { "scale", "shift", "mean" })
                Random($"{name}.{part}", channels);
            Tensor($"{name}.var", [.. Numbers(channels).Select(value => value + 2)], channels);
            Node(
                "BatchNormalization",
                name,
                [source, $"{name}.scale", $"{name}.shift", $"{name}.mean", $"{name}.var"]
            );
        }

        public void Node(
            string kind,
            string output,
            string[] inputs,
            params Attribute[] attributes
        ) =>
            _fields.Add(
                new Nested(
                    1,
                    ProtobufMessage.Of([
                        .. inputs.Select(input => new ProtobufField.Text(1, input)),
                        new ProtobufField.Text(2, output),
                        new ProtobufField.Text(3, output),
                        new ProtobufField.Text(4, kind),
                        .. attributes.Select(attribute => new Nested(
                            5,
                            ProtobufMessage.Of([
                                new ProtobufField.Text(1, attribute.Name),
                                .. attribute switch
                                {
                                    Integer of => (ProtobufField[])
                                        [new ProtobufField.Integer(3, of.Value)],
                                    OnnxInts of =>
                                    [
                                        .. of.Values.Select(value => new ProtobufField.Integer(
                                            8,
                                            value
                                        )),
                                    ],
                                    OnnxText of => [new ProtobufField.Text(4, of.Value)],
                                    _ => throw new System.Diagnostics.UnreachableException(),
                                },
                            ])
                        )),
                    ])
                )
            );

        public byte[] Bytes(string output)
        {
            ProtobufMessage Port(string name, params int[] sizes) =>
                ProtobufMessage.Of(
                    new ProtobufField.Text(1, name),
                    new Nested(
                        2,
                        ProtobufMessage.Of(
                            new Nested(
                                1,
                                ProtobufMessage.Of(
                                    new ProtobufField.Integer(1, 1),
                                    new Nested(
                                        2,
                                        ProtobufMessage.Of([
                                            new Nested(
                                                1,
                                                ProtobufMessage.Of(new ProtobufField.Text(2, "N"))
                                            ),
                                            .. sizes.Select(size => new Nested(
                                                1,
                                                ProtobufMessage.Of(
                                                    new ProtobufField.Integer(1, size)
                                                )
                                            )),
                                        ])
                                    )
                                )
                            )
                        )
                    )
                );
            var model = ProtobufMessage.Of(
                new ProtobufField.Integer(1, 8),
                new ProtobufField.Text(2, "pytorch"),
                new Nested(
                    7,
                    ProtobufMessage.Of([
                        .. _fields,
                        new Nested(11, Port("x", 2, 8, 8)),
                        new Nested(12, Port(output)),
                    ])
                ),
                new Nested(
                    8,
                    ProtobufMessage.Of(
                        new ProtobufField.Text(1, ""),
                        new ProtobufField.Integer(2, 13)
                    )
                )
            );
            using var stream = new MemoryStream();
            using (var coded = new Google.Protobuf.CodedOutputStream(stream, leaveOpen: true))
                model.Write(coded);
            return stream.ToArray();
        }

        public SymmetryReport Report(string output)
        {
            var read = OnnxReader.Read(Bytes(output), "test.onnx");
            using var execution = ProgramExecution.Of(read);
            return ProgramSymmetry
                .Of(read.Program, read.Parameters, PointGroups.P4m)
                .Executed(read.Program, execution.Run);
        }

        // Kernels of centre, edges and corners.
        public double[] Isotropic(int outputs, int inputs, bool isBroken)
        {
            var values = new List<double>();
            for (var i = 0; i < outputs * inputs; i++)
            {
                var (c, e, k) = (Numbers(1)[0], Numbers(1)[0], Numbers(1)[0]);
                values.AddRange([k, e, k, e, c, e, k, e, k]);
            }
            if (isBroken)
                values[^2] += 0.25;
            return [.. values];
        }

        // [o·4, c, 3, 3]: kernel k is the first one, turned k times.
        public double[] Lifted(int fields, int inputs)
        {
            var values = new List<double>();
            for (var field = 0; field < fields; field++)
            {
                var kernels = Numbers(inputs * 9);
                for (var k = 0; k < 4; k++)
                {
                    values.AddRange(kernels);
                    kernels = [.. kernels.Chunk(9).SelectMany(Turned)];
                }
            }
            return [.. values];
        }

        // [o·4, c·4, 3, 3]: turned, and the axis of the group shifted.
        public double[] Regular(int fields, int inputs)
        {
            var values = new List<double>();
            for (var field = 0; field < fields; field++)
            {
                var kernels = Numbers(inputs * 4 * 9).Chunk(9).ToArray();
                for (var k = 0; k < 4; k++)
                {
                    values.AddRange(kernels.SelectMany(kernel => kernel));
                    kernels =
                    [
                        .. kernels.Select((_, i) => Turned(kernels[i / 4 * 4 + (i + 3) % 4])),
                    ];
                }
            }
            return [.. values];
        }

        public double[] PerField(int fields, bool isBroken)
        {
            double[] values = [.. Numbers(fields).SelectMany(value => Enumerable.Repeat(value, 4))];
            if (isBroken)
                values[^1] += 0.25;
            return values;
        }

        public double[] Mask(int broken, int size)
        {
            double[] values = [.. Enumerable.Repeat(1.0, size * size)];
            values[0] += broken;
            return values;
        }

        private double[] Numbers(int count) =>
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(_ => (double)(float)(_random.NextDouble() - 0.5)),
            ];

        // (y, x) goes to (2 − x, y).
        private static double[] Turned(double[] kernel)
        {
            var turned = new double[9];
            for (var y = 0; y < 3; y++)
            for (var x = 0; x < 3; x++)
                turned[(2 - x) * 3 + y] = kernel[y * 3 + x];
            return turned;
        }
    }
}
