using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Data;

/// <summary>
/// Images of a source that are read and prepared when they are asked for, so that memory holds a few batches alone. What is
/// expected next is read and decoded meanwhile, on another thread. Values are those of the images in memory, bit for bit.
/// </summary>
public sealed class StreamedExamples : IExamples, IDisposable
{
    private const int MostAhead = 2;

    private readonly IImageSource _source;
    private readonly int[] _chosen;
    private readonly Preprocessing _by;
    private readonly TypedOp _op;
    private readonly string _name;
    private readonly EqArray<string> _names;
    private readonly Lock _gate = new();
    private readonly LinkedList<(int[] Indices, Task<ImageSet> Images)> _ahead = [];

    private StreamedExamples(
        IImageSource source,
        int[] chosen,
        Preprocessing by,
        TypedOp op,
        string name,
        EqArray<string> names
    )
    {
        _source = source;
        _chosen = chosen;
        _by = by;
        _op = op;
        _name = name;
        _names = names;
    }

    /// <inheritdoc/>
    public int Count => _chosen.Length;

    /// <inheritdoc/>
    public string Description =>
        $"{Count} images of {ImageSizes.Text(_source.Channels, _source.Grid)}, read as they are needed";

    /// <inheritdoc/>
    /// <remarks>Files are told apart by their names and lengths: their content is not read for it.</remarks>
    public string Fingerprint =>
        $"{Description}, {_source.Identity}, {ContentIdentity.Of(_chosen)}";

    /// <inheritdoc/>
    public Preprocessing? Preparation => _by;

    /// <inheritdoc/>
    public EqArray<string> Classes => _names.Count > 0 ? _names : _source.Classes;

    /// <inheritdoc/>
    public EqArray<double> Black => ImagePreparation.Black(_by, _op.Input.Channels);

    /// <summary>Images of a source as the examples of a network.</summary>
    /// <param name="source">The source; it is disposed of with the examples, where it is disposable.</param>
    /// <param name="chosen">The indices of the images in the source; null for all.</param>
    /// <param name="by">What is done to an image before.</param>
    /// <param name="op">The network.</param>
    /// <param name="name">The name that errors give to the set.</param>
    /// <param name="classes">The names of the network's classes, which labels follow as in <see cref="TrainingData.LoadTest"/>.</param>
    /// <exception cref="ArgumentException">There are no images, or an index of none.</exception>
    public static StreamedExamples Of(
        IImageSource source,
        IReadOnlyList<int>? chosen,
        Preprocessing by,
        TypedOp op,
        string name,
        EqArray<string> classes = default
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(name);
        int[] indices = [.. chosen ?? Enumerable.Range(0, source.Count)];
        ImageSizes.CheckIndices(indices, source.Count, length: 1);
        if (indices.Length == 0)
            throw new ArgumentException(
                $"Expected at least one image in the {Excerpt.Of(name)} set.",
                nameof(chosen)
            );
        return new(source, indices, by, op, name, classes);
    }

    /// <summary>The first examples, in the place of all: whoever has them disposes of them alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer, or none are asked for.</exception>
    public StreamedExamples First(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return new(_source, _chosen[..count], _by, _op, _name, _names);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The images do not fit the types of the network or hold a value that is not finite.</exception>
    /// <exception cref="DataFormatException">A file is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public LabelledBatch At(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ImageSizes.CheckIndices(indices, Count, length: 1);
        return ImageTensors.Batch(Taken(indices) ?? Prepared([.. indices]), _op, _name);
    }

    /// <inheritdoc/>
    public void Expect(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ImageSizes.CheckIndices(indices, Count, length: 1);
        int[] own = [.. indices];
        lock (_gate)
        {
            if (_ahead.Any(one => one.Indices.AsSpan().SequenceEqual(own)))
                return;
            // What was expected and never came is not kept.
            while (_ahead.Count >= MostAhead)
                _ahead.RemoveFirst();
            _ahead.AddLast((own, Task.Run(() => Prepared(own))));
        }
    }

    /// <summary>Waits for what is read ahead, and releases the source.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (_, images) in _ahead)
                ((IAsyncResult)images).AsyncWaitHandle.WaitOne();
            _ahead.Clear();
        }
        (_source as IDisposable)?.Dispose();
    }

    private ImageSet? Taken(IReadOnlyList<int> indices)
    {
        Task<ImageSet>? found = null;
        lock (_gate)
            for (var node = _ahead.First; node is not null && found is null; node = node.Next)
                if (node.Value.Indices.AsSpan().SequenceEqual([.. indices]))
                {
                    found = node.Value.Images;
                    _ahead.Remove(node);
                    break;
                }
        return found?.GetAwaiter().GetResult();
    }

    private ImageSet Prepared(int[] indices) =>
        TrainingData.Named(
            _source.Read([.. indices.Select(index => _chosen[index])]).Prepare(_by, _op.Input),
            _names
        );
}
