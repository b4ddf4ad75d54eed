using AgeFormal.Learning.Data;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Facade.Data;

/// <summary>
/// A small set of rotated digits in one safetensors file: <c>images</c> U8 [count, rows, columns], grey value
/// round(255·x) of the rotated digit, neither normalised nor transposed, and <c>labels</c> U8 [count]. The metadata name
/// source, authors and licence.
/// </summary>
/// <remarks>
/// The embedded file is made from the MNIST test file by
/// <c>Safetensors.Write(path, DigitSample.Create(MnistFiles.Load(folder, MnistSplit.Test)))</c>, byte for byte.
/// </remarks>
public static class DigitSample
{
    /// <summary>The number of digits in the embedded sample.</summary>
    public const int EmbeddedCount = 300;

    /// <summary>The seed of the angles of the embedded sample.</summary>
    public const int EmbeddedSeed = 0;

    /// <summary>The first digits of the MNIST test file, rotated, as a file.</summary>
    /// <param name="test">The test file.</param>
    /// <param name="count">The number of digits.</param>
    /// <param name="seed">The seed of the angles.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer digits than that.</exception>
    public static TensorFile Create(
        DigitSet test,
        int count = EmbeddedCount,
        int seed = EmbeddedSeed
    )
    {
        ImageSet rotated = RotatedMnist.Rotate(test, MnistSplit.Test, seed, 0, count);
        var grey = new byte[rotated.Pixels.Length];
        var pixels = rotated.Pixels.Span;
        for (int i = 0; i < grey.Length; i++)
            grey[i] = (byte)MathF.Round(Preprocessing.White * pixels[i]);
        return TensorFile.Of(
            [
                new(
                    "images",
                    TensorData.FromBytes(
                        Dtype.U8,
                        [rotated.Count, rotated.Rows, rotated.Columns],
                        grey
                    )
                ),
                new(
                    "labels",
                    TensorData.FromBytes(
                        Dtype.U8,
                        [rotated.Count],
                        [.. rotated.Labels.ToArray().Select(label => (byte)label)]
                    )
                ),
            ],
            [
                new("source", $"MNIST, first {count} digits of the test file"),
                new("authors", "Y. LeCun, C. Cortes, C. Burges"),
                new("licence", "CC BY-SA 3.0"),
                new("changes", $"rotated by uniform angles, seed {seed}"),
            ]
        );
    }

    /// <summary>The rotated digits of a file in [0, 1], neither normalised nor transposed.</summary>
    /// <exception cref="TensorMismatchException">A tensor is absent or of another type or shape.</exception>
    public static ImageSet Read(TensorFile file, string source = "digit sample")
    {
        TensorData images = file.Require("images", source);
        TensorData labels = file.Require("labels", source);
        if (
            images.Dtype != Dtype.U8
            || images.Shape.Length != 3
            || images.Shape.Any(size => size < 1)
        )
            throw new TensorMismatchException(
                source,
                "images",
                $"{images}",
                "U8[count, rows, columns]"
            );
        if (labels.Dtype != Dtype.U8 || !labels.Shape.AsSpan().SequenceEqual([images.Shape[0]]))
            throw new TensorMismatchException(
                source,
                "labels",
                $"{labels}",
                $"U8[{images.Shape[0]}]"
            );
        var grey = images.Bytes.Span;
        var pixels = new float[grey.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = grey[i] / (float)Preprocessing.White;
        return ImageSet.Of((int)images.Shape[1], (int)images.Shape[2], pixels, labels.Bytes.Span);
    }

    /// <summary>The sample that the assembly carries, as a network reads it.</summary>
    /// <param name="preprocessing">What the network reads; <see cref="RotatedMnist.Preprocessing"/> by default.</param>
    public static ImageSet Embedded(Preprocessing? preprocessing = null) =>
        Read(EmbeddedFile(), Resource.Digits).Prepare(preprocessing ?? RotatedMnist.Preprocessing);

    /// <summary>The sample that the assembly carries, as stored.</summary>
    public static TensorFile EmbeddedFile() => Resource.Read(Resource.Digits);
}
