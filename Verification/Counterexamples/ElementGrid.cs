using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Intervals;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Counterexamples;

/// <summary>A function on ℤ_n^d ⋊ H or on ℤ_n^d as one grid of values per h.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Turns">The names of h; one empty name for a function on ℤ_n^d.</param>
/// <param name="Cells">Per h the values in the order of translations.</param>
internal sealed record ElementGrid(
    string Title,
    EqArray<string> Turns,
    EqArray<EqArray<string>> Cells
);

/// <summary>The functions that a counterexample is about.</summary>
/// <param name="Signals">f and L_ḡ f, per channel in which f is not zero.</param>
/// <param name="Left">A[L_ḡ f].</param>
/// <param name="Right">L_ḡ A[f].</param>
/// <param name="Differ">Per h and translation whether the two are unequal for certain.</param>
internal sealed record CounterexampleGrids(
    EqArray<(ElementGrid Signal, ElementGrid Translated)> Signals,
    ElementGrid Left,
    ElementGrid Right,
    EqArray<EqArray<bool>> Differ
)
{
    private const int Digits = 5;

    /// <summary>
    /// The functions; a value that has none, such as 1/0, is a dot, one of which nothing is known or that takes too long is a
    /// question mark.
    /// </summary>
    public static CounterexampleGrids Of(Counterexample of)
    {
        ArgumentNullException.ThrowIfNull(of);
        var model = of.Model();
        var group = model.Group;
        var data = of.Data();
        var sides = new CertifiedSides(
            data,
            of.Formula,
            new(of.Surrogates),
            new(Counterexample.LargestWork)
        );
        var back = group.Inverse(of.By);
        var turns = of.Vocabulary.InputFibre == Fibre.Trivial ? 1 : of.Group.Order;

        string Value(int channel, int element) =>
            $"{data.Signal(channel, turns == 1 ? model.Translations[group.TranslationPart(element)] : element)}";
        var signals = of
            .Signal.Select(entry => entry.Channel)
            .DefaultIfEmpty()
            .Distinct()
            .Select(channel =>
                (
                    Grid(group, turns, $"f[{channel}]", g => Value(channel, g)),
                    Grid(
                        group,
                        turns,
                        $"L_ḡ f[{channel}]",
                        g => Value(channel, group.Multiply(back, g))
                    )
                )
            )
            .ToEqArray();

        var last = of.At.Count - 1;
        Instance At(int element) => of.Place with { At = [.. of.At.Take(last), element] };
        var where = string.Concat(of.Formula.Sites.Take(last).Select(name => $"{name}, "));
        var compared = Enumerable
            .Range(0, group.Order)
            .Select(element => sides.Roughly(At(element)))
            .ToArray();
        return new(
            signals,
            Grid(group, of.Group.Order, $"A[L_ḡ f]({where}·)", g => Number(compared[g].Left)),
            Grid(group, of.Group.Order, $"L_ḡ A[f]({where}·)", g => Number(compared[g].Right)),
            PerElement(group, of.Group.Order, g => compared[g].Differ)
        );
    }

    private static ElementGrid Grid(
        TorusGroup group,
        int turns,
        string title,
        Func<int, string> value
    ) =>
        new(
            title,
            Enumerable
                .Range(0, turns)
                .Select(h => turns == 1 ? "" : ElementText.Linear(group, h))
                .ToEqArray(),
            PerElement(group, turns, value)
        );

    private static EqArray<EqArray<T>> PerElement<T>(
        TorusGroup group,
        int turns,
        Func<int, T> value
    ) =>
        Enumerable
            .Range(0, turns)
            .Select(h =>
                Enumerable
                    .Range(0, group.TranslationCount)
                    .Select(x => value(group.IndexOf(x, h)))
                    .ToEqArray()
            )
            .ToEqArray();

    private static string Number(Interval value) =>
        value.Match(
            exact: exact => exact.Value.ToString(),
            between: between =>
                double.Round(between.Low.ToRational().ToDouble(), Digits)
                    .ToString(CultureInfo.InvariantCulture)
                    .Replace('-', '−'),
            undefined: _ => "·",
            unknown: _ => "?"
        );
}
