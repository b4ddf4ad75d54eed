using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Specification;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Weights;

/// <summary>
/// Parameters of networks in tensor files. Names are the operator's, which for the catalogue are those of the published
/// state dictionaries, so a published file and an own one are read alike.
/// </summary>
public static class ParameterFile
{
    /// <summary>The metadata key of the network's name.</summary>
    public const string NetworkKey = "network";

    /// <summary>The metadata key of the network's specification (<see cref="NetworkSpecification"/>).</summary>
    public const string SpecificationKey = "specification";

    /// <summary>The metadata key of what stands between a stored image and the network (<see cref="PreprocessingText"/>).</summary>
    public const string PreprocessingKey = "preprocessing";

    /// <summary>The metadata key of the names of the classes (<see cref="ClassNames"/>).</summary>
    public const string ClassesKey = "classes";

    /// <summary>The metadata key of the format.</summary>
    public const string FormatKey = "format";

    private const string FormatFamily = "ageformal-parameters-";
    private const string Format = FormatFamily + "1";

    // A counter of training steps that PyTorch keeps beside the running statistics; it has no part in the function.
    private const string StepCounter = "num_batches_tracked";

    /// <summary>
    /// The parameters of an operator from a file. Shapes agree up to axes of size 1, which plain convolutions leave out.
    /// </summary>
    /// <exception cref="ParameterMismatchException">
    /// Lists every missing, unexpected and wrongly shaped tensor or, where there is none, the first value of each tensor that
    /// is not finite or a variance below 0, with its index.
    /// </exception>
    public static Parameters<double> Read(TensorFile file, TypedOp op)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(op);
        var misfits = Misfits(file, op);
        if (misfits.Count > 0)
            throw new ParameterMismatchException(misfits);
        var parameters = Parameters<double>.For(
            op,
            Given(file)
                .Select(entry =>
                    KeyValuePair.Create(entry.Key, entry.Value.ToDouble().ToImmutableArray())
                )
        );
        var values = ParameterValues.Misfits(op, parameters);
        return values.Count == 0 ? parameters : throw new ParameterMismatchException(values);
    }

    /// <summary>Every missing, unexpected and wrongly shaped tensor; none where the file holds the operator's parameters.</summary>
    public static EqArray<ParameterMisfit> Misfits(TensorFile file, TypedOp op)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(op);
        if (
            file.Metadata.GetValueOrDefault(FormatKey) is { } format
            && format.StartsWith(FormatFamily, StringComparison.Ordinal)
            && format != Format
        )
            return [new ParameterMisfit.OfOtherFormat(format, Format)];
        var declared = op.Parameters()
            .ToDictionary(p => p.Name, p => p.Declaration, StringComparer.Ordinal);
        var given = Given(file).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. declared
                .Where(p => !given.ContainsKey(p.Key))
                .Select(p => new ParameterMisfit.Missing(p.Key, Shape(p.Value))),
            .. given
                .Where(entry => !declared.ContainsKey(entry.Key))
                .Select(entry => new ParameterMisfit.Unexpected(entry.Key, $"{entry.Value}")),
            .. declared
                .Where(p => given.TryGetValue(p.Key, out var tensor) && !Fits(tensor, p.Value))
                .Select(p => new ParameterMisfit.Misshapen(
                    p.Key,
                    $"{given[p.Key]}",
                    Shape(p.Value)
                )),
        ];
    }

    /// <summary>
    /// The network that a file of this library says it holds: by its specification or, in a file without one, by the
    /// name of a network of the catalogue. Null where it says neither.
    /// </summary>
    /// <exception cref="SpecificationException">The specification is not one of a known version.</exception>
    public static Network? NetworkOf(TensorFile file, string source = "weights")
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Metadata.GetValueOrDefault(SpecificationKey) is { } text)
            return NetworkSpecification.Parse(text, $"{source}, {SpecificationKey}");
        return file.Metadata.GetValueOrDefault(NetworkKey) is { } name
            ? Catalogue.All.FirstOrDefault(network => network.Name == name)
            : null;
    }

    /// <summary>What stands between a stored image and the network, as a file says; null where it does not.</summary>
    /// <exception cref="SpecificationException">What it says is no preprocessing.</exception>
    public static Preprocessing? PreprocessingOf(TensorFile file, string source = "weights")
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Metadata.GetValueOrDefault(PreprocessingKey) is { } text
            ? PreprocessingText.Parse(text, $"{source}, {PreprocessingKey}")
            : null;
    }

    /// <summary>What stands between a stored image and an operator, as a file says; null where it does not.</summary>
    /// <exception cref="SpecificationException">What it says is no preprocessing, or one for another number of channels.</exception>
    public static Preprocessing? PreprocessingOf(
        TensorFile file,
        TypedOp op,
        string source = "weights"
    )
    {
        ArgumentNullException.ThrowIfNull(op);
        return PreprocessingOf(file, source) is not { } stored ? null
            : stored.Normalization.Fits(op.Input.Channels) ? stored
            : throw new SpecificationException(
                source,
                PreprocessingKey,
                $"constants for {stored.Normalization.Means.Count} channels",
                $"those of {op.Input.Channels}, or one for all"
            );
    }

    /// <summary>The names of the classes of a network, as a file says; null where it does not.</summary>
    /// <exception cref="SpecificationException">What it says is not one name for each output of the operator.</exception>
    public static EqArray<string>? ClassesOf(TensorFile file, TypedOp op, string source = "weights")
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(op);
        if (file.Metadata.GetValueOrDefault(ClassesKey) is not { } text)
            return null;
        var names = ClassNames.Parse(text, $"{source}, {ClassesKey}");
        return names.Count == op.Output.Channels
            ? names
            : throw new SpecificationException(
                source,
                ClassesKey,
                $"{names.Count} names",
                $"{op.Output.Channels}, one for each class"
            );
    }

    /// <summary>The parameters of a network as a file of 32-bit floats that names the network and, where a text can, specifies it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="metadata">More entries of the metadata, for example the recipe of the training.</param>
    /// <exception cref="ParameterMismatchException">The parameters are those of another network.</exception>
    public static TensorFile Write(
        Network network,
        Parameters<double> parameters,
        IEnumerable<KeyValuePair<string, string>>? metadata = null
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(parameters);
        var op = network.Elaborate();
        var fitting = Parameters<double>.For(op, parameters.Values);
        return TensorFile.Of(
            op.Parameters()
                .Select(p =>
                    KeyValuePair.Create(
                        p.Name,
                        TensorData.FromSingle(
                            [.. p.Declaration.Shape.Select(size => (long)size)],
                            [.. fitting[p.Name].Select(value => (float)value)]
                        )
                    )
                ),
            [
                KeyValuePair.Create(FormatKey, Format),
                KeyValuePair.Create(NetworkKey, network.Name),
                .. NetworkSpecification.Render(network) is { } specification
                    ? [KeyValuePair.Create(SpecificationKey, specification)]
                    : Array.Empty<KeyValuePair<string, string>>(),
                .. metadata ?? [],
            ]
        );
    }

    private static IEnumerable<KeyValuePair<string, TensorData>> Given(TensorFile file) =>
        file.Tensors.Where(entry => entry.Key.Split('.')[^1] != StepCounter);

    private static string Shape(ParameterDeclaration declaration) =>
        $"[{string.Join(", ", declaration.Shape)}]";

    private static bool Fits(TensorData tensor, ParameterDeclaration declaration) =>
        tensor
            .Shape.Where(size => size != 1)
            .SequenceEqual(declaration.Shape.Where(size => size != 1).Select(size => (long)size));
}
