using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Refuting;

/// <summary>
/// The smallest torus group ℤ_n^d ⋊ H on which a formula breaks Theorem 1, with small numbers for f and the parameters, as
/// few as a greedy search leaves, and both sides with the functions as named, unequal for certain.
/// </summary>
internal static class CounterexampleSearch
{
    /// <summary>
    /// Searches H trivial and the groups of the options by increasing |G|, with n from 1 on where no window needs more.
    /// Null when none was found.
    /// </summary>
    /// <exception cref="ScopeException">The formula names something that is not there.</exception>
    public static Counterexample? Find(
        Formula formula,
        Vocabulary vocabulary,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    ) => Among(formula, vocabulary, null, options).Named(cancellation);

    /// <summary>
    /// One of so many searches that share the effort, on some groups; on all of the options, and H trivial, where none are
    /// named.
    /// </summary>
    internal static WitnessSearch Among(
        Formula formula,
        Vocabulary vocabulary,
        EqArray<PointGroup>? groups,
        IdentityOptions? options,
        int searches = 1
    )
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(vocabulary);
        options ??= new();
        var dimension = vocabulary.Group.Dimension;
        var trivial = dimension == 3 ? PointGroups.SpatialC1 : PointGroups.P1;
        var read = vocabulary.ReadBy(formula);
        return new(
            formula,
            Models(read, groups ?? [trivial, .. options.GroupsFor(dimension)], options),
            options,
            options.SearchBudget / searches
        );
    }

    private static EqArray<FiniteModel> Models(
        Vocabulary vocabulary,
        EqArray<PointGroup> groups,
        IdentityOptions options
    ) =>
        groups
            .Distinct()
            .SelectMany(group =>
            {
                var first = FiniteModel.FaithfulSide(vocabulary, group, 1);
                return Enumerable
                    .Range(first, Math.Max(1, options.Side - first + 1))
                    .Select(side => (Group: group, Side: side));
            })
            .Where(candidate => FiniteModel.IsSearchable(candidate.Group, candidate.Side))
            .OrderBy(candidate =>
                Math.Pow(candidate.Side, candidate.Group.Dimension) * candidate.Group.Order
            )
            .ThenBy(candidate => candidate.Side)
            .Select(candidate => FiniteModel.Of(vocabulary, candidate.Group, candidate.Side))
            .ToEqArray();
}
