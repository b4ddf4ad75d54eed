using AgeFormal.Algebra;

namespace AgeFormal.Learning;

/// <summary>
/// How often the examples of each class were given each class. Laws: the counts sum to the examples; those off the diagonal to
/// the errors.
/// </summary>
public sealed record ConfusionMatrix
{
    /// <summary>The most classes: a matrix has a count for each pair of them.</summary>
    public const int MostClasses = 4096;

    private ConfusionMatrix(EqArray<string> classes, EqArray<int> counts)
    {
        Classes = classes;
        Counts = counts;
    }

    /// <summary>The names of the classes.</summary>
    public EqArray<string> Classes { get; }

    /// <summary>The counts, [class of the label, class found], row by row.</summary>
    public EqArray<int> Counts { get; }

    /// <summary>How many examples of a class were given another one, or that class itself.</summary>
    /// <param name="label">The class of the label.</param>
    /// <param name="found">The class found.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int this[int label, int found] =>
        Checked(label, nameof(label)) is var row
            ? Counts[row * Classes.Count + Checked(found, nameof(found))]
            : 0;

    /// <summary>The examples.</summary>
    public int Examples => Counts.Sum();

    /// <summary>The examples that were given another class than their own.</summary>
    public int Errors =>
        Counts.Where((_, place) => place / Classes.Count != place % Classes.Count).Sum();

    /// <summary>The errors of each class.</summary>
    public EqArray<ClassErrors> PerClass => Classes.Select((_, label) => Of(label)).ToEqArray();

    /// <summary>The matrix of labels beside the classes found.</summary>
    /// <param name="labels">The labels, of images or of their points.</param>
    /// <param name="found">The class found for each.</param>
    /// <param name="classes">The names of the classes, at most <see cref="MostClasses"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ, there are too many classes, or a label or class has no name.</exception>
    public static ConfusionMatrix Of(
        ReadOnlySpan<int> labels,
        ReadOnlySpan<int> found,
        EqArray<string> classes
    )
    {
        if (labels.Length != found.Length)
            throw new ArgumentException(
                $"Expected a class for each of {labels.Length} labels, received {found.Length}.",
                nameof(found)
            );
        if (classes.Count is 0 or > MostClasses)
            throw new ArgumentException(
                $"Expected 1 to {MostClasses} classes, received {classes.Count}.",
                nameof(classes)
            );
        Require(labels, classes.Count, nameof(labels));
        Require(found, classes.Count, nameof(found));
        var counts = new int[classes.Count * classes.Count];
        for (int i = 0; i < labels.Length; i++)
            counts[labels[i] * classes.Count + found[i]]++;
        return new(classes, [.. counts]);
    }

    private static void Require(ReadOnlySpan<int> values, int classes, string name)
    {
        int other = values.IndexOfAnyExceptInRange(0, classes - 1);
        if (other >= 0)
            throw new ArgumentException(
                $"Expected classes from 0 to {classes - 1}, received {values[other]} at index {other}.",
                name
            );
    }

    private int Checked(int index, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Classes.Count, name);
        return index;
    }

    private ClassErrors Of(int label)
    {
        var row = Enumerable.Range(0, Classes.Count).Select(found => this[label, found]).ToArray();
        int most = Enumerable
            .Range(0, Classes.Count)
            .Where(found => found != label && row[found] > 0)
            .DefaultIfEmpty(-1)
            .MaxBy(found => found < 0 ? 0 : row[found]);
        return new(
            Classes[label],
            row.Sum(),
            row.Sum() - row[label],
            Enumerable.Range(0, Classes.Count).Sum(of => this[of, label]) - row[label],
            most < 0 ? null : Classes[most]
        );
    }
}

/// <summary>How the examples of one class were classified.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Examples">The examples of the class.</param>
/// <param name="Errors">Those that were given another class.</param>
/// <param name="TakenForIt">The examples of other classes that were given this one.</param>
/// <param name="MostlyTakenFor">The other class that they were given most often, the first of equals; null without errors.</param>
public sealed record ClassErrors(
    string Name,
    int Examples,
    int Errors,
    int TakenForIt,
    string? MostlyTakenFor
)
{
    /// <summary>The wrong part in percent; null without examples.</summary>
    public double? ErrorPercent => Examples == 0 ? null : 100.0 * Errors / Examples;
}
