using System.Buffers;
using System.Collections.ObjectModel;
using System.Text;
using AgeFormal.Algebra;

namespace AgeFormal.Networks.Weights;

/// <summary>
/// Named tensors with free-form metadata. Both maps keep the order of insertion when enumerated; two files are equal
/// when they hold equal tensors and equal metadata under the same names, in whatever order.
/// </summary>
public sealed record TensorFile
{
    /// <summary>The key of the metadata in a header; no tensor may have this name.</summary>
    public const string MetadataKey = "__metadata__";

    private TensorFile(
        OrderedDictionary<string, TensorData> tensors,
        OrderedDictionary<string, string> metadata
    )
    {
        Tensors = new ReadOnlyDictionary<string, TensorData>(tensors);
        Metadata = new ReadOnlyDictionary<string, string>(metadata);
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorData> Tensors { get; }

    /// <summary>The metadata by key; empty when the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of the given name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists the names that exist.</exception>
    public TensorData this[string name] =>
        Tensors.TryGetValue(name, out TensorData? tensor)
            ? tensor
            : throw new KeyNotFoundException(
                $"Expected a tensor named '{Excerpt.Of(name)}'; the file holds {Tensors.Count}: {Excerpt.Of(string.Join(", ", Tensors.Keys.Take(40)), 800)}."
            );

    /// <summary>A file of the given tensors and metadata.</summary>
    /// <exception cref="ArgumentException">
    /// A name occurs twice, is <see cref="MetadataKey"/>, or is not well-formed UTF-16 and so has no UTF-8 form.
    /// </exception>
    public static TensorFile Of(
        IEnumerable<KeyValuePair<string, TensorData>> tensors,
        IEnumerable<KeyValuePair<string, string>>? metadata = null
    )
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var byName = new OrderedDictionary<string, TensorData>(StringComparer.Ordinal);
        foreach ((string name, TensorData tensor) in tensors)
        {
            if (name == MetadataKey)
                throw new ArgumentException(
                    $"Expected a tensor name other than '{MetadataKey}'.",
                    nameof(tensors)
                );
            ArgumentNullException.ThrowIfNull(tensor);
            RequireText(name, nameof(tensors));
            if (!byName.TryAdd(name, tensor))
                throw new ArgumentException(
                    $"Expected distinct tensor names, received '{name}' twice.",
                    nameof(tensors)
                );
        }

        var byKey = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in metadata ?? [])
        {
            RequireText(key, nameof(metadata));
            RequireText(value, nameof(metadata));
            if (!byKey.TryAdd(key, value))
                throw new ArgumentException(
                    $"Expected distinct metadata keys, received '{key}' twice.",
                    nameof(metadata)
                );
        }

        return new TensorFile(byName, byKey);
    }

    /// <summary>Equality as maps: order does not matter.</summary>
    public bool Equals(TensorFile? other) =>
        other is not null && SameMap(Tensors, other.Tensors) && SameMap(Metadata, other.Metadata);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        // A sum, because equality ignores the order.
        Tensors.Sum(pair => (long)HashCode.Combine(pair.Key, pair.Value)).GetHashCode();

    private static bool SameMap<T>(
        IReadOnlyDictionary<string, T> left,
        IReadOnlyDictionary<string, T> right
    )
        where T : IEquatable<T> =>
        left.Count == right.Count
        && left.All(pair => right.TryGetValue(pair.Key, out T? value) && pair.Value.Equals(value));

    private static void RequireText(string text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out int consumed) != OperationStatus.Done)
                throw new ArgumentException(
                    $"Expected well-formed Unicode, received the lone surrogate U+{(int)rest[0]:X4} "
                        + $"at index {text.Length - rest.Length}.",
                    parameter
                );
            rest = rest[consumed..];
        }
    }
}
