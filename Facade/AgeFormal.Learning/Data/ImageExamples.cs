using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Data;

/// <summary>A set of images in memory as examples.</summary>
public sealed class ImageExamples : IExamples, IDisposable
{
    private readonly ImageSet _set;
    private readonly ImageTensors _tensors;
    private readonly Lazy<string> _fingerprint;

    private ImageExamples(ImageSet set, ImageTensors tensors)
    {
        _set = set;
        _tensors = tensors;
        _fingerprint = new(() => FingerprintOf(set));
    }

    /// <inheritdoc/>
    public int Count => _tensors.Count;

    /// <inheritdoc/>
    public string Description => $"{_set}";

    /// <inheritdoc/>
    public string Fingerprint => _fingerprint.Value;

    /// <inheritdoc/>
    public Preprocessing? Preparation => _set.Preparation;

    /// <inheritdoc/>
    public EqArray<string> Classes => _set.Classes;

    /// <inheritdoc/>
    public EqArray<double> Black => ImagePreparation.Black(_set.Preparation, _set.Channels);

    /// <summary>A set as the examples of a network.</summary>
    /// <param name="set">The set, as the network reads it.</param>
    /// <param name="op">The network.</param>
    /// <param name="name">The name that errors give to the set.</param>
    /// <exception cref="ArgumentException">The set is empty, does not fit the types of the network or holds a value that is not finite.</exception>
    public static ImageExamples Of(ImageSet set, TypedOp op, string name)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(name);
        return new(set, ImageTensors.Of(set, op, name));
    }

    /// <inheritdoc/>
    public LabelledBatch At(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        foreach (var index in indices)
            if (index < 0 || index >= Count)
                throw new ArgumentOutOfRangeException(
                    nameof(indices),
                    index,
                    $"The examples are 0 … {Count - 1}."
                );
        using var chosen = tensor([.. indices], ScalarType.Int64);
        return new(
            _tensors.Images.index_select(0, chosen),
            _tensors.Labels.index_select(0, chosen)
        );
    }

    /// <summary>Releases the tensors.</summary>
    public void Dispose() => _tensors.Dispose();

    private static string FingerprintOf(ImageSet set)
    {
        return $"{set}, {set.Identity}";
    }
}
