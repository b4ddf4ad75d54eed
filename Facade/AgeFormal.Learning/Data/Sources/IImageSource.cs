using AgeFormal.Algebra;

namespace AgeFormal.Learning.Data;

/// <summary>
/// Labelled images that are read by index, from memory or from files that memory need not hold. Reading is a pure function of
/// the indices; any number of threads may read at once. A source that holds a file open is disposable.
/// </summary>
public interface IImageSource
{
    /// <summary>The number of images.</summary>
    int Count { get; }

    /// <summary>The number of channels.</summary>
    int Channels { get; }

    /// <summary>The sizes of an image's axes.</summary>
    EqArray<int> Grid { get; }

    /// <summary>The names of the classes, by label; empty where they have none.</summary>
    EqArray<string> Classes { get; }

    /// <summary>
    /// A text that differs where the images do: of images in memory by their content, of files by their names and lengths.
    /// </summary>
    /// <exception cref="IOException">A file is absent.</exception>
    string Identity { get; }

    /// <summary>The images of the given indices, in that order, as stored: in [0, 1], not prepared for any network.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not from 0 to Count − 1.</exception>
    /// <exception cref="DataFormatException">A file is damaged.</exception>
    ImageSet Read(IReadOnlyList<int> indices);
}
