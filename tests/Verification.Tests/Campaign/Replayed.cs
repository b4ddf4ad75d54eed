using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>A counterexample read again from its entries: both sides with the named functions, by the judge's own reading.</summary>
internal static class Replayed
{
    /// <summary>A[L_ḡ f](g, g̃) and A[f](ḡ⁻¹g, ḡ⁻¹g̃).</summary>
    public static (Tracked Left, Tracked Right) Sides(Design design, Counterexample of)
    {
        var group = PointMatrices.Of(of.Group.Symbol);
        var torus = new Torus(group, of.Side);
        var points = of
            .Group.Matrices.Select(matrix => group.IndexOf([.. matrix.Entries]))
            .ToArray();
        var count = torus.Translations;
        int Translation(int index)
        {
            var coordinates = new int[group.Dimension];
            for (var axis = group.Dimension - 1; axis >= 0; axis--, index /= of.Side)
                coordinates[axis] = index % of.Side;
            return torus.At(coordinates);
        }
        int Element(int index) => torus.Element(Translation(index % count), points[index / count]);

        var placed = new Placed(
            design with
            {
                Formula = of.Formula,
                Parameters = design
                    .Parameters.Select(parameter =>
                        parameter with
                        {
                            Isotropic = of.Vocabulary.Isotropic.Contains(parameter.Name),
                        }
                    )
                    .ToEqArray(),
            },
            torus,
            of.Vocabulary.Windows.ToDictionary(
                window => window.Name,
                window => window.Points.Points.Select(point => point.ToArray()).ToArray()
            )
        );
        var signal = of.Signal.ToDictionary(
            entry => (entry.Channel, Element(entry.Element)),
            entry => (double)entry.Value
        );
        var parameters = of.Parameters.ToDictionary(
            entry => Key(entry.Name, Index(placed, entry, points, Translation)),
            entry => (double)entry.Value
        );
        var constants = of.Constants.ToDictionary(one => one.Name, one => Element(one.Element));
        var data = new Data(
            (channel, element) => signal.GetValueOrDefault((channel, element)),
            (parameter, index) =>
                parameters.GetValueOrDefault(Key(design.Parameters[parameter].Name, index)),
            name => constants[name]
        );
        var by = Element(of.By);
        var at = of.At.Select(Element).ToArray();
        var back = torus.Inverse(by);
        return (
            new Reading(placed, data, long.MaxValue).At(by, [.. at, .. of.Channels]),
            new Reading(placed, data, long.MaxValue).At(
                0,
                [.. at.Select(site => torus.Times(back, site)), .. of.Channels]
            )
        );
    }

    private static string Key(string name, IEnumerable<int> index) =>
        $"{name}[{string.Join(',', index)}]";

    private static IEnumerable<int> Index(
        Placed placed,
        ParameterEntry entry,
        int[] points,
        Func<int, int> translation
    )
    {
        var declared = placed.Design.Parameters.First(parameter => parameter.Name == entry.Name);
        return declared.Axes.Zip(
            entry.Index,
            (axis, index) =>
                axis.Match(
                    channels: _ => index,
                    pointElements: _ => points[index],
                    // An entry of an isotropic parameter stands for its orbit.
                    window: of =>
                        placed.Entry(declared, of.Window, translation(index), declared.Isotropic)
                )
        );
    }
}
