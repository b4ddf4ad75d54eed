using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>A parameter W that a design names.</summary>
/// <param name="Name">The name in <see cref="Term.Parameter"/>.</param>
/// <param name="Axes">The axes in storage order, slowest first. Axes over H and windows take the formula's relative arguments in order, channel axes its channel arguments.</param>
/// <param name="Isotropic">Whether a proof may assume W(h▹x) = W(x) on every window axis for every h ∈ H; the assumption is checked on the values.</param>
public sealed record DesignParameter(
    string Name,
    EqArray<ParameterAxis> Axes,
    bool Isotropic = false
);
