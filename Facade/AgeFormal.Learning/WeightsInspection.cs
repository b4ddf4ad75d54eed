using AgeFormal.Algebra;
using AgeFormal.Networks;
using AgeFormal.Networks.Specification;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Learning;

/// <summary>A tensor of a file.</summary>
/// <param name="Name">The name.</param>
/// <param name="Dtype">The format of the elements, for example <c>F32</c>.</param>
/// <param name="Shape">The stored shape.</param>
/// <param name="Count">The number of elements.</param>
public sealed record InspectedTensor(string Name, string Dtype, EqArray<long> Shape, int Count);

/// <summary>A layer with parameters.</summary>
/// <param name="Path">The path in the network.</param>
/// <param name="Block">The kind of the block, for example <c>GroupConvolution</c>.</param>
/// <param name="Output">The type of its output.</param>
/// <param name="Tensors">Its parameters and running statistics as stored.</param>
public sealed record InspectedLayer(
    string Path,
    string Block,
    FieldType Output,
    EqArray<InspectedTensor> Tensors
);

/// <summary>What a file of weights holds.</summary>
/// <param name="Source">The path, or the name that the caller gave to the content.</param>
/// <param name="Network">The network that the file says it is of; null for a file that does not say.</param>
/// <param name="Layers">The network's layers with parameters, in the order of execution; none without a network.</param>
/// <param name="Tensors">All tensors of the file, by name.</param>
/// <param name="Metadata">The metadata but for format, network and specification.</param>
/// <param name="Fitting">
/// For a file that names no network, the networks of the catalogue whose parameters its tensors are, by name and shape.
/// </param>
public sealed record WeightsInspection(
    string Source,
    Network? Network,
    EqArray<InspectedLayer> Layers,
    EqArray<InspectedTensor> Tensors,
    EqArray<KeyValuePair<string, string>> Metadata,
    EqArray<string> Fitting
)
{
    /// <summary>The number of stored values, running statistics and counters included.</summary>
    public long StoredValues => Tensors.Sum(tensor => (long)tensor.Count);

    /// <summary>The number of trained values of the network; null without one.</summary>
    public int? TrainedValues => Network?.CountParameters();

    /// <summary>What a file holds.</summary>
    /// <param name="weights">The file.</param>
    /// <param name="source">The name that errors give to the file.</param>
    /// <exception cref="SpecificationException">The specification is not one of a known version.</exception>
    /// <exception cref="TypingException">The specified operator does not fit its input.</exception>
    /// <exception cref="WeightsMismatchException">The tensors are not those of the network that the file names.</exception>
    public static WeightsInspection Of(TensorFile weights, string source = "weights")
    {
        ArgumentNullException.ThrowIfNull(weights);
        var network = ParameterFile.NetworkOf(weights, source);
        return new(
            source,
            network,
            network is null
                ? []
                : LayersOf(TrainedNetwork.Of(network, weights, source).Op, weights),
            weights
                .Tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => Tensor(entry.Key, entry.Value))
                .ToEqArray(),
            weights
                .Metadata.Where(entry => !Own.Contains(entry.Key))
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .ToEqArray(),
            network is null ? FittingOf(weights) : []
        );
    }

    /// <summary>What a safetensors file holds.</summary>
    /// <exception cref="SpecificationException">The specification is not one of a known version.</exception>
    /// <exception cref="TypingException">The specified operator does not fit its input.</exception>
    /// <exception cref="WeightsMismatchException">The tensors are not those of the network that the file names.</exception>
    /// <exception cref="SafetensorsException">The file breaks the format.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static WeightsInspection Read(string path, CancellationToken cancellation = default) =>
        Of(Safetensors.Read(path, cancellation), path);

    /// <summary>The networks of the catalogue whose parameters the tensors of a file are, by name and shape.</summary>
    internal static EqArray<string> FittingOf(TensorFile weights) =>
        Catalogue
            .All.Where(one => ParameterFile.Misfits(weights, one.Elaborate()).Count == 0)
            .Select(one => one.Name)
            .ToEqArray();

    private static readonly EqArray<string> Own =
    [
        ParameterFile.FormatKey,
        ParameterFile.NetworkKey,
        ParameterFile.SpecificationKey,
    ];

    private static EqArray<InspectedLayer> LayersOf(TypedOp op, TensorFile weights) =>
        op.Leaves()
            .Where(leaf => leaf.Meaning.Parameters.Count > 0)
            .Select(leaf => new InspectedLayer(
                leaf.Path,
                leaf.Op.GetType().Name,
                leaf.Output,
                leaf.Meaning.Parameters.Select(parameter => TypedOp.Join(leaf.Path, parameter.Name))
                    .Select(name => Tensor(name, weights[name]))
                    .ToEqArray()
            ))
            .ToEqArray();

    private static InspectedTensor Tensor(string name, TensorData tensor) =>
        new(name, tensor.Dtype.Code(), new(tensor.Shape), tensor.Count);
}
