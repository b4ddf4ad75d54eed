using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

/// <summary>
/// Makes a program of a graph. Shapes are computed with a prime in place of the size of the batch, by which they are told
/// apart again.
/// </summary>
internal sealed partial class GraphReading
{
    // The largest number of values that constants are folded to, whatever the size of the file.
    private const long Least = 1 << 20;

    private readonly ReadGraph _graph;
    private readonly ProgramBuilder _builder = new();
    private readonly Dictionary<string, ReadValue> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<double>> _parameters = new(
        StringComparer.Ordinal
    );
    private readonly Dictionary<ReadTensor, Node> _lifted = new(ReferenceEqualityComparer.Instance);
    private readonly long _batch;
    private long _folded;
    private ReadNode _node = null!;

    private GraphReading(ReadGraph graph, long batch)
    {
        _graph = graph;
        _batch = batch;
    }

    /// <exception cref="OnnxFormatException">A part is wrong or not read; names the node.</exception>
    public static ImportedProgram Of(ReadGraph graph, IReadOnlyList<int>? sizes, bool fixesBatch)
    {
        var reading = new GraphReading(graph, Prime(graph));
        var shape = reading.InputShape(sizes, fixesBatch);
        reading._values[graph.Input] = new ReadValue.Signal(
            reading._builder.Input(shape.ToEqArray())
        );
        var isNeeded = Needed(graph);
        var operators = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            if (!isNeeded[i])
                continue;
            var node = graph.Nodes[i];
            operators[node.Kind] = operators.GetValueOrDefault(node.Kind) + 1;
            reading.Read(node);
        }
        var outputs = graph
            .Outputs.Select(output =>
                reading._values.TryGetValue(output, out var value)
                    ? reading.Lift(value)
                    : throw reading.Fault(
                        "output",
                        $"no node makes '{output}', expected one that does"
                    )
            )
            .ToArray();
        return new(
            reading._builder.Finish(reading.Together(outputs), []),
            reading._parameters.ToImmutableSortedDictionary(StringComparer.Ordinal),
            shape.ToEqArray(),
            operators.ToImmutableSortedDictionary(StringComparer.Ordinal)
        );
    }

    // A prime that no number of the file is a multiple of: a size that it divides grows with the batch.
    private static long Prime(ReadGraph graph)
    {
        foreach (var prime in new long[] { 1_000_003, 1_000_033, 1_000_037, 1_000_039 })
            if (graph.Sizes?.All(size => size == 0 || size % prime != 0) ?? true)
                return prime;
        throw new OnnxFormatException(graph.File, "input", "sizes that are too large");
    }

    private int[] InputShape(IReadOnlyList<int>? given, bool fixesBatch)
    {
        var declared =
            _graph.Sizes
            ?? (
                given is null
                    ? throw Fault("input", "no shape, expected one in the file or given")
                    : [0, .. given.Select(size => (long)size)]
            );
        if (declared.Length < 2 || given is not null && given.Count != declared.Length - 1)
            throw Fault(
                "input",
                $"the shape [{string.Join(", ", declared)}], expected a batch and {(given is null ? "axes of a signal" : $"{given.Count} axes")}"
            );
        var shape = new int[declared.Length];
        shape[0] =
            declared[0] is > 0 and < 1 << 20 ? (int)declared[0]
            : declared[0] > 0
                ? throw Fault("input", $"the batch {declared[0]}, expected less than {1 << 20}")
            : fixesBatch ? 1
            : Sizes.Batch;
        for (var i = 1; i < shape.Length; i++)
        {
            var size = declared[i] > 0 ? declared[i] : given?[i - 1] ?? 0;
            if (size is <= 0 or > 1 << 20)
                throw Fault(
                    "input",
                    $"axis {i} has no fixed size, expected one from 1 to {1 << 20}; it can be given"
                );
            shape[i] = (int)size;
        }
        return shape;
    }

    private static bool[] Needed(ReadGraph graph)
    {
        var names = graph.Outputs.ToHashSet(StringComparer.Ordinal);
        var isNeeded = new bool[graph.Nodes.Length];
        for (var i = graph.Nodes.Length - 1; i >= 0; i--)
            if (graph.Nodes[i].Outputs.Any(output => output.Length > 0 && names.Contains(output)))
            {
                isNeeded[i] = true;
                names.UnionWith(graph.Nodes[i].Inputs);
            }
        return isNeeded;
    }

    private void Read(ReadNode node)
    {
        _node = node;
        _builder.Begin(node.Name);
        try
        {
            if (node.Domain is not ("" or "ai.onnx"))
                throw Unsupported($"the operator {node.Domain}.{node.Kind}");
            var values = Values(node);
            for (var i = 0; i < Math.Min(values.Length, node.Outputs.Length); i++)
            {
                Check(values[i]);
                if (node.Outputs[i].Length > 0)
                    _values[node.Outputs[i]] = values[i];
            }
        }
        catch (OnnxFormatException)
        {
            throw;
        }
        catch (Exception fault)
            when (fault
                    is FormatException
                        or ArgumentException
                        or OverflowException
                        or IndexOutOfRangeException
                        or InvalidOperationException
                        or DivideByZeroException
            )
        {
            throw Fault(
                $"node '{node.Name}'",
                $"{node.Kind}: {fault.Message.TrimEnd('.').ReplaceLineEndings(" ")}"
            );
        }
    }

    private static void Check(ReadValue value) =>
        value.Match(
            constant: _ => true,
            signal: signal =>
                signal.Node.Shape.All(size => size != 0 && Math.Abs((long)size) <= 1 << 24)
                && signal.Node.Shape.Count(size => size < 0) <= 1
                && Math.Abs(signal.Node.Shape.Volume()) <= int.MaxValue
                    ? true
                    : throw new FormatException(
                        $"the shape {signal.Node.Shape}, expected fewer values and one axis of the batch"
                    )
        );

    // Several outputs are one.
    private Node Together(Node[] outputs)
    {
        if (outputs.Length == 1)
            return outputs[0];
        try
        {
            return _builder.Concatenate(
                [
                    .. outputs.Select(output =>
                    {
                        var volume = checked((int)output.Shape.Volume());
                        return output.Shape[0] < 0
                            ? output.Reshape(output.Shape[0], volume / output.Shape[0])
                            : output.Reshape(1, volume);
                    }),
                ],
                axis: 1
            );
        }
        catch (Exception fault) when (fault is ArgumentException or OverflowException)
        {
            throw Fault(
                "output",
                $"{outputs.Length} outputs that do not go together: {fault.Message}"
            );
        }
    }

    private OnnxFormatException Fault(string part, string reason) => new(_graph.File, part, reason);

    private OnnxFormatException Unsupported(string what) =>
        new(
            _graph.File,
            $"node '{_node.Name}'",
            $"{_node.Kind}: {what} is not read",
            isUnsupported: true
        );
}
