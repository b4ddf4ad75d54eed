using System.CommandLine;
using System.Globalization;
using AgeFormal.Facade.Data;
using AgeFormal.Facade.Showing;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;

namespace AgeFormal.Cli;

/// <summary>The image that a network is shown with: a picture in a file, an embedded digit, or a random signal.</summary>
internal static class ShownImage
{
    /// <summary>IMAGE, which may be left out.</summary>
    public static Argument<string?> Argument() =>
        Arguments.OptionalName(
            "image",
            $"A picture (PNG, JPEG or BMP), or the number of an embedded digit, 0 to {DigitSample.EmbeddedCount - 1}. Default: digit 0 for a network that reads digits, else a random signal (--seed)."
        );

    /// <summary>The image for a network.</summary>
    /// <param name="word">The file or number; null for the default.</param>
    /// <param name="trained">The network.</param>
    /// <param name="seed">The seed of a random signal.</param>
    /// <param name="cancellation">Checked while a file is read.</param>
    /// <exception cref="ArgumentException">There is no such digit, or the network reads no images.</exception>
    public static Turnable Read(
        string? word,
        TrainedNetwork trained,
        int seed,
        CancellationToken cancellation
    )
    {
        if (word is null && trained.Preprocessing is null)
            return Turnable.Of(
                RandomSignal.Of(trained.Op.Input, 1, seed),
                $"a random signal, seed {seed}"
            );
        if (
            int.TryParse(
                word ?? "0",
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var index
            )
        )
            return index >= 0 && index < DigitSample.EmbeddedCount
                ? Turnable.Of(
                    trained,
                    DigitSample.Read(DigitSample.EmbeddedFile()),
                    index,
                    $"embedded digit no. {index}"
                )
                : throw new ArgumentException(
                    $"Expected the number of a digit from 0 to {DigitSample.EmbeddedCount - 1}, received {index}."
                );
        return Turnable.Of(
            trained,
            PictureFile.Read(Path.GetFullPath(word!), cancellation),
            0,
            Path.GetFileName(word!)
        );
    }
}
