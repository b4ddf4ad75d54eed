namespace AgeFormal.Algebra;

/// <summary>ℤ^d ⋊ H for a point group H: (x, h)(y, k) = (x + h ▹ y, hk), acting on points by (x, h) ▹ p = x + h ▹ p.</summary>
/// <param name="PointGroup">H.</param>
public sealed record SemidirectProduct(PointGroup PointGroup)
{
    /// <summary>d.</summary>
    public int Dimension => PointGroup.Dimension;

    /// <summary>(0, e).</summary>
    public SemidirectElement Identity => FromLinear(PointGroup.Group.Identity);

    /// <summary>The d unit translations and the generators of H: together they generate the group.</summary>
    public EqArray<SemidirectElement> Generators =>
        Enumerable
            .Range(0, Dimension)
            .Select(axis =>
                FromTranslation(
                    Enumerable.Range(0, Dimension).Select(i => i == axis ? 1 : 0).ToEqArray()
                )
            )
            .Concat(PointGroup.Group.Generators().Select(FromLinear))
            .ToEqArray();

    /// <summary>(x, h).</summary>
    /// <exception cref="ArgumentException">x has not d coordinates, or h is not an index of H.</exception>
    public SemidirectElement Element(EqArray<int> translation, int linear)
    {
        if (translation.Count != Dimension)
            throw new ArgumentException(
                $"A translation of {PointGroup.Symbol} has {Dimension} coordinates, received {translation}.",
                nameof(translation)
            );
        if (linear < 0 || linear >= PointGroup.Order)
            throw new ArgumentOutOfRangeException(
                nameof(linear),
                linear,
                $"An element of {PointGroup.Name} is expected in 0…{PointGroup.Order - 1}."
            );
        return new SemidirectElement(translation, linear);
    }

    /// <summary>(x, e).</summary>
    public SemidirectElement FromTranslation(EqArray<int> translation) =>
        Element(translation, PointGroup.Group.Identity);

    /// <summary>(0, h).</summary>
    public SemidirectElement FromLinear(int linear) =>
        Element(new int[Dimension].ToEqArray(), linear);

    /// <summary>(x, h)(y, k) = (x + h ▹ y, hk).</summary>
    /// <exception cref="ArgumentException">A part is not one of this group, or a coordinate leaves the 32-bit integers.</exception>
    public SemidirectElement Multiply(SemidirectElement left, SemidirectElement right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new SemidirectElement(
            Act(left, right.Translation),
            PointGroup.Group.Multiply(left.Linear, right.Linear)
        );
    }

    /// <summary>(x, h)⁻¹ = (−h⁻¹ ▹ x, h⁻¹).</summary>
    public SemidirectElement Inverse(SemidirectElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        var linear = PointGroup.Group.Inverse(element.Linear);
        return new SemidirectElement(
            PointGroup.Act(linear, element.Translation).Select(x => InRange(-(long)x)).ToEqArray(),
            linear
        );
    }

    /// <summary>(x, h) ▹ p = x + h ▹ p on lattice coordinates.</summary>
    public EqArray<int> Act(SemidirectElement element, EqArray<int> point)
    {
        ArgumentNullException.ThrowIfNull(element);
        return Sum(element.Translation, PointGroup.Act(element.Linear, point), 1);
    }

    /// <summary>(x, h) ▹ p for a point of ½ℤ^d in doubled coordinates: 2x + h ▹ 2p.</summary>
    public EqArray<int> ActOnDoubled(SemidirectElement element, EqArray<int> doubledPoint)
    {
        ArgumentNullException.ThrowIfNull(element);
        return Sum(element.Translation, PointGroup.Act(element.Linear, doubledPoint), 2);
    }

    private EqArray<int> Sum(EqArray<int> translation, EqArray<int> point, int scale)
    {
        if (translation.Count != Dimension)
            throw new ArgumentException(
                $"A translation of {PointGroup.Symbol} has {Dimension} coordinates, received {translation}.",
                nameof(translation)
            );
        return translation.Zip(point, (x, p) => InRange((long)scale * x + p)).ToEqArray();
    }

    private static int InRange(long coordinate) =>
        coordinate is >= int.MinValue and <= int.MaxValue
            ? (int)coordinate
            : throw new ArgumentException(
                $"A coordinate within the 32-bit integers is expected, received {coordinate}."
            );
}
