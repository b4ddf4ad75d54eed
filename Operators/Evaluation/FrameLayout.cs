using System.Collections.Immutable;

namespace AgeFormal.Operators.Evaluation;

/// <summary>The slots of the variables in scope; an inner binder hides an outer one of the same name.</summary>
/// <param name="Slots">The slot of each variable.</param>
/// <param name="Indices">The variables that are channel indices.</param>
internal sealed record FrameLayout(
    ImmutableDictionary<string, int> Slots,
    ImmutableHashSet<string> Indices
)
{
    public static FrameLayout Empty { get; } = new(ImmutableDictionary<string, int>.Empty, []);

    public int this[string name] =>
        Slots.TryGetValue(name, out var slot)
            ? slot
            : throw new InvalidOperationException(
                $"The variable '{name}' is not bound in the formula."
            );

    /// <summary>With a position or relative element.</summary>
    public FrameLayout BindPlace(string name, int slot) =>
        new(Slots.SetItem(name, slot), Indices.Remove(name));

    /// <summary>With a channel index.</summary>
    public FrameLayout BindIndex(string name, int slot) =>
        new(Slots.SetItem(name, slot), Indices.Add(name));

    /// <summary>With the variable of a reduction.</summary>
    public FrameLayout Bind(Domain over, string name, int slot) =>
        over is Domain.Channels ? BindIndex(name, slot) : BindPlace(name, slot);
}
