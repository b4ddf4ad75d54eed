using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Identity;

/// <summary>
/// The smallest torus group ℤ_n^d ⋊ H on which a formula breaks Theorem 1, with small integers for f and the parameters,
/// as few as a greedy search leaves, and both sides evaluated exactly.
/// </summary>
public static class CounterexampleSearch
{
    private const int Fillings = 4;
    private const int Places = 6;
    private const int EnoughFound = 4;
    private const int FailuresCompared = 256;
    private const int Small = 3;

    /// <summary>
    /// Searches H trivial and the groups of the options by increasing |G|, with n from 1 on where no window needs more.
    /// Null when none was found.
    /// </summary>
    /// <param name="formula">The formula.</param>
    /// <param name="vocabulary">What it names.</param>
    /// <param name="options">Which models, and how long is searched.</param>
    /// <param name="cancellation">Checked while reductions are evaluated.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ModelException">The formula names something that is not there.</exception>
    public static Counterexample? Find(
        Formula formula,
        Vocabulary vocabulary,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(vocabulary);
        options ??= new();
        var dimension = vocabulary.Group.Dimension;
        var trivial = dimension == 3 ? PointGroups.SpatialC1 : PointGroups.P1;
        return Find(
            formula,
            vocabulary,
            [trivial, .. options.GroupsFor(dimension)],
            options,
            cancellation
        );
    }

    /// <summary>Searches one point group.</summary>
    /// <exception cref="ModelException">The formula names something that is not there.</exception>
    public static Counterexample? FindOn(
        Formula formula,
        Vocabulary vocabulary,
        PointGroup group,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    ) => Find(formula, vocabulary, [group], options ?? new(), cancellation);

    private static Counterexample? Find(
        Formula formula,
        Vocabulary vocabulary,
        EqArray<PointGroup> groups,
        IdentityOptions options,
        CancellationToken cancellation
    )
    {
        var work = new Work(options.SearchBudget, cancellation);
        return groups
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
            .Select(candidate =>
                FindOn(
                    formula,
                    FiniteModel.Of(vocabulary, candidate.Group, candidate.Side),
                    options,
                    work,
                    cancellation
                )
            )
            .FirstOrDefault(found => found is not null);
    }

    private static Counterexample? FindOn(
        Formula formula,
        FiniteModel model,
        IdentityOptions options,
        Work work,
        CancellationToken cancellation
    )
    {
        var failures = new ModelTest(formula, model, options, cancellation)
            .Failures()
            .Take(FailuresCompared)
            .OrderBy(failure => failure, Comparer<IdentityFailure>.Create(ByPosition))
            .ToArray();
        if (failures.Length == 0)
            return null;
        Instance[] places =
        [
            .. Enumerable
                .Range(0, Places)
                .Select(i => failures[i * (failures.Length - 1) / (Places - 1)])
                .Distinct()
                .Select(failure => new Instance(failure.By, failure.At, failure.Channels)),
        ];
        var surrogates = Surrogates.Of(formula);
        var best = Best(formula, model, surrogates, places, options.Seed, work, real: true);
        if (best is null && surrogates.All.Count > 0)
            best = Best(formula, model, surrogates, places, options.Seed, work, real: false);
        // 1/x forbids zeros in the signal; a polynomial in its place allows them.
        var total = Surrogates.Of(formula, forReciprocal: true);
        if (total != surrogates && (best is null || best.Signal.Count > Small))
            best = Smaller(
                best,
                Best(formula, model, total, places, options.Seed, work, real: false)
            );
        return best;
    }

    private static int ByPosition(IdentityFailure left, IdentityFailure right) =>
        Indices(left).AsSpan().SequenceCompareTo(Indices(right));

    private static int[] Indices(IdentityFailure at) => [.. at.At, .. at.Channels, at.By];

    private static Counterexample? Best(
        Formula formula,
        FiniteModel model,
        Surrogates surrogates,
        Instance[] places,
        ulong seed,
        Work work,
        bool real
    )
    {
        Counterexample? best = null;
        var found = 0;
        for (
            var filling = 0;
            filling < Fillings && (best is null || filling < Fillings / 2);
            filling++
        )
            foreach (var place in places)
            {
                // The largest of many small integers is most often the same; wider ones tell maxima apart.
                var largest = filling < Fillings / 2 ? 3 : 40;
                var next = Shrunk(
                    formula,
                    model,
                    surrogates,
                    place,
                    Mixing.Add(seed, (ulong)filling),
                    largest,
                    work,
                    real
                );
                if (next is null)
                    continue;
                found++;
                best = Smaller(best, next);
                if (best!.Signal.Count <= 1 || found == EnoughFound)
                    return best;
            }
        return best;
    }

    private static Counterexample? Smaller(Counterexample? left, Counterexample? right) =>
        left is null ? right
        : right is null ? left
        : (right.Signal.Count, right.Parameters.Count).CompareTo(
            (left.Signal.Count, left.Parameters.Count)
        ) < 0
            ? right
        : left;

    private static Counterexample? Shrunk(
        Formula formula,
        FiniteModel model,
        Surrogates surrogates,
        Instance place,
        ulong seed,
        int largest,
        Work work,
        bool real
    )
    {
        var data = new ModelData(model);
        var exact = Sides.Exact(data, formula, surrogates, work);
        var inReals =
            real && (surrogates.All.Count > 0 || FormulaNames.HasPi(formula.Body))
                ? Sides.Real(data, formula, work)
                : null;
        // What was not evaluated does not differ: a spent budget leaves the case as small as it is.
        bool Differ()
        {
            try
            {
                return Differs(exact, place) && (inReals is null || ClearlyDiffers(inReals, place));
            }
            catch (WorkSpentException)
            {
                return false;
            }
        }
        data.Fill(seed, largest);
        var differ = Differ();
        data.StopFilling();
        if (!differ)
            return null;
        Shrinking.Minimise(data, Differ);
        var sides = Sides.Exact(data, formula, surrogates);
        return Counterexample.Of(
            formula,
            data,
            place,
            surrogates.All,
            sides.Left(place),
            sides.Right(place)
        );
    }

    /// <summary>A place at which a side has no rational value is no counterexample.</summary>
    private static bool Differs(Sides<Rational> sides, Instance place)
    {
        try
        {
            return sides.Left(place) != sides.Right(place);
        }
        catch (DivideByZeroException)
        {
            return false;
        }
        catch (NotExactException)
        {
            return false;
        }
    }

    /// <summary>A difference in double precision that rounding cannot make: sides of short formulas agree to 10⁻⁹ if equal.</summary>
    private static bool ClearlyDiffers(Sides<double> sides, Instance place)
    {
        const double rounding = 1e-9;
        var (left, right) = (sides.Left(place), sides.Right(place));
        var scale = Math.Max(1, Math.Max(Math.Abs(left), Math.Abs(right)));
        return double.IsFinite(left)
            && double.IsFinite(right)
            && Math.Abs(left - right) > rounding * scale;
    }
}
