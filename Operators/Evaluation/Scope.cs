using System.Collections.Immutable;

namespace AgeFormal.Operators.Evaluation;

/// <summary>The slots of the variables in scope; an inner binder hides an outer one of the same name.</summary>
internal sealed record Scope(ImmutableDictionary<string, int> Slots)
{
    public static Scope Empty { get; } = new(ImmutableDictionary<string, int>.Empty);

    public int this[string name] =>
        Slots.TryGetValue(name, out var slot)
            ? slot
            : throw new InvalidOperationException(
                $"The variable '{name}' is not bound in the formula."
            );

    public Scope Bind(string name, int slot) => new(Slots.SetItem(name, slot));
}
