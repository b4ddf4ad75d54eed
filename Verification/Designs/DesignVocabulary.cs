using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Designs;

/// <summary>What a design names, on one group.</summary>
internal static class DesignVocabulary
{
    // The side of a window that the design leaves open.
    private const int OpenSide = 3;

    /// <summary>
    /// The vocabulary on a group, under conditions: isotropic parameters are said to be so. A window of open shape stands
    /// for all windows: one that is not said to be stable lacks a corner, which few H leave where it is. What the formula
    /// does not read is left out.
    /// </summary>
    /// <exception cref="ArgumentException">A window has no points on the group's lattice.</exception>
    public static Vocabulary On(Design design, PointGroup group, EqArray<Condition> conditions)
    {
        var read = NamesRead.In(design.Formula.Body);
        var parameters = design
            .Parameters.Where(parameter => read.Parameters.Contains(parameter.Name))
            .ToEqArray();
        var windows = design
            .Windows.Where(window =>
                read.Windows.Contains(window.Name)
                || parameters.Any(parameter =>
                    parameter.Axes.Contains(new ParameterAxis.OfWindow(window.Name))
                )
            )
            .Select(window =>
                window.Shape is { } shape
                    ? Of(window.Name, shape.On(group))
                    : Open(
                        window.Name,
                        group,
                        conditions.Contains(new Condition.StableWindow(window.Name))
                    )
            )
            .ToEqArray();
        return new(
            group,
            design.Input.Fibre,
            design.Input.Channels,
            design.Output,
            parameters.Select(parameter => Declare(parameter, group, windows)).ToEqArray(),
            windows
        )
        {
            Isotropic = parameters
                .Select(parameter => parameter.Name)
                .Where(name => conditions.Contains(new Condition.Isotropic(name)))
                .ToEqArray(),
        };
    }

    /// <summary>The vocabulary of a proof, which may use no points of the windows of open shape.</summary>
    /// <exception cref="ArgumentException">A window has no points on the group's lattice.</exception>
    public static Vocabulary OfProof(
        Design design,
        PointGroup group,
        EqArray<Condition> conditions
    ) =>
        On(design, group, conditions) with
        {
            OpenWindows = design
                .Windows.Where(window => window.Shape is null)
                .Select(window => window.Name)
                .ToEqArray(),
        };

    private static DeclaredWindow Of(string name, Region region) =>
        new(name, region, region.Points());

    private static DeclaredWindow Open(string name, PointGroup group, bool isStable)
    {
        var region = Region.On(group, OpenSide);
        return isStable
            ? Of(name, region)
            : new(name, region, PointSet.Of(region.Points().Points.Skip(1).ToEqArray()));
    }

    private static ParameterDeclaration Declare(
        DesignParameter parameter,
        PointGroup group,
        EqArray<DeclaredWindow> windows
    ) =>
        new(
            parameter.Name,
            parameter.Axes,
            parameter.Axes.Shape(
                group.Order,
                name => windows.First(window => window.Name == name).Region.StorageSizes
            ),
            new Initial.Constant(0)
        );
}
