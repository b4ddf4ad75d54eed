using AgeFormal.Algebra;

namespace AgeFormal.Learning.Training;

/// <summary>A file is no recipe or no state of a training, or not of this one. The message names the file, the place, the value and what was expected.</summary>
public sealed class TrainingFileException : FormatException
{
    internal TrainingFileException(
        string file,
        string place,
        string found,
        string expected,
        Exception? cause = null
    )
        : base(
            $"{Excerpt.Of(file, 1000)}, {Excerpt.Of(place, 200)}: found {Excerpt.Of(found)}; expected {Excerpt.Of(expected, 1200)}.",
            cause
        )
    {
        File = file;
        Place = place;
        Found = found;
        Expected = expected;
    }

    /// <summary>The path, or the name that the caller gave to the content.</summary>
    public string File { get; }

    /// <summary>The place, for example <c>optimizer.momentum</c>.</summary>
    public string Place { get; }

    /// <summary>The offending value.</summary>
    public string Found { get; }

    /// <summary>What was expected in its place.</summary>
    public string Expected { get; }
}
