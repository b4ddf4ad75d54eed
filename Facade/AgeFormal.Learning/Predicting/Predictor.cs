using AgeFormal.Algebra;
using AgeFormal.Learning.Data;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Learning;

/// <summary>
/// A frozen classifier with what stands between a picture and it: pictures go in as they are stored, upright or not, grey or in
/// colour, of any size. Any number of threads may use it at once.
/// </summary>
public sealed class Predictor : IDisposable
{
    private const int BatchSize = 250;

    private readonly FrozenNetwork _network;

    internal Predictor(FrozenNetwork network, Preprocessing preprocessing, EqArray<string> classes)
    {
        _network = network;
        Preprocessing = preprocessing;
        Classes = classes;
    }

    /// <summary>What is done to a picture before the network reads it.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>The names of the classes, in the order of the outputs.</summary>
    public EqArray<string> Classes { get; }

    /// <summary>What the network reads.</summary>
    public FieldType Input => _network.Input;

    /// <summary>Classifies a picture in a file (<see cref="PictureFile"/>).</summary>
    /// <exception cref="DataFormatException">The file is no picture, or damaged.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    /// <exception cref="ArgumentException">The picture cannot be made ready for the network.</exception>
    public Prediction Predict(string path, CancellationToken cancellation = default) =>
        Predict(PictureFile.Read(path, cancellation), cancellation)[0];

    /// <summary>Classifies images as stored, in [0, 1], each by itself.</summary>
    /// <exception cref="ArgumentException">The images cannot be made ready for the network, or hold a value that is not finite.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public EqArray<Prediction> Predict(ImageSet images, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        var found = new List<Prediction>(images.Count);
        for (int start = 0; start < images.Count; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(BatchSize, images.Count - start);
            var prepared = images.Slice(start, count).Prepare(Preprocessing, Input);
            found.AddRange(Classify(prepared));
        }
        return found.ToEqArray();
    }

    /// <summary>
    /// Classifies images as stored, a tensor [channels, rows, columns] or [batch, channels, rows, columns] of bytes from 0 to
    /// 255 or floating-point values from 0 to 1.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor is of another kind, or its images cannot be made ready for the network.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public EqArray<Prediction> Predict(Tensor images, CancellationToken cancellation = default) =>
        Predict(StoredTensor.Read(images, Input.Grid.Sizes.Count), cancellation);

    /// <summary>Releases the network.</summary>
    public void Dispose() => _network.Dispose();

    private IEnumerable<Prediction> Classify(ImageSet prepared)
    {
        if (prepared.Pixels.Span.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) >= 0)
            throw new ArgumentException("Expected images of finite values.", nameof(prepared));
        double[] scores;
        using (var scope = NewDisposeScope())
        {
            var input = tensor(
                prepared.Pixels.ToArray(),
                [prepared.Count, prepared.Channels, .. prepared.Grid.Select(size => (long)size)]
            );
            scores =
            [
                .. _network.Forward(input).flatten().to(ScalarType.Float64).cpu().data<double>(),
            ];
        }
        return scores.Chunk(scores.Length / prepared.Count).Select(Of);
    }

    private Prediction Of(double[] scores)
    {
        int best = Array.IndexOf(scores, scores.Max());
        double[] powers = [.. scores.Select(score => Math.Exp(score - scores[best]))];
        double sum = powers.Sum();
        return new(best, Classes[best], powers.Select(power => power / sum).ToEqArray(), Classes);
    }
}
