using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>
/// The weight of the Haar measure in the published group convolutions: an arc 2π/R of the circle for each of the R
/// rotations of H, times the number |H|/R of components (p4: π/2, p4m: π). Without rotations it is 1.
/// </summary>
public static class PublishedHaarWeight
{
    /// <summary>2π·|H|/R² with R = |H ∩ SO(2)|, or 1 for R = 1.</summary>
    public static Coefficient Of(PointGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var rotations = Rotations(group);
        return rotations == 1
            ? Coefficient.One
            : new Coefficient(new Rational(2 * group.Order, rotations * rotations), 1);
    }

    /// <summary>2π/|H| of the published attentive convolution, which differs where H has mirrors; 1 without rotations.</summary>
    public static Coefficient OfAttentiveConvolution(PointGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Rotations(group) == 1
            ? Coefficient.One
            : new Coefficient(new Rational(2, group.Order), 1);
    }

    private static int Rotations(PointGroup group) =>
        group.Matrices.Count(matrix => matrix.Determinant() == 1);
}
