using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>Values for all parameters of an operator, by full name (<c>c1.weight</c>), each row-major in its declared shape.</summary>
/// <typeparam name="T">The scalars.</typeparam>
public sealed record Parameters<T>
    where T : struct
{
    private Parameters(ImmutableSortedDictionary<string, ImmutableArray<T>> values) =>
        Values = values;

    /// <summary>The values by name.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<T>> Values { get; }

    /// <summary>The values of one parameter.</summary>
    /// <exception cref="ArgumentException">There is no parameter of that name.</exception>
    public ImmutableArray<T> this[string name] =>
        Values.TryGetValue(name, out var values)
            ? values
            : throw new ArgumentException(
                $"A parameter '{Excerpt.Of(name)}' is expected, received the parameters {Excerpt.Of(string.Join(", ", Values.Keys.Take(100)), 1000)}.",
                nameof(name)
            );

    /// <summary>The values for exactly the parameters of an operator.</summary>
    /// <exception cref="ParameterMismatchException">Names are missing or unexpected, or a parameter has the wrong number of values.</exception>
    public static Parameters<T> For(
        TypedOp op,
        IEnumerable<KeyValuePair<string, ImmutableArray<T>>> values
    )
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(values);
        var given = values.ToImmutableSortedDictionary(StringComparer.Ordinal);
        var declared = op.Parameters()
            .ToDictionary(p => p.Name, p => p.Declaration, StringComparer.Ordinal);
        ParameterMisfit[] misfits =
        [
            .. declared
                .Where(p => !given.ContainsKey(p.Key))
                .Select(p => new ParameterMisfit.Missing(p.Key, $"{p.Value.Shape}")),
            .. given
                .Where(v => !declared.ContainsKey(v.Key))
                .Select(v => new ParameterMisfit.Unexpected(v.Key, $"{v.Value.Length} values")),
            .. declared
                .Where(p => given.TryGetValue(p.Key, out var v) && v.Length != p.Value.Count)
                .Select(p => new ParameterMisfit.Misshapen(
                    p.Key,
                    $"{given[p.Key].Length} values",
                    $"{p.Value.Count} as {p.Value.Shape}"
                )),
        ];
        return misfits.Length == 0
            ? new(given)
            : throw new ParameterMismatchException(misfits.ToEqArray());
    }

    /// <summary>The values given by a function of the full name, the declaration and the index.</summary>
    public static Parameters<T> Generate(
        TypedOp op,
        Func<string, ParameterDeclaration, int, T> value
    )
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(value);
        return new(
            op.Parameters()
                .ToImmutableSortedDictionary(
                    p => p.Name,
                    p =>
                        Enumerable
                            .Range(0, p.Declaration.Count)
                            .Select(i => value(p.Name, p.Declaration, i))
                            .ToImmutableArray(),
                    StringComparer.Ordinal
                )
        );
    }
}

/// <summary>Values do not fit the parameters of an operator.</summary>
public sealed class ParameterMismatchException : ArgumentException
{
    /// <summary>The misfits, all of them.</summary>
    public ParameterMismatchException(EqArray<ParameterMisfit> misfits)
        : base(
            $"The parameters do not fit the operator: {Excerpt.Of(string.Join("; ", misfits.Take(100)), 4000)}{(misfits.Count > 100 ? $"; {misfits.Count} misfits in all" : "")}."
        ) => Misfits = misfits;

    /// <summary>Every missing, unexpected and wrongly shaped parameter.</summary>
    public EqArray<ParameterMisfit> Misfits { get; }
}
