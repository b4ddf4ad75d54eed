using AgeFormal.Networks.Weights;

namespace AgeFormal.Facade;

/// <summary>Tensors of a file by name.</summary>
internal static class TensorLookup
{
    /// <summary>The tensor of the given name.</summary>
    /// <exception cref="TensorMismatchException">There is none; the message lists the names that exist.</exception>
    public static TensorData Require(this TensorFile file, string name, string source)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Tensors.TryGetValue(name, out TensorData? tensor)
            ? tensor
            : throw new TensorMismatchException(
                source,
                name,
                file.Tensors.Count == 0
                    ? "no tensors"
                    : $"only {string.Join(", ", file.Tensors.Keys.Order(StringComparer.Ordinal))}",
                "a tensor of this name"
            );
    }
}
