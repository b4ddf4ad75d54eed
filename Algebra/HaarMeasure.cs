namespace AgeFormal.Algebra;

/// <summary>
/// A Haar measure on a finite group: every element has the same weight, so ∫ f(ah) dh = ∫ f(ha) dh = ∫ f(h) dh.
/// </summary>
/// <remarks>Haar measures on H differ by a factor only; the normalised one has ∫ 1 dh = 1.</remarks>
public sealed record HaarMeasure
{
    private HaarMeasure(FiniteGroup group, double weight)
    {
        Group = group;
        Weight = weight;
    }

    /// <summary>H.</summary>
    public FiniteGroup Group { get; }

    /// <summary>The weight of one element.</summary>
    public double Weight { get; }

    /// <summary>∫ 1 dh = weight · |H|.</summary>
    public double Total => Weight * Group.Order;

    /// <summary>The counting measure divided by |H|.</summary>
    public static HaarMeasure Normalised(FiniteGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return new HaarMeasure(group, 1.0 / group.Order);
    }

    /// <summary>The Haar measure that gives each element the stated weight.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public static HaarMeasure WithWeight(FiniteGroup group, double weight)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (!double.IsFinite(weight) || weight <= 0)
            throw new ArgumentOutOfRangeException(
                nameof(weight),
                weight,
                "A positive finite weight is expected."
            );
        return new HaarMeasure(group, weight);
    }

    /// <summary>∫ f(h) dh = weight · Σ f(h).</summary>
    public double Integral(Func<int, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Weight * Group.Elements.Sum(function);
    }

    /// <summary>∫ f(h) dh / ∫ 1 dh = Σ f(h) / |H|, the same for every Haar measure.</summary>
    public double Mean(Func<int, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Group.Elements.Sum(function) / Group.Order;
    }
}
