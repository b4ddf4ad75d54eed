using AgeFormal.Algebra;

namespace AgeFormal.Programs.Formulas;

/// <summary>
/// A named axis: the values over which a variable of a formula ranges. A position ranges over two, its point and its element
/// of H. Axes are equal when they are the same object, for two variables may range over the same values.
/// </summary>
internal sealed class Axis
{
    private Axis(string name, int size, EqArray<EqArray<int>> points, EqArray<int> elements)
    {
        Name = name;
        Size = size;
        Points = points;
        Elements = elements;
    }

    /// <summary>The size of an axis that is known when a batch is.</summary>
    public const int OfBatch = -1;

    /// <summary>The variable, for messages.</summary>
    public string Name { get; }

    /// <summary>The number of values, or <see cref="OfBatch"/>.</summary>
    public int Size { get; }

    /// <summary>The points in doubled coordinates, of an axis of points.</summary>
    public EqArray<EqArray<int>> Points { get; }

    /// <summary>The elements of H, of an axis of elements.</summary>
    public EqArray<int> Elements { get; }

    /// <summary>The signals of a batch.</summary>
    public static Axis Batch() => new("batch", OfBatch, [], []);

    /// <summary>0 … n − 1.</summary>
    public static Axis OfChannels(string name, int count) => new(name, count, [], []);

    /// <summary>Points in doubled coordinates.</summary>
    public static Axis OfPoints(string name, EqArray<EqArray<int>> points) =>
        new(name, points.Count, points, []);

    /// <summary>Elements of H.</summary>
    public static Axis OfElements(string name, EqArray<int> elements) =>
        new(name, elements.Count, [], elements);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}[{Size}]";
}
