using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>
/// A layer or an attention map as written in a <c>*.design</c> file: a formula with everything it names. A proof needs
/// no sizes beyond these; an evaluation adds a group and a grid.
/// </summary>
/// <remarks><see cref="DesignParser"/> makes well-scoped designs; one built in code is checked by <see cref="DesignScope"/>.</remarks>
public sealed record Design
{
    /// <summary>The name, for example <c>group-convolution</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One line that says what it is.</summary>
    public string? Description { get; init; }

    /// <summary>Where it comes from: the paper and equation.</summary>
    public string? Source { get; init; }

    /// <summary>What a proof may assume of H.</summary>
    public GroupCondition Group { get; init; } = new GroupCondition.Any();

    /// <summary>The signal f.</summary>
    public required DesignInput Input { get; init; }

    /// <summary>The number of values of each channel index that the formula binds, in order.</summary>
    public EqArray<int> Output { get; init; } = [];

    /// <summary>The windows.</summary>
    public EqArray<DesignWindow> Windows { get; init; } = [];

    /// <summary>The names of the fixed elements of G, which a model of the design chooses.</summary>
    public EqArray<string> Constants { get; init; } = [];

    /// <summary>The parameters.</summary>
    public EqArray<DesignParameter> Parameters { get; init; } = [];

    /// <summary>λ(g; o). t for a layer, λ(g, g̃; o, c). t for an attention map.</summary>
    public required Formula Formula { get; init; }

    /// <summary>Whether the formula is an attention map, which has two positions.</summary>
    public bool IsAttentionMap => Formula.Sites.Count == 2;

    /// <summary>The design as text that <see cref="DesignParser"/> reads.</summary>
    public override string ToString() => DesignText.Render(this);
}
