namespace AgeFormal.Algebra;

/// <summary>An element (x, h) of ℤ^d ⋊ H: apply h, then translate by x.</summary>
/// <param name="Translation">x ∈ ℤ^d in lattice coordinates.</param>
/// <param name="Linear">The index of h ∈ H.</param>
public sealed record SemidirectElement(EqArray<int> Translation, int Linear)
{
    /// <summary>The pair in parentheses.</summary>
    public override string ToString() => $"({Translation}, {Linear})";
}
