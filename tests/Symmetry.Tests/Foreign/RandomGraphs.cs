using AgeFormal.Algebra;
using static AgeFormal.Symmetry.Tests.Foreign.ForeignAttribute;

namespace AgeFormal.Symmetry.Tests.Foreign;

/// <summary>Random networks that commute with a group, and their mutants of one edit.</summary>
internal sealed class RandomGraphs
{
    private readonly Random _random;
    private readonly ForeignGraph _graph;
    private readonly PointGroup _group;
    private int _fields;
    private int _size;
    private bool _isRegular;
    private string _at = "x";
    private int _names;

    private RandomGraphs(int seed)
    {
        _random = new(seed);
        _group = _random.Next(3) == 0 ? PointGroups.P4m : PointGroups.P4;
        _size = 6 + _random.Next(4);
        _fields = 1 + _random.Next(2);
        _graph = new(seed, _fields, _size, _size) { Opset = 17 };
    }

    /// <summary>A network and the group that it commutes with.</summary>
    public static (ForeignGraph Graph, PointGroup Group) Of(int seed)
    {
        var making = new RandomGraphs(seed);
        making.Convolution(1 + 2 * making._random.Next(2));
        for (var count = 2 + making._random.Next(5); count > 0; count--)
            making.Block();
        if (making._random.Next(2) == 0)
            making.Head();
        return (making._graph, making._group);
    }

    /// <summary>The graph with one edit: a weight, an attribute or an edge.</summary>
    public static string Mutate(ForeignGraph graph, int seed)
    {
        var random = new Random(seed);
        for (; ; )
            switch (random.Next(3))
            {
                case 0:
                {
                    var (name, tensor) = graph.Tensors.ElementAt(random.Next(graph.Tensors.Count));
                    if (tensor.IsInteger || tensor.Values.Length == 0)
                        continue;
                    var at = random.Next(tensor.Values.Length);
                    tensor.Values[at] = (float)(tensor.Values[at] + 0.125 + random.NextDouble());
                    return $"{name}[{at}]";
                }
                case 1:
                {
                    var node = graph.Nodes[random.Next(graph.Nodes.Count)];
                    if (node.Attributes.Length == 0)
                        continue;
                    var attribute = node.Attributes[random.Next(node.Attributes.Length)];
                    if (attribute.Name == "kernel_shape" || attribute.Value is not long[] values)
                        continue;
                    var at = random.Next(values.Length);
                    values[at] += random.Next(2) == 0 ? 1 : -1;
                    return $"{node.Output}.{attribute.Name}[{at}]";
                }
                default:
                {
                    var at = random.Next(graph.Nodes.Count);
                    var node = graph.Nodes[at];
                    var input = random.Next(node.Inputs.Length);
                    if (graph.Tensors.ContainsKey(node.Inputs[input]))
                        continue;
                    string[] others =
                    [
                        "x",
                        .. graph.Nodes.Take(at).Select(before => before.Output),
                    ];
                    var other = others[random.Next(others.Length)];
                    if (other == node.Inputs[input])
                        continue;
                    node.Inputs[input] = other;
                    return $"{node.Output} reads {other}";
                }
            }
    }

    private int Each => _isRegular ? _group.Order : 1;

    private int Channels => _fields * Each;

    private string Name(string kind) => $"{kind}{_names++}";

    private void Block()
    {
        switch (_random.Next(17))
        {
            case 0 or 1:
                Convolution(1 + 2 * _random.Next(2));
                break;
            case 2:
                _at = _graph.Batch(Name("bn"), _at, _fields, Each);
                break;
            case 3:
                _at = _graph.Node(
                    new[] { "LeakyRelu", "Sigmoid", "Tanh", "Elu", "Softplus", "Softsign" }[
                        _random.Next(6)
                    ],
                    Name("act"),
                    [_at]
                );
                break;
            case 4:
                Strided();
                break;
            case 5:
                Pool(_random.Next(2) == 0 ? "MaxPool" : "AveragePool");
                break;
            case 6:
                Residual();
                break;
            case 7:
                Dense();
                break;
            case 8:
                Squeeze();
                break;
            case 9:
                Resize();
                break;
            case 10:
                GroupPool();
                break;
            case 11:
                Mask();
                break;
            case 12:
                // Of one channel it would leave nothing.
                if (Channels > 1)
                    _at = _graph.Node("Softmax", Name("softmax"), [_at], Int("axis", 1));
                break;
            case 13:
                Attention();
                break;
            case 14:
                Instance();
                break;
            case 15:
                Depthwise();
                break;
            default:
                Transposed();
                break;
        }
    }

    private void Convolution(int window)
    {
        var name = Name("conv");
        var outputs = 1 + _random.Next(2);
        var own = window <= _size ? window : 1;
        if (_isRegular)
            _at = _graph.Conv(
                name,
                _at,
                TurnedKernels.Regular(_group, _graph.Numbers, outputs, _fields, own),
                [outputs * Each, Channels, own, own],
                Bias(name, outputs, Each)
            );
        else if (_random.Next(3) > 0)
        {
            _at = _graph.Conv(
                name,
                _at,
                TurnedKernels.Lifted(_group, _graph.Numbers, outputs, _fields, own),
                [outputs * _group.Order, _fields, own, own],
                Bias(name, outputs, _group.Order)
            );
            _isRegular = true;
        }
        else
            _at = _graph.Conv(
                name,
                _at,
                TurnedKernels.Isotropic(_group, _graph.Numbers, outputs, _fields, own),
                [outputs, _fields, own, own],
                Bias(name, outputs, 1)
            );
        _fields = outputs;
    }

    private string? Bias(string name, int fields, int each) =>
        _random.Next(2) == 0
            ? null
            : _graph.Tensor(
                $"{name}.bias",
                ForeignGraph.Repeated(_graph.Numbers(fields), each),
                fields * each
            );

    private double[] Kernel(int outputs, int window) =>
        _isRegular
            ? TurnedKernels.Regular(_group, _graph.Numbers, outputs, _fields, window)
            : TurnedKernels.Isotropic(_group, _graph.Numbers, outputs, _fields, window);

    private void Strided()
    {
        if (_size % 2 == 0 || _size < 5)
            return;
        _at = _graph.Conv(
            Name("down"),
            _at,
            Kernel(_fields, 3),
            [Channels, Channels, 3, 3],
            stride: 2
        );
        _size = (_size + 1) / 2;
    }

    private void Pool(string kind)
    {
        if (_size % 2 == 1 || _size < 4)
        {
            _at = _graph.Node(
                kind,
                Name("pool"),
                [_at],
                Ints("kernel_shape", 3, 3),
                Ints("strides", 1, 1),
                Ints("pads", 1, 1, 1, 1)
            );
            return;
        }
        _at = _graph.Node(
            kind,
            Name("pool"),
            [_at],
            Ints("kernel_shape", 2, 2),
            Ints("strides", 2, 2)
        );
        _size /= 2;
    }

    private void Residual()
    {
        var before = _at;
        var window = _size >= 3 ? 3 : 1;
        _at = _graph.Conv(
            Name("res"),
            _at,
            Kernel(_fields, window),
            [Channels, Channels, window, window]
        );
        _at = _graph.Node("Relu", Name("act"), [_at]);
        _at = _graph.Node("Add", Name("add"), [_at, before]);
    }

    private void Dense()
    {
        var grown = _graph.Conv(Name("grow"), _at, Kernel(1, 1), [Each, Channels, 1, 1]);
        _at = _graph.Node("Concat", Name("cat"), [_at, grown], Int("axis", 1));
        _fields++;
    }

    private void Squeeze()
    {
        var mean = _graph.Node("GlobalAveragePool", Name("mean"), [_at]);
        var gate = _graph.Conv(Name("se"), mean, Kernel(_fields, 1), [Channels, Channels, 1, 1]);
        gate = _graph.Node("Sigmoid", Name("gate"), [gate]);
        _at = _graph.Node("Mul", Name("mul"), [_at, gate]);
    }

    private void Resize()
    {
        if (_size > 8)
            return;
        var name = Name("up");
        _graph.Tensor($"{name}.scales", [1, 1, 2, 2], 4);
        _at = _graph.Node(
            "Resize",
            name,
            [_at, "", $"{name}.scales"],
            Word("mode", "nearest"),
            Word("coordinate_transformation_mode", "asymmetric"),
            Word("nearest_mode", "floor")
        );
        _size *= 2;
    }

    private void GroupPool()
    {
        if (!_isRegular)
            return;
        var name = Name("fields");
        _graph.Integers($"{name}.shape", 0, _fields, Each, _size, _size);
        _at = _graph.Node("Reshape", name, [_at, $"{name}.shape"]);
        _at = _graph.Node(
            _random.Next(2) == 0 ? "ReduceMax" : "ReduceMean",
            Name("group"),
            [_at],
            Ints("axes", 2),
            Int("keepdims", 0)
        );
        _isRegular = false;
    }

    private void Mask()
    {
        var name = Name("mask");
        _graph.Tensor(
            name,
            TurnedKernels.Isotropic(_group, _graph.Numbers, 1, 1, _size),
            _size,
            _size
        );
        _at = _graph.Node("Mul", Name("masked"), [_at, name]);
    }

    private void Attention()
    {
        if (_size > 6)
            return;
        var name = Name("attention");
        _graph.Integers($"{name}.flat", 0, Channels, -1);
        var pixels = _graph.Node("Reshape", $"{name}.pixels", [_at, $"{name}.flat"]);
        var tokens = _graph.Node("Transpose", $"{name}.tokens", [pixels], Ints("perm", 0, 2, 1));
        var map = _graph.Node("MatMul", $"{name}.qk", [tokens, pixels]);
        map = _graph.Node("Softmax", $"{name}.map", [map], Int("axis", -1));
        var read = _graph.Node("MatMul", $"{name}.read", [map, tokens]);
        read = _graph.Node("Transpose", $"{name}.back", [read], Ints("perm", 0, 2, 1));
        _graph.Integers($"{name}.grid", 0, Channels, _size, _size);
        read = _graph.Node("Reshape", $"{name}.out", [read, $"{name}.grid"]);
        _at = _graph.Node("Add", name, [_at, read]);
    }

    private void Instance()
    {
        // The mean of what is normalised is a constant: something has to lie between.
        if (_size == 1)
            return;
        var name = Name("norm");
        foreach (var part in new[] { "scale", "shift" })
            _graph.Tensor(
                $"{name}.{part}",
                ForeignGraph.Repeated(_graph.Numbers(_fields), Each),
                Channels
            );
        _at = _graph.Node("InstanceNormalization", name, [_at, $"{name}.scale", $"{name}.shift"]);
        _at = _graph.Node("Sigmoid", Name("act"), [_at]);
    }

    private void Depthwise()
    {
        if (_size < 3)
            return;
        _at = _graph.Conv(
            Name("depthwise"),
            _at,
            _isRegular
                ? TurnedKernels.Depthwise(_group, _graph.Numbers, _fields, 3)
                : TurnedKernels.Isotropic(_group, _graph.Numbers, _fields, 1, 3),
            [Channels, 1, 3, 3],
            groups: Channels
        );
    }

    private void Transposed()
    {
        if (_isRegular || _size > 8)
            return;
        var name = Name("deconv");
        _graph.Tensor(
            $"{name}.weight",
            TurnedKernels.Isotropic(_group, _graph.Numbers, _fields, _fields, 2),
            _fields,
            _fields,
            2,
            2
        );
        _at = _graph.Node(
            "ConvTranspose",
            name,
            [_at, $"{name}.weight"],
            Ints("kernel_shape", 2, 2),
            Ints("strides", 2, 2)
        );
        _size *= 2;
    }

    private void Head()
    {
        // The mean of what is linear does not see much of what lies before.
        _at = _graph.Node("Sigmoid", Name("act"), [_at]);
        GroupPool();
        var mean = _graph.Node("GlobalAveragePool", Name("mean"), [_at]);
        var flat = _graph.Node("Flatten", Name("flat"), [mean]);
        if (_isRegular)
        {
            _at = flat;
            return;
        }
        var name = Name("fc");
        _at = _graph.Node(
            "Gemm",
            name,
            [flat, _graph.Random($"{name}.weight", 3, _fields)],
            Int("transB", 1)
        );
    }
}
