using System.Collections.Immutable;
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

    private const string FormatKey = "format";
    private const string FormatFamily = "ageformal-parameters-";
    private const string Format = FormatFamily + "1";

    // A counter of training steps that PyTorch keeps beside the running statistics; it has no part in the function.
    private const string StepCounter = "num_batches_tracked";

    /// <summary>
    /// The parameters of an operator from a file. Shapes agree up to axes of size 1, which plain convolutions leave out.
    /// </summary>
    /// <exception cref="ParameterMismatchException">Lists every missing, unexpected and wrongly shaped tensor.</exception>
    public static Parameters<double> Read(TensorFile file, TypedOp op)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(op);
        if (
            file.Metadata.GetValueOrDefault(FormatKey) is { } format
            && format.StartsWith(FormatFamily, StringComparison.Ordinal)
            && format != Format
        )
            throw new ParameterMismatchException([
                $"the format is '{format}', expected '{Format}'",
            ]);
        var declared = op.Parameters()
            .ToDictionary(p => p.Name, p => p.Declaration, StringComparer.Ordinal);
        var given = file
            .Tensors.Where(entry => entry.Key.Split('.')[^1] != StepCounter)
            .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        var misshapen = declared
            .Where(p => given.TryGetValue(p.Key, out var tensor) && !Fits(tensor, p.Value))
            .Select(p =>
                $"'{p.Key}' is {given[p.Key]}, expected [{string.Join(", ", p.Value.Shape)}]"
            );
        string[] problems =
        [
            .. declared
                .Keys.Where(name => !given.ContainsKey(name))
                .Select(name => $"'{name}' is missing"),
            .. given
                .Keys.Where(name => !declared.ContainsKey(name))
                .Select(name => $"'{name}' is unexpected"),
            .. misshapen,
        ];
        if (problems.Length > 0)
            throw new ParameterMismatchException(problems);
        return Parameters<double>.For(
            op,
            given.Select(entry =>
                KeyValuePair.Create(entry.Key, entry.Value.ToDouble().ToImmutableArray())
            )
        );
    }

    /// <summary>The parameters of a network as a file of 32-bit floats that names the network.</summary>
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
                .. metadata ?? [],
            ]
        );
    }

    private static bool Fits(TensorData tensor, ParameterDeclaration declaration) =>
        tensor
            .Shape.Where(size => size != 1)
            .SequenceEqual(declaration.Shape.Where(size => size != 1).Select(size => (long)size));
}
