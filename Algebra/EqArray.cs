using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace AgeFormal.Algebra;

/// <summary>
/// An immutable sequence that compares by value: <c>a == b</c> iff the lengths agree and <c>a[i] == b[i]</c> for all i.
/// </summary>
/// <remarks><see cref="ImmutableArray{T}"/> compares by reference, which breaks the equality of records that hold one.</remarks>
/// <typeparam name="T">The element type; its default equality is used.</typeparam>
[CollectionBuilder(typeof(EqArray), nameof(EqArray.Create))]
public readonly struct EqArray<T> : IReadOnlyList<T>, IEquatable<EqArray<T>>
{
    private readonly ImmutableArray<T> _items;

    /// <summary>Wraps an immutable array; the default array counts as empty.</summary>
    public EqArray(ImmutableArray<T> items) => _items = items;

    /// <summary>The items as a plain immutable array.</summary>
    public ImmutableArray<T> Items => _items.IsDefault ? [] : _items;

    /// <summary>The number of items.</summary>
    public int Count => _items.IsDefault ? 0 : _items.Length;

    /// <summary>The item at a position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not from 0 to Count − 1.</exception>
    public T this[int index] =>
        (uint)index < (uint)Count ? _items[index] : throw Outside(index, Count);

    /// <summary>The items as a span.</summary>
    public ReadOnlySpan<T> AsSpan() => Items.AsSpan();

    /// <inheritdoc/>
    public bool Equals(EqArray<T> other) =>
        Items == other.Items || AsSpan().SequenceEqual(other.AsSpan(), EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EqArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>Enumerates the items.</summary>
    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    private static ArgumentOutOfRangeException Outside(int index, int count) =>
        new(
            nameof(index),
            index,
            count == 0 ? "The array is empty." : $"A position from 0 to {count - 1} is expected."
        );

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();

    /// <summary>The items, comma separated in brackets.</summary>
    public override string ToString() => $"[{string.Join(", ", Items)}]";

    /// <summary>Value equality.</summary>
    public static bool operator ==(EqArray<T> left, EqArray<T> right) => left.Equals(right);

    /// <summary>Negated value equality.</summary>
    public static bool operator !=(EqArray<T> left, EqArray<T> right) => !left.Equals(right);

    /// <summary>A function of each item, in order.</summary>
    internal EqArray<TResult> Map<TResult>(Func<T, TResult> function)
    {
        if (Count == 0)
            return [];
        var results = ImmutableArray.CreateBuilder<TResult>(Count);
        foreach (var item in _items)
            results.Add(function(item));
        return new(results.MoveToImmutable());
    }
}

/// <summary>Builders of <see cref="EqArray{T}"/>.</summary>
public static class EqArray
{
    /// <summary>The array of the given items; the target of collection expressions.</summary>
    public static EqArray<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);

    /// <summary>The items of a sequence, in order.</summary>
    public static EqArray<T> ToEqArray<T>(this IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new([.. items]);
    }
}
