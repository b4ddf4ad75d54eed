using AgeFormal.Algebra;

namespace AgeFormal.Verification.Models;

/// <summary>Which finite models the identity test runs, and how much of each.</summary>
public sealed record IdentityOptions
{
    /// <summary>
    /// The point groups of the models. D4 is added where no model has it: an abelian H cannot tell W(h̃h⁻¹) from an
    /// equivariant design. Default: C2, C4, D1, D3 (hexagonal), D4; in space C2, C4, D2, D3, D4.
    /// </summary>
    public EqArray<PointGroup>? Groups { get; init; }

    /// <summary>
    /// n, at least 3: reduction modulo n is injective on finite subgroups of GL(d, ℤ) for n ≥ 3 (Minkowski), while modulo
    /// 2 a half turn is the identity and every un-rotated kernel passes under C2. Windows need larger sides, and sides differ
    /// from model to model, so that no small power of a translation is e on all of them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">n &lt; 3.</exception>
    public int Side
    {
        get;
        init =>
            field =
                value >= 3
                    ? value
                    : throw new ArgumentOutOfRangeException(
                        nameof(value),
                        value,
                        "A side n ≥ 3 is expected: modulo 2 a half turn is the identity, so under C2 every un-rotated kernel passes."
                    );
    } = 3;

    /// <summary>All tuples of positions and channels are tried up to this number, and as many of them, spread evenly, above it.</summary>
    public int Instances { get; init; } = 1024;

    /// <summary>
    /// The evaluation of a model ends once its reductions have taken this number of values; the first equation alone may take
    /// <see cref="FirstEquation"/> times as many.
    /// </summary>
    public long Budget { get; init; } = 1_000_000;

    /// <summary>How many budgets the first equation of a model may take.</summary>
    public const int FirstEquation = 8;

    /// <summary>The search for a counterexample ends once its reductions have taken this number of values.</summary>
    public long SearchBudget { get; init; } = 30_000_000;

    /// <summary>The seed of the random functions.</summary>
    public ulong Seed { get; init; } = 20200701;

    /// <summary>The options with a side that reaches those of the runs that fail: a search for a counterexample ends there.</summary>
    internal static IdentityOptions Reaching(IdentityOptions? options, EqArray<ModelRun> runs)
    {
        options ??= new();
        return options with
        {
            Side = runs.Where(run => run.Failure is not null)
                .Select(run => run.Side)
                .Append(options.Side)
                .Max(),
        };
    }

    /// <summary>The models for formulas over a lattice of a dimension.</summary>
    public EqArray<PointGroup> GroupsFor(int dimension)
    {
        var nonAbelian = dimension == 3 ? PointGroups.SpatialD4 : PointGroups.P4m;
        EqArray<PointGroup> groups =
            Groups
            ?? (
                dimension == 3
                    ?
                    [
                        PointGroups.SpatialC2,
                        PointGroups.SpatialC4,
                        PointGroups.SpatialD2,
                        PointGroups.SpatialD3,
                        PointGroups.SpatialD4,
                    ]
                    :
                    [
                        PointGroups.P2,
                        PointGroups.P4,
                        PointGroups.Pm,
                        PointGroups.P3m1,
                        PointGroups.P4m,
                    ]
            );
        return groups.Any(group => group.Name == nonAbelian.Name)
            ? groups
            : [.. groups, nonAbelian];
    }
}
