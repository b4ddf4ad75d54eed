using AgeFormal.Algebra;

namespace AgeFormal.Verification.Grids;

/// <summary>
/// Where the centre of an output lies, in input pixels from the centre of the input: −Σᵢ rᵢ J_{i−1}/2 along a path of layers
/// i, J the cumulative stride.
/// </summary>
/// <param name="Stride">J per axis after the path: the distance of neighbouring output points in input points.</param>
/// <param name="Pixels">The offset per axis.</param>
/// <param name="Through">The branches that the path takes; empty where there is no choice or all branches agree.</param>
public sealed record Drift(
    EqArray<Rational> Stride,
    EqArray<Rational> Pixels,
    EqArray<string> Through
)
{
    /// <summary>Whether the centre stays.</summary>
    public bool IsZero => Pixels.All(pixels => pixels.Sign == 0);

    /// <summary>No layer: J = 1, no offset.</summary>
    internal static Drift None(int dimension) =>
        new(
            Enumerable.Repeat(Rational.One, dimension).ToEqArray(),
            Enumerable.Repeat(Rational.Zero, dimension).ToEqArray(),
            []
        );

    /// <summary>
    /// One layer. The repetitions of a single point have one value, so that they lie as well at the distance that neighbours of
    /// that point would have.
    /// </summary>
    internal static Drift Of(EqArray<AxisRemainder> axes) =>
        new(
            axes.Select(axis => new Rational(axis.Stride, axis.Size == 1 ? 1 : axis.Upsampling))
                .ToEqArray(),
            axes.Select(axis => new Rational(-axis.Remainder, 2)).ToEqArray(),
            []
        );

    /// <summary>This path and then another: (J, δ)(J′, δ′) = (JJ′, δ + Jδ′).</summary>
    internal Drift Then(Drift next) =>
        new(
            Stride.Zip(next.Stride, (a, b) => a * b).ToEqArray(),
            Pixels.Select((pixels, axis) => pixels + Stride[axis] * next.Pixels[axis]).ToEqArray(),
            Through.Concat(next.Through).ToEqArray()
        );

    /// <summary>The offset as a vector, for example <c>(−3/2, −3/2)</c>.</summary>
    public string Offset => $"({string.Join(", ", Pixels)})";

    /// <summary>For example <c>(−3/2, −3/2) pixels</c>.</summary>
    public override string ToString() =>
        $"{Offset} pixels" + (Through.Count == 0 ? "" : $" through {string.Join(", ", Through)}");
}

/// <summary>Branches of a sum or concatenation whose outputs do not lie on the same points.</summary>
/// <param name="Path">The path of the sum or concatenation.</param>
/// <param name="Branches">The branches with the drift from their common input; a branch has several where its own parts disagree.</param>
public sealed record BranchDisagreement(string Path, EqArray<BranchDrift> Branches)
{
    /// <summary>The branches with their drifts.</summary>
    public override string ToString() =>
        $"the branches of {(Path.Length == 0 ? "the operator" : $"'{Path}'")} do not lie on the same points: {string.Join("; ", Branches)}";
}

/// <summary>The drift of a branch from the input of its sum or concatenation.</summary>
/// <param name="Branch">The path of the branch, or its number where it has no name.</param>
/// <param name="Drifts">The distinct drifts.</param>
public sealed record BranchDrift(string Branch, EqArray<Drift> Drifts)
{
    /// <summary>The branch and its drifts.</summary>
    public override string ToString() => $"{Branch} by {string.Join(" and ", Drifts)}";
}
