using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Designs;

/// <summary>What a design names, on one group.</summary>
internal static class DesignVocabulary
{
    // The side of a window that the design leaves open: a stand-in, as no claim depends on it.
    private const int OpenSide = 3;

    /// <summary>The vocabulary on a group.</summary>
    /// <exception cref="ArgumentException">A window has no points on the group's lattice.</exception>
    public static Vocabulary On(Design design, PointGroup group)
    {
        var windows = design
            .Windows.Select(window =>
            {
                var region = window.Shape?.On(group) ?? Region.On(group, OpenSide);
                return new DeclaredWindow(window.Name, region, region.Points());
            })
            .ToEqArray();
        return new(
            group,
            design.Input.Fibre,
            design.Input.Channels,
            design.Output,
            design.Parameters.Select(parameter => Declare(parameter, group, windows)).ToEqArray(),
            windows
        );
    }

    private static ParameterDeclaration Declare(
        DesignParameter parameter,
        PointGroup group,
        EqArray<DeclaredWindow> windows
    ) =>
        new(
            parameter.Name,
            parameter.Axes,
            parameter
                .Axes.SelectMany(axis =>
                    axis.Match<IEnumerable<int>>(
                        of => [of.Count],
                        _ => [group.Order],
                        of => windows.First(window => window.Name == of.Window).Region.StorageSizes
                    )
                )
                .ToEqArray(),
            new Initial.Constant(0)
        );
}
