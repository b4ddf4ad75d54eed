using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>The distinct drifts of an operator over all paths, and the branches that disagree.</summary>
internal sealed class DriftPaths
{
    private readonly List<BranchDisagreement> _disagreements = [];

    private DriftPaths() { }

    public static (EqArray<Drift> Drifts, EqArray<BranchDisagreement> Disagreements) Of(TypedOp op)
    {
        var paths = new DriftPaths();
        var drifts = paths.Through(op);
        return (drifts, paths._disagreements.ToEqArray());
    }

    private EqArray<Drift> Through(TypedOp op) =>
        op.Match(
            elementary: leaf => [Drift.Of(AxisRemainder.Of(leaf))],
            sequence: sequence =>
                sequence.Layers.Aggregate(
                    (EqArray<Drift>)[Drift.None(sequence.Input.Grid.Dimension)],
                    (before, layer) =>
                    {
                        var after = Through(layer);
                        return Distinct(before.SelectMany(path => after.Select(path.Then)));
                    }
                ),
            sum: sum => Joined(sum, sum.Branches),
            concatenation: concatenation => Joined(concatenation, concatenation.Branches),
            restriction: restriction => Through(restriction.Body)
        );

    private EqArray<Drift> Joined(TypedOp op, EqArray<TypedOp> branches)
    {
        var drifts = branches
            .Select((branch, i) => new BranchDrift(Name(op, branch, i), Through(branch)))
            .ToEqArray();
        var distinct = Distinct(drifts.SelectMany(branch => branch.Drifts));
        if (distinct.Count == 1)
            return [distinct[0] with { Through = [] }];
        _disagreements.Add(new BranchDisagreement(op.Path, drifts));
        return Distinct(
            drifts.SelectMany(branch =>
                branch.Drifts.Select(drift =>
                    drift with
                    {
                        Through = [branch.Branch, .. drift.Through],
                    }
                )
            )
        );
    }

    private static string Name(TypedOp op, TypedOp branch, int index) =>
        branch.Path.Length > op.Path.Length ? branch.Path : TypedOp.Join(op.Path, $"[{index}]");

    // One path for each place that the centre goes to: their number stays small however many paths there are.
    private static EqArray<Drift> Distinct(IEnumerable<Drift> drifts) =>
        drifts.DistinctBy(drift => (drift.Stride, drift.Pixels)).ToEqArray();
}
