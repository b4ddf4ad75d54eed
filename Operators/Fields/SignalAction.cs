using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>The action of H on signals about the centre of their grid.</summary>
public static class SignalAction
{
    /// <summary>
    /// (Lₕ f)(x, k) = f(h⁻¹ ▹ x, h⁻¹k); on the plane (Lₕ f)(x) = f(h⁻¹ ▹ x). Where h swaps unequal axes the result
    /// lives on the transposed grid.
    /// </summary>
    /// <exception cref="NotStableException">h does not map the grid to a grid: a box on a hexagonal lattice, for example.</exception>
    public static Signal<T> Transform<T>(Signal<T> signal, int element)
        where T : struct, IEquatable<T>
    {
        ArgumentNullException.ThrowIfNull(signal);
        var type = signal.Type;
        var image = Image(type, element);
        var table = BoxTable(type, image, element);
        var mask = image.Grid.Mask();
        var plane = type.FibreSize * type.Grid.BoxCount;
        var values = ImmutableArray.CreateBuilder<T>(signal.Values.Length);
        for (var start = 0; start < signal.Values.Length; start += plane)
        for (var i = 0; i < plane; i++)
            values.Add(mask[i % mask.Count] ? signal.Values[start + table[i]] : default);
        return Signal<T>.Create(image, values.MoveToImmutable());
    }

    /// <summary>The type of Lₕ f for an f of the given type.</summary>
    public static FieldType Image(FieldType type, int element)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type with { Grid = type.Grid.Transform(type.Group, element) };
    }

    /// <summary>
    /// Lₕ as one gather on an array of shape <c>[h, …box]</c>: entry i of the image is read at the table's entry i of the
    /// source. Entries outside an outline refer to index 0 and are to be masked.
    /// </summary>
    /// <exception cref="ArgumentException">The types differ in more than their grids, or the group does not act on these.</exception>
    public static EqArray<int> BoxTable(FieldType source, FieldType image, int element)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(image);
        if (image with { Grid = source.Grid } != source)
            throw new ArgumentException(
                $"An image of {source} that differs in its grid alone is expected, received {image}.",
                nameof(image)
            );
        var from = source.Grid.Points();
        var to = image.Grid.Points();
        var plane =
            source.Fibre == Fibre.Trivial
                ? GroupAction.OnPlane(source.Group, element, from, to)
                : GroupAction.OnGroup(source.Group, element, from, to);
        var table = new int[image.FibreSize * image.Grid.BoxCount];
        for (var i = 0; i < plane.Count; i++)
        {
            var target =
                i / to.Count * image.Grid.BoxCount + image.Grid.BoxIndexOf(to.Points[i % to.Count]);
            table[target] =
                plane[i] / from.Count * source.Grid.BoxCount
                + source.Grid.BoxIndexOf(from.Points[plane[i] % from.Count]);
        }
        return EqArray.Create<int>(table);
    }
}
