using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Programs.Steps;

/// <summary>Collects the steps of a program. What was made before is not made again.</summary>
internal sealed class ProgramBuilder
{
    private readonly List<Step> _steps = [];
    private readonly List<string> _layers = [];
    private readonly Dictionary<Step, int> _known = [];
    private readonly List<EqArray<int>> _tables = [];
    private readonly Dictionary<EqArray<int>, int> _knownTables = [];
    private readonly List<Observation> _observed = [];

    /// <summary>The path of the layer whose steps are made; errors name it.</summary>
    public string Layer { get; private set; } = "";

    /// <summary>The number of layers begun so far.</summary>
    public int Layers { get; private set; }

    /// <summary>The number of steps so far.</summary>
    public int Count => _steps.Count;

    public Step this[int step] => _steps[step];

    /// <summary>The steps from now on belong to a layer.</summary>
    public void Begin(string layer)
    {
        Layer = layer;
        Layers++;
    }

    public Node Input(EqArray<int> shape) => Add(new Step.Input(shape));

    public Node Parameter(string name, EqArray<int> shape) => Add(new Step.Parameter(name, shape));

    public Node Number(Coefficient value) => Add(new Step.Number(value));

    /// <summary>The values of a table in a shape.</summary>
    public Node Numbers(EqArray<int> table, EqArray<int> shape) =>
        shape.Volume() == table.Count
            ? Add(new Step.Numbers(Table(table), shape))
            : throw Refusal("numbers", $"{table.Count} values", $"as many as {shape} has");

    public Node Concatenate(IReadOnlyList<Node> parts, int axis)
    {
        if (parts.Count == 1)
            return parts[0];
        int[] shape = [.. parts[0].Shape];
        foreach (var part in parts.Skip(1))
        {
            if (
                part.Rank != shape.Length
                || part.Shape.Where((size, i) => i != axis && size != shape[i]).Any()
            )
                throw Refusal(
                    "concatenate",
                    $"{part.Shape}",
                    $"sizes as of {parts[0].Shape} off axis {axis}"
                );
            shape[axis] += part.Shape[axis];
        }
        return Add(
            new Step.Concatenate(
                parts.Select(part => part.Index).ToEqArray(),
                axis,
                EqArray.Create<int>(shape)
            )
        );
    }

    /// <summary>Shows a tensor under a name.</summary>
    public void Observe(string path, FieldType type, Node value) =>
        _observed.Add(new(path, type, value.Index));

    /// <summary>The number of a table; equal tables are one.</summary>
    public int Table(EqArray<int> values)
    {
        if (!_knownTables.TryGetValue(values, out var index))
        {
            _knownTables.Add(values, index = _tables.Count);
            _tables.Add(values);
        }
        return index;
    }

    public EqArray<int> TableAt(int table) => _tables[table];

    public Node Add(Step step)
    {
        if (!_known.TryGetValue(step, out var index))
        {
            _known.Add(step, index = _steps.Count);
            _steps.Add(step);
            _layers.Add(Layer);
        }
        return new(this, index);
    }

    public TensorProgram Finish(TypedOp op, Node result, EqArray<LayerMemory> memory) =>
        new(
            op,
            _steps.ToEqArray(),
            _layers.ToEqArray(),
            _tables.ToEqArray(),
            result.Index,
            _observed.ToEqArray(),
            memory
        );

    /// <summary>The program of a file, of which no operator is known.</summary>
    public TensorProgram Finish(Node result, EqArray<LayerMemory> memory) =>
        new(
            null,
            _steps.ToEqArray(),
            _layers.ToEqArray(),
            _tables.ToEqArray(),
            result.Index,
            _observed.ToEqArray(),
            memory
        );

    /// <summary>The error of a step whose operands do not fit.</summary>
    public ArgumentException Refusal(string step, string received, string expected) =>
        new($"Layer '{Layer}': {step}: received {received}, expected {expected}.");
}
