using AgeFormal.Algebra;
using AgeFormal.Verification.Refuting;

namespace AgeFormal.Verification.Designs;

/// <summary>Runs of a formula with its functions as named, one for each group that is asked for.</summary>
/// <param name="run">The run on a group.</param>
internal sealed class NamedRuns(Func<PointGroup, NamedRun> run)
{
    private readonly Dictionary<PointGroup, NamedRun> _known = [];

    /// <summary>The run on a group.</summary>
    public NamedRun On(PointGroup group)
    {
        if (!_known.TryGetValue(group, out var known))
            _known.Add(group, known = run(group));
        return known;
    }

    /// <summary>The runs on groups.</summary>
    public EqArray<NamedRun> On(EqArray<PointGroup> groups) => groups.Select(On).ToEqArray();
}
