using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Intervals;

namespace AgeFormal.Verification.Models;

/// <summary>What is known of both sides of an equation of Theorem 1.</summary>
/// <param name="Left">A[L_ḡ f](g, g̃).</param>
/// <param name="Right">A[f](ḡ⁻¹g, ḡ⁻¹g̃).</param>
internal sealed record IntervalPair(Interval Left, Interval Right)
{
    /// <summary>Whether both sides are defined and unequal for certain, by bounds that can be written down.</summary>
    public bool Differ =>
        Interval.CertainlyDiffer(Left, Right)
        && Left.Enclosure() is not null
        && Right.Enclosure() is not null;

    /// <summary>Whether both sides are the same fraction.</summary>
    public bool Agree => Interval.CertainlyAgree(Left, Right);

    /// <summary>Whether a side has no value: such a case says nothing about Theorem 1.</summary>
    public bool IsUndefined => Left is Interval.Undefined || Right is Interval.Undefined;
}

/// <summary>
/// Both sides of Theorem 1 with the functions of the formula, exactly or between bounds; with more bits where fewer do not
/// tell the sides apart.
/// </summary>
internal sealed class CertifiedSides(
    ModelData data,
    Formula formula,
    Surrogates surrogates,
    Work? work = null
)
{
    /// <summary>The bits of the bounds, one after another.</summary>
    public static EqArray<int> Precisions { get; } = [64, 256];

    private readonly Lazy<Sides<Interval>>[] _sides =
    [
        .. Precisions.Select(bits => new Lazy<Sides<Interval>>(() =>
            new(data.Model, new IntervalMeaning(data, surrogates, bits), formula, work)
        )),
    ];

    /// <summary>Both sides at a place.</summary>
    public IntervalPair At(Instance place)
    {
        var found = new IntervalPair(Interval.Unknown.Instance, Interval.Unknown.Instance);
        foreach (var sides in _sides)
        {
            found = new(sides.Value.Left(place), sides.Value.Right(place));
            if (found.Differ || found.Agree || found.IsUndefined)
                break;
        }
        return found;
    }

    /// <summary>Both sides at a place with the fewest bits; unknown where that takes more than it may.</summary>
    public IntervalPair Roughly(Instance place)
    {
        try
        {
            return new(_sides[0].Value.Left(place), _sides[0].Value.Right(place));
        }
        catch (WorkSpentException)
        {
            return new(Interval.Unknown.Instance, Interval.Unknown.Instance);
        }
    }
}
