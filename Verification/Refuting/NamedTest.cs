using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Refuting;

/// <summary>
/// The second method for a theorem that uses laws of functions, where random functions tell nothing: both sides of Theorem 1
/// on random fractions of several kinds, with the functions as named, exactly or between bounds.
/// </summary>
/// <remarks>It shares no code with the prover. A difference for certain is a counterexample; no difference is no proof.</remarks>
public static class NamedTest
{
    private const int PlacesPerFilling = 3;

    // No further case is tried once reductions have taken this number of values.
    private const long Effort = 20_000;

    /// <summary>Runs one group, with the side of the options or a larger one that the windows need.</summary>
    /// <exception cref="ScopeException">The formula names something that is not there.</exception>
    public static NamedRun RunOn(
        Formula formula,
        Vocabulary vocabulary,
        PointGroup group,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(vocabulary);
        options ??= new();
        var read = vocabulary.ReadBy(formula);
        var side = FiniteModel.FaithfulSide(read, group, options.Side);
        return RunOn(formula, FiniteModel.Of(read, group, side), options, cancellation);
    }

    /// <summary>
    /// The verdict on a layer whose proof uses laws of functions: the proof where the functions as named agree on the
    /// layer's group, else undecided. A proof without such laws is not changed.
    /// </summary>
    public static Verdict Judge(
        TypedOp.Elementary layer,
        Verdict.Proved proved,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(proved);
        if (proved.Proof.FunctionLaws.Count == 0)
            return proved;
        var run = RunOn(
            layer.Meaning.Formula,
            Vocabulary.Of(layer),
            layer.Input.Group,
            cancellation: cancellation
        );
        return run.Holds ? proved : Disagreement(layer.Meaning.Formula, run);
    }

    /// <summary>A proof was found that this method does not bear out.</summary>
    internal static Verdict.Undecided Disagreement(Formula formula, NamedRun failing) =>
        new(
            formula.ToString(),
            failing.Difference is { } difference
                ? $"the two methods disagree: a derivation was found, and with the functions as named the sides differ {difference}"
                : $"a derivation was found, and the second method compared nothing, for a side had no value in any case: {failing}"
        );

    private static NamedRun RunOn(
        Formula formula,
        FiniteModel model,
        IdentityOptions options,
        CancellationToken cancellation
    )
    {
        var run = new NamedRun(model.Group.PointGroup, model.Group.Size, 0, 0, null);
        var work = new Work(Effort, cancellation);
        for (var round = 0; round < PlacesPerFilling; round++)
            foreach (var (number, filling) in Filling.Of(formula).Index())
            {
                cancellation.ThrowIfCancellationRequested();
                if (work.IsSpent)
                    return run;
                var seed = Mixing.Add(Mixing.Add(options.Seed, (ulong)number), (ulong)round);
                var data = new ModelData(model);
                data.Fill(seed, filling);
                var place = Place(formula, model, seed);
                var sides = new CertifiedSides(data, formula, Surrogates.None, work);
                var compared = sides.Roughly(place);
                if (compared.Differ)
                    return run with
                    {
                        Compared = run.Compared + 1,
                        Difference = Counterexample.Of(
                            formula,
                            data,
                            place,
                            Surrogates.None,
                            compared
                        ),
                    };
                if (compared.IsUndefined)
                    run = run with { Undefined = run.Undefined + 1 };
                else if (compared.Left.HasValue && compared.Right.HasValue)
                    run = run with { Compared = run.Compared + 1 };
            }
        return run;
    }

    private static Instance Place(Formula formula, FiniteModel model, ulong seed)
    {
        var state = Mixing.Add(seed, "place");
        int Below(int count) => (int)((state = Mixing.Add(state, 1)) % (ulong)count);
        var order = model.Group.Order;
        return new(
            Below(order),
            formula.Sites.Select(_ => Below(order)).ToEqArray(),
            model.Vocabulary.OutputChannels.Select(Below).ToEqArray()
        );
    }
}
