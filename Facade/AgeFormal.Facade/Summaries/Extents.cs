using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Summaries;

/// <summary>
/// The extent of a block in points of its input, per axis, by its formula: what is read lies within the sum of the windows
/// around the reading. An upper bound; null for the whole grid.
/// </summary>
internal sealed class Extents(TypedOp.Elementary leaf)
{
    public static EqArray<int>? Of(TypedOp.Elementary leaf) =>
        new Extents(leaf).Of(leaf.Meaning.Formula.Body);

    private EqArray<int>? Of(Term term) =>
        term is not Term.Reduce reduce ? Largest(term.Children())
        : reduce.Over.IsOverSpace || Of(reduce.Body) is not { } body ? null
        : reduce.Over.WindowName is { } window
            ? body.Zip(Named(window), (inside, extent) => inside + extent).ToEqArray()
        : body;

    private EqArray<int>? Largest(EqArray<Term> terms) =>
        terms
            .Select(Of)
            .Aggregate(
                (EqArray<int>?)Enumerable.Repeat(0, leaf.Input.Grid.Dimension).ToEqArray(),
                (most, next) =>
                    most is { } left && next is { } right
                        ? left.Zip(right, Math.Max).ToEqArray()
                        : null
            );

    // Points are in doubled coordinates.
    private IEnumerable<int> Named(string name)
    {
        var points = leaf.Meaning.Windows.First(window => window.Name == name).Points.Points;
        return Enumerable
            .Range(0, leaf.Input.Grid.Dimension)
            .Select(axis =>
                (points.Max(point => point[axis]) - points.Min(point => point[axis])) / 2
            );
    }
}
