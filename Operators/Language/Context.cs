using System.Collections.Immutable;

namespace AgeFormal.Operators.Language;

/// <summary>
/// Where a term is read: the meaning of the names in scope, the nesting so far, how many definitions may be used, and
/// the call that is being expanded.
/// </summary>
internal sealed record Context(
    ImmutableDictionary<string, Value> Scope,
    int Depth,
    int Visible,
    Expression.Call? Expanding
)
{
    public Context Deeper(int levels = 1) => this with { Depth = Depth + levels };

    /// <summary>
    /// The scope inside a binder, and the name that the bound variable gets. It differs from the wanted name where that
    /// would capture a variable of an argument of the definition being expanded.
    /// </summary>
    public (Context Inside, string Name) Bind(
        string written,
        Func<string, Value> value,
        string wanted,
        ImmutableHashSet<string>? avoiding = null
    )
    {
        var others = Scope.Remove(written);
        var name = wanted;
        var taken = others.Values.Select(other => other.Free).Append(avoiding ?? []).ToArray();
        for (var i = 2; taken.Any(free => free.Contains(name)); i++)
            name = $"{wanted}_{i}";
        return (this with { Scope = others.Add(written, value(name)) }, name);
    }
}
