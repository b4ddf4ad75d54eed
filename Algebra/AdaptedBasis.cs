namespace AgeFormal.Algebra;

/// <summary>
/// Chooses a readable orthonormal basis of an irreducible subspace V of the functions on H: its first vector is fixed by
/// a cyclic subgroup as large as possible, the others are orthonormalised images of the first.
/// </summary>
/// <remarks>For D4 this gives the mirror diag(1, −1) and quarter turns with entries 0 and ±1.</remarks>
internal static class AdaptedBasis
{
    private const double Present = 0.05;
    private static readonly EqArray<double> ExactMagnitudes = [0, 0.5, Math.Sqrt(3) / 2, 1];

    /// <summary>The adapted basis of the span of orthonormal vectors.</summary>
    public static EqArray<EqArray<double>> Of(FiniteGroup group, EqArray<EqArray<double>> space)
    {
        var first = FixedVector(group, space);
        var basis = new List<EqArray<double>> { first };
        // The orbit of a unit vector averages to the projection divided by dim V, so with r directions left some image
        // has a residual of at least √(r / dim V).
        var threshold = 0.5 / Math.Sqrt(space.Count);
        foreach (var g in group.Elements)
        {
            if (basis.Count == space.Count)
                break;
            var inverse = group.Inverse(g);
            var residual = Residual(
                group.Elements.Select(h => first[group.Multiply(inverse, h)]).ToEqArray(),
                basis
            );
            if (Norm(residual) > threshold)
                basis.Add(Normalised(Residual(residual, basis)));
        }
        return basis.Count == space.Count ? basis.ToEqArray() : space;
    }

    /// <summary>A value within rounding of 0, ±½, ±√3/2 or ±1 is that number.</summary>
    public static double Snap(double value)
    {
        const double rounding = 1e-11;
        foreach (var magnitude in ExactMagnitudes)
            if (Math.Abs(Math.Abs(value) - magnitude) < rounding)
                return magnitude == 0 ? 0 : Math.CopySign(magnitude, value);
        return value;
    }

    private static EqArray<double> FixedVector(FiniteGroup group, EqArray<EqArray<double>> space)
    {
        foreach (var g in group.Elements.OrderByDescending(group.ElementOrder))
        {
            var indicator = new double[group.Order];
            foreach (var k in group.Span(g))
                indicator[k] = 1;
            var projected = Project(indicator.ToEqArray(), space);
            if (Norm(projected) > Present)
                return Normalised(projected);
        }
        return space[0];
    }

    private static EqArray<double> Project(EqArray<double> vector, EqArray<EqArray<double>> basis)
    {
        var result = new double[vector.Count];
        foreach (var u in basis)
        {
            var coefficient = Dot(u, vector);
            for (var i = 0; i < result.Length; i++)
                result[i] += coefficient * u[i];
        }
        return EqArray.Create<double>(result);
    }

    private static EqArray<double> Residual(
        EqArray<double> vector,
        IEnumerable<EqArray<double>> basis
    )
    {
        var projected = Project(vector, basis.ToEqArray());
        return vector.Zip(projected, (a, b) => a - b).ToEqArray();
    }

    private static double Dot(EqArray<double> a, EqArray<double> b) =>
        a.Zip(b, (x, y) => x * y).Sum();

    private static double Norm(EqArray<double> vector) => Math.Sqrt(Dot(vector, vector));

    private static EqArray<double> Normalised(EqArray<double> vector)
    {
        var norm = Norm(vector);
        return vector.Select(x => x / norm).ToEqArray();
    }
}
