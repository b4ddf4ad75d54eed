using AgeFormal.Algebra;
using AgeFormal.Learning;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Facade;

/// <summary>
/// Outputs of a network beside recorded ones. A file of vectors has <c>input</c> [n, …], <c>logits</c> [n, classes] and,
/// optionally, the outputs <c>act.LAYER</c> [k, …] of named layers for the first k ≤ n inputs. Axes of size 1 other than
/// the first may be left out.
/// </summary>
public static class Comparison
{
    private const string Input = "input";
    private const string Logits = "logits";
    private const string LayerPrefix = "act.";

    /// <summary>Runs the recorded inputs in double precision and compares every recorded output.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="vectors">The recorded tensors.</param>
    /// <param name="source">The name that errors give to the vectors.</param>
    /// <param name="cancellation">Checked between the runs.</param>
    /// <exception cref="TensorMismatchException">A tensor is absent, has another shape, or is that of no layer.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ComparisonResult Run(
        TrainedNetwork trained,
        TensorFile vectors,
        string source = "vectors",
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(vectors);
        TypedOp op = trained.Op;
        TensorData input = vectors.Require(Input, source);
        CheckShape(input, op.Input, input.Shape.FirstOrDefault(), Input, source);
        TensorData logits = vectors.Require(Logits, source);
        CheckShape(logits, op.Output, input.Shape[0], Logits, source);
        Dictionary<string, FieldType> layers = Layers(op);
        string[] recorded = Recorded(vectors, layers, input, source);

        cancellation.ThrowIfCancellationRequested();
        using var network = trained.Compile(Precision.Double);
        double[] values = input.ToDouble();
        Signal<double> outputs = network.Run(Signal<double>.Create(op.Input, [.. values]));
        var comparisons = new List<TensorComparison>
        {
            Compare(Logits, logits, outputs.Values.AsSpan()),
        };
        if (recorded.Length > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            int first = recorded.Max(name => (int)vectors[LayerPrefix + name].Shape[0]);
            var activations = network.Activations(
                Signal<double>.Create(op.Input, [.. values.AsSpan(0, first * op.Input.Count)])
            );
            foreach (string name in recorded)
            {
                TensorData expected = vectors[LayerPrefix + name];
                comparisons.Add(
                    Compare(
                        LayerPrefix + name,
                        expected,
                        activations[name].Values.AsSpan(0, expected.Count)
                    )
                );
            }
        }
        return new(trained.Network.Name, (int)input.Shape[0], comparisons.ToEqArray());
    }

    private static TensorComparison Compare(
        string name,
        TensorData expected,
        ReadOnlySpan<double> computed
    ) => TensorComparison.Of(name, new(expected.Shape), computed, expected.ToDouble());

    /// <summary>The output types of the named layers, in the order of execution.</summary>
    private static Dictionary<string, FieldType> Layers(TypedOp op)
    {
        var layers = new Dictionary<string, FieldType>(StringComparer.Ordinal);
        Visit(op, "");
        foreach (AttentionMap map in op.AttentionMaps())
            layers[map.Name] = map.Type;
        return layers;

        void Visit(TypedOp part, string parent)
        {
            foreach (
                TypedOp inner in part.Match(
                    elementary: _ => [],
                    sequence: sequence => sequence.Layers,
                    sum: sum => sum.Branches,
                    concatenation: concatenation => concatenation.Branches,
                    restriction: restriction => [restriction.Body]
                )
            )
                Visit(inner, part.Path);
            if (part.Path != parent)
                layers[part.Path] = part.Output;
        }
    }

    /// <summary>The layers with recorded outputs, all of which fit.</summary>
    private static string[] Recorded(
        TensorFile vectors,
        Dictionary<string, FieldType> layers,
        TensorData input,
        string source
    )
    {
        foreach (var (key, tensor) in vectors.Tensors)
        {
            if (!key.StartsWith(LayerPrefix, StringComparison.Ordinal))
                continue;
            string name = key[LayerPrefix.Length..];
            if (!layers.TryGetValue(name, out FieldType? type))
                throw new TensorMismatchException(
                    source,
                    key,
                    "the output of a layer that the network does not have",
                    $"one of {string.Join(", ", layers.Keys)}"
                );
            long count = tensor.Shape.FirstOrDefault();
            if (count > input.Shape[0])
                throw new TensorMismatchException(
                    source,
                    key,
                    $"{tensor}, {count} examples",
                    $"at most {input.Shape[0]}, as many as there are inputs"
                );
            CheckShape(tensor, type, count, key, source);
        }
        return [.. layers.Keys.Where(name => vectors.Tensors.ContainsKey(LayerPrefix + name))];
    }

    private static void CheckShape(
        TensorData tensor,
        FieldType type,
        long batch,
        string name,
        string source
    )
    {
        bool fits =
            batch >= 1
            && tensor.Shape.Length > 0
            && tensor.Shape[0] == batch
            && tensor
                .Shape.Skip(1)
                .Where(size => size != 1)
                .SequenceEqual(type.Shape.Where(size => size != 1).Select(size => (long)size));
        if (!fits)
            throw new TensorMismatchException(
                source,
                name,
                $"{tensor}",
                $"the shape [{(batch >= 1 ? $"{batch}" : "n ≥ 1")}, {string.Join(", ", type.Shape)}] up to axes of size 1"
            );
    }
}
