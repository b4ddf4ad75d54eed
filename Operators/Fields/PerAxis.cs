using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>A number for every spatial axis: one for all, or one each.</summary>
public readonly record struct PerAxis
{
    private const int MostAxes = 16;
    private readonly EqArray<int> _values;

    private PerAxis(EqArray<int> values) => _values = values;

    /// <summary>The same number on every axis.</summary>
    public static implicit operator PerAxis(int value) => new([value]);

    /// <summary>The same number on every axis.</summary>
    public static PerAxis FromInt32(int value) => value;

    /// <summary>One number per axis, slowest axis first.</summary>
    public static PerAxis Of(params ReadOnlySpan<int> values) => new(EqArray.Create(values));

    /// <summary>The numbers as given: one for all axes, or one each.</summary>
    public EqArray<int> Values => _values;

    /// <summary>The numbers for d axes.</summary>
    /// <exception cref="ArgumentException">Neither one number nor d numbers were given, or d is not from 0 to 16.</exception>
    public EqArray<int> For(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, MostAxes);
        var values = _values;
        if (values.Count == dimension)
            return values;
        return values.Count <= 1
            ? Enumerable.Repeat(values.Count == 0 ? 0 : values[0], dimension).ToEqArray()
            : throw new ArgumentException(
                $"One number or {dimension} numbers are expected, received {values}."
            );
    }

    /// <summary>The number, or the numbers in brackets.</summary>
    public override string ToString() => _values.Count == 1 ? $"{_values[0]}" : _values.ToString();
}
