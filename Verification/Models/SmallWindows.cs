using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>
/// Windows of at most seven points an axis in place of larger ones, for evidence beside a proof that holds for all windows.
/// What fails on them says nothing about the windows that they stand for.
/// </summary>
internal static class SmallWindows
{
    // In doubled coordinates: points at most 3 from the origin.
    private const int Radius = 6;

    /// <summary>The vocabulary with the points of each window about the origin, no more stable than the window.</summary>
    public static Vocabulary Of(Vocabulary vocabulary) =>
        vocabulary with
        {
            Windows = vocabulary.Windows.Select(window => Of(window, vocabulary.Group)).ToEqArray(),
        };

    private static DeclaredWindow Of(DeclaredWindow window, PointGroup group)
    {
        if (window.Points.Points.All(IsNear))
            return window;
        var isStable = ModelWindow.IsStable(window.Points, group);
        var near = window
            .Points.Points.Where(point =>
                isStable
                    ? group.Group.Elements.All(h => IsNear(group.Act(h, point)))
                    : IsNear(point)
            )
            .ToEqArray();
        // None is near: the first point, and what the group makes of it where the window is stable.
        var points =
            near.Count > 0 ? near
            : isStable
                ? group
                    .Group.Elements.Select(h => group.Act(h, window.Points.Points[0]))
                    .Distinct()
                    .ToEqArray()
            : [window.Points.Points[0]];
        var set = PointSet.Of(points);
        return window with
        {
            Points =
                !isStable && points.Count > 1 && ModelWindow.IsStable(set, group)
                    ? PointSet.Of(points.Skip(1).ToEqArray())
                    : set,
        };
    }

    private static bool IsNear(EqArray<int> point) => point.All(x => Math.Abs(x) <= Radius);
}
