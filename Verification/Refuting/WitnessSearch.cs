using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Refuting;

/// <summary>
/// A search for numbers that break Theorem 1, model after model, at places where the identity fails over F_p. It ends when
/// its effort is spent, counted in values that reductions take.
/// </summary>
internal sealed class WitnessSearch(
    Formula formula,
    EqArray<FiniteModel> models,
    IdentityOptions options,
    long effort
)
{
    private const int Places = 6;
    private const int EnoughFound = 4;
    private const int EnoughTried = 2;

    // A case with more entries of the signal than this is not taken for the smallest.
    private const int FewEntries = 3;
    private const int MostFound = 12;
    private const int Rounds = 3;
    private const int FailuresCompared = 256;

    // A value between bounds costs about so many in double precision.
    private const int CostOfBounds = 200;

    private readonly EqArray<Filling> _fillings = Filling.Of(formula);
    private readonly Dictionary<FiniteModel, EqArray<Instance>> _places = [];
    private long _spent;

    /// <summary>The number of cases in which a side had no value.</summary>
    public long Undefined { get; private set; }

    /// <summary>Whether the search for the functions as named ended before all was tried.</summary>
    public bool WasSpent { get; private set; }

    /// <summary>A case in which the sides differ with the functions as named; null when none was found.</summary>
    public Counterexample? Named(CancellationToken cancellation = default) =>
        First(Surrogates.None, cancellation);

    /// <summary>A case in which they differ with other functions in the place of some: the fewest for which one is found.</summary>
    public Counterexample? Replaced(CancellationToken cancellation = default) =>
        Surrogates
            .Of(formula)
            .Select(surrogates =>
            {
                _spent = 0;
                return First(surrogates, cancellation);
            })
            .FirstOrDefault(found => found is not null);

    private Counterexample? First(Surrogates surrogates, CancellationToken cancellation) =>
        models
            .Select(model => Best(model, surrogates, cancellation))
            .FirstOrDefault(found => found is not null);

    private EqArray<Instance> PlacesOn(FiniteModel model, CancellationToken cancellation)
    {
        if (_places.TryGetValue(model, out var known))
            return known;
        var failures = new ModelTest(formula, model, options, cancellation)
            .Failures()
            .Take(FailuresCompared)
            .OrderBy(failure => failure, Comparer<IdentityFailure>.Create(ByPosition))
            .ToArray();
        return _places[model] =
            failures.Length == 0
                ? []
                : Enumerable
                    .Range(0, Places)
                    .Select(i => failures[i * (failures.Length - 1) / (Places - 1)])
                    .Distinct()
                    .Select(failure => new Instance(failure.By, failure.At, failure.Channels))
                    .ToEqArray();
    }

    private static int ByPosition(IdentityFailure left, IdentityFailure right) =>
        Indices(left).AsSpan().SequenceCompareTo(Indices(right));

    private static int[] Indices(IdentityFailure at) => [.. at.At, .. at.Channels, at.By];

    private Counterexample? Best(
        FiniteModel model,
        Surrogates surrogates,
        CancellationToken cancellation
    )
    {
        Counterexample? best = null;
        var found = 0;
        // A case that is not small may be the smallest for its elements of constants and signs of parameters alone.
        var rounds = Enumerable.Repeat(_fillings, Rounds).SelectMany(fillings => fillings);
        foreach (var (number, filling) in rounds.Index())
        {
            if (best is null ? number >= _fillings.Count : IsSmall(best) && number >= EnoughTried)
                break;
            foreach (var place in PlacesOn(model, cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                if (_spent >= effort)
                {
                    WasSpent |= surrogates.All.Count == 0;
                    return best;
                }
                var seed = Mixing.Add(options.Seed, (ulong)number);
                if (Shrunk(model, surrogates, place, seed, filling, cancellation) is not { } next)
                    continue;
                found++;
                best = Smaller(best, next);
                if (best.Signal.Count <= 1 || found >= (IsSmall(best) ? EnoughFound : MostFound))
                    return best;
                // Other numbers are rather tried than other places.
                if (found >= EnoughFound)
                    break;
            }
        }
        return best;
    }

    private static bool IsSmall(Counterexample? found) => found?.Signal.Count <= FewEntries;

    private static Counterexample Smaller(Counterexample? left, Counterexample right) =>
        left is null ? right
        : (right.Signal.Count, right.Parameters.Count).CompareTo(
            (left.Signal.Count, left.Parameters.Count)
        ) < 0
            ? right
        : left;

    private Counterexample? Shrunk(
        FiniteModel model,
        Surrogates surrogates,
        Instance place,
        ulong seed,
        Filling filling,
        CancellationToken cancellation
    )
    {
        var data = new ModelData(model);
        // Before anything is read: the elements of constants are drawn from the seed too.
        data.Fill(seed, filling);
        var left = effort - _spent;
        var (work, bounds) = (
            new Work(left, cancellation),
            new Work(left / CostOfBounds + 1, cancellation)
        );
        var sides = new CertifiedSides(data, formula, surrogates, bounds);
        var rough =
            surrogates.All.Count == 0 && !formula.IsRational()
                ? Sides.Real(data, formula, work)
                : null;
        IntervalPair? Compared()
        {
            // What was not evaluated does not differ: a spent effort leaves the case as small as it is.
            try
            {
                return rough is not null && SeemToAgree(rough, place) ? null : sides.At(place);
            }
            catch (WorkSpentException)
            {
                return null;
            }
        }
        IntervalPair? Difference()
        {
            if (Compared() is not { } compared)
                return null;
            if (compared.IsUndefined && surrogates.All.Count == 0)
                Undefined++;
            return compared.Differ ? compared : null;
        }
        var differ = Difference() is not null;
        data.StopFilling();
        if (differ)
            Shrinking.Minimise(data, () => Difference() is not null);
        _spent += bounds.Steps * CostOfBounds + work.Steps;
        if (!differ)
            return null;
        var found = new CertifiedSides(data, formula, surrogates).At(place);
        return found.Differ ? Counterexample.Of(formula, data, place, surrogates, found) : null;
    }

    // Rounding makes a relative error of this size at most in short formulas; a larger one is judged by bounds.
    private static bool SeemToAgree(Sides<double> sides, Instance place)
    {
        const double rounding = 1e-13;
        var (left, right) = (sides.Left(place), sides.Right(place));
        var scale = Math.Max(1, Math.Max(Math.Abs(left), Math.Abs(right)));
        return double.IsFinite(left)
            && double.IsFinite(right)
            && Math.Abs(left - right) <= rounding * scale;
    }
}
