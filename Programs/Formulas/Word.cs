using AgeFormal.Algebra;

namespace AgeFormal.Programs.Formulas;

/// <summary>h or h⁻¹ for the element h of an axis.</summary>
internal readonly record struct Letter(Axis Axis, bool Inverse);

/// <summary>n · M(w) x for the point x of an axis and a word w in H.</summary>
internal sealed record Shift(int Times, EqArray<Letter> By, Axis Point);

/// <summary>
/// An element (x, h) of ½ℤ^d ⋊ H as a function of axes: x a sum of turned points, h a freely reduced word. Equal letters that
/// cancel show that an element does not depend on an axis: g·(g⁻¹v) has the axes of v alone.
/// </summary>
/// <param name="X">x.</param>
/// <param name="H">h.</param>
internal sealed record Word(EqArray<Shift> X, EqArray<Letter> H)
{
    /// <summary>e.</summary>
    public static Word Unit { get; } = new([], []);

    /// <summary>(x, h) for the values of two axes, either of which may be absent.</summary>
    public static Word Of(Axis? point, Axis? element) =>
        new(
            point is null ? [] : [new Shift(1, [], point)],
            element is null ? [] : [new Letter(element, false)]
        );

    /// <summary>(0, h).</summary>
    public Word PointPart => this with { X = [] };

    /// <summary>(x, e).</summary>
    public Word TranslationPart => this with { H = [] };

    /// <summary>(−h⁻¹x, h⁻¹).</summary>
    public Word Inverse
    {
        get
        {
            var back = H.Reverse()
                .Select(letter => letter with { Inverse = !letter.Inverse })
                .ToEqArray();
            return new(Turned(back, X, -1).ToEqArray(), back);
        }
    }

    /// <summary>(x, h)(x′, h′) = (x + hx′, hh′).</summary>
    public static Word operator *(Word left, Word right) =>
        new(Collected(left.X.Concat(Turned(left.H, right.X, 1))), Reduced(left.H, right.H));

    private static IEnumerable<Shift> Turned(EqArray<Letter> by, EqArray<Shift> x, int times) =>
        x.Select(shift => shift with { Times = times * shift.Times, By = Reduced(by, shift.By) });

    private static EqArray<Shift> Collected(IEnumerable<Shift> shifts)
    {
        var sum = new List<Shift>();
        foreach (var shift in shifts)
        {
            var same = sum.FindIndex(other => other.By == shift.By && other.Point == shift.Point);
            if (same < 0)
                sum.Add(shift);
            else
                sum[same] = shift with { Times = sum[same].Times + shift.Times };
        }
        return sum.Where(shift => shift.Times != 0).ToEqArray();
    }

    private static EqArray<Letter> Reduced(EqArray<Letter> left, EqArray<Letter> right)
    {
        var cancelled = 0;
        while (
            cancelled < Math.Min(left.Count, right.Count)
            && left[left.Count - 1 - cancelled].Axis == right[cancelled].Axis
            && left[left.Count - 1 - cancelled].Inverse != right[cancelled].Inverse
        )
            cancelled++;
        return [.. left.Take(left.Count - cancelled), .. right.Skip(cancelled)];
    }
}
