using System.Collections.Immutable;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>Variables in scope, each with its slot and the number of its values; 0 for an unrestricted group element.</summary>
internal sealed record Variables(ImmutableDictionary<string, Variables.Entry> Entries)
{
    internal enum Kind
    {
        Site,
        Rel,
        Channel,
    }

    internal sealed record Entry(Kind Kind, int Slot, int Count);

    public static Variables None { get; } = new(ImmutableDictionary<string, Entry>.Empty);

    public Variables Bind(string name, Kind kind, int slot, int count) =>
        new(Entries.SetItem(name, new(kind, slot, count)));

    public Entry Find(string name, Kind kind) =>
        Entries.GetValueOrDefault(name) is not { } entry ? throw ScopeException.NotBound(name)
        : entry.Kind == kind ? entry
        : throw ScopeException.InFormula(
            name,
            $"the variable '{name}' stands for a {entry.Kind}",
            $"a {kind}"
        );
}
