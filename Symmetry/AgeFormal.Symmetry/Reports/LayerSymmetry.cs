using AgeFormal.Algebra;

namespace AgeFormal.Symmetry;

/// <summary>The elements that are carried as far as the output of a layer.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Elements">The elements, a subgroup.</param>
public sealed record LayerSymmetry(string Layer, EqArray<int> Elements);
