using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace AgeFormal.Operators;

/// <summary>
/// A batch of functions f: grid × H → K^channels as a value, layout <c>[batch, channel, h, …grid]</c> row-major; the h axis
/// has size 1 for signals on the lattice. Entries outside a hexagon's outline are zero.
/// </summary>
/// <typeparam name="T">The scalars: <see cref="double"/>, or <see cref="Algebra.Rational"/> for exact evaluation.</typeparam>
public sealed record Signal<T>
    where T : struct, IEquatable<T>
{
    private Signal(FieldType type, ImmutableArray<T> values)
    {
        Type = type;
        Values = values;
    }

    /// <summary>The type of each function of the batch.</summary>
    public FieldType Type { get; }

    /// <summary>The values in row-major order.</summary>
    public ImmutableArray<T> Values { get; }

    /// <summary>The number of functions.</summary>
    public int Batch => Values.Length / Type.Count;

    /// <summary>The batch with the given values.</summary>
    /// <exception cref="ArgumentException">The number of values is not a positive multiple of the type's count, or a value outside the outline is not zero.</exception>
    public static Signal<T> Create(FieldType type, ImmutableArray<T> values)
    {
        ArgumentNullException.ThrowIfNull(type);
        RequireStorable(type, 1);
        if (values.IsDefaultOrEmpty || values.Length % type.Count != 0)
            throw new ArgumentException(
                $"A signal of type {type} has a multiple of {type.Count} values, received {(values.IsDefault ? 0 : values.Length)}.",
                nameof(values)
            );
        if (type.Grid.Outline != Outline.Box)
        {
            var mask = type.Grid.Mask();
            for (var i = 0; i < values.Length; i++)
                if (!mask[i % mask.Count] && !values[i].Equals(default))
                    throw new ArgumentException(
                        $"Values outside the {type.Grid} are expected to be zero; index {i} holds {values[i]}.",
                        nameof(values)
                    );
        }
        return new Signal<T>(type, values);
    }

    /// <summary>The batch whose values are given by a function of the index; entries outside the outline are zero.</summary>
    /// <exception cref="ArgumentException">The batch is empty, or has more than 2³⁰ values.</exception>
    public static Signal<T> Generate(FieldType type, int batch, Func<int, T> value)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        RequireStorable(type, batch);
        var mask = type.Grid.Mask();
        var values = new T[batch * type.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = mask[i % mask.Count] ? value(i) : default;
        return new Signal<T>(type, ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    private static void RequireStorable(FieldType type, int batch)
    {
        if (type.Values * batch is var count && (count < 1 || count > Limits.Values))
            throw new ArgumentException(
                $"{batch} × {type} would have {count} values, expected 1 to {Limits.Values}.",
                nameof(type)
            );
    }

    /// <summary>The signal with each value mapped; the function keeps zero where the grid has an outline.</summary>
    public Signal<TResult> Map<TResult>(Func<T, TResult> map)
        where TResult : struct, IEquatable<TResult> =>
        Signal<TResult>.Create(Type, [.. Values.Select(map)]);

    /// <summary>Value equality: equal types and bit-equal values.</summary>
    public bool Equals(Signal<T>? other) =>
        other is not null
        && Type == other.Type
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Values.Length);

    /// <summary>The type and the batch size.</summary>
    public override string ToString() => $"{Batch} × {Type}";
}
