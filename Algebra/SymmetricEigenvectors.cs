namespace AgeFormal.Algebra;

/// <summary>The eigenvalues and orthonormal eigenvectors of a real symmetric matrix, by cyclic Jacobi rotations.</summary>
/// <param name="Values">The eigenvalues, ascending.</param>
/// <param name="Vectors">Vector k belongs to value k.</param>
internal sealed record SymmetricEigenvectors(
    EqArray<double> Values,
    EqArray<EqArray<double>> Vectors
)
{
    /// <summary>A = V diag(λ) Vᵀ.</summary>
    /// <remarks>
    /// A rotation by θ with tan 2θ = 2aᵢⱼ / (aⱼⱼ − aᵢᵢ) annuls aᵢⱼ; sweeps converge quadratically. Golub and Van Loan,
    /// Matrix Computations, §8.5.
    /// </remarks>
    public static SymmetricEigenvectors Of(RealMatrix matrix)
    {
        const int mostSweeps = 64;
        var n = matrix.Dimension;
        var a = matrix.Entries.ToArray();
        var v = RealMatrix.Identity(n).Entries.ToArray();
        for (var sweep = 0; sweep < mostSweeps && !IsDiagonal(a, n); sweep++)
        for (var i = 0; i < n; i++)
        for (var j = i + 1; j < n; j++)
            if (a[i * n + j] != 0)
                Annul(a, v, n, i, j);
        var order = Enumerable.Range(0, n).OrderBy(k => a[k * n + k]).ToArray();
        return new SymmetricEigenvectors(
            order.Select(k => a[k * n + k]).ToEqArray(),
            order
                .Select(k => Enumerable.Range(0, n).Select(i => v[i * n + k]).ToEqArray())
                .ToEqArray()
        );
    }

    private static bool IsDiagonal(double[] a, int n)
    {
        double off = 0,
            total = 0;
        for (var i = 0; i < n; i++)
        for (var j = 0; j < n; j++)
        {
            var square = a[i * n + j] * a[i * n + j];
            total += square;
            off += i == j ? 0 : square;
        }
        return off <= total * Math.ScaleB(1, -104);
    }

    private static void Annul(double[] a, double[] v, int n, int i, int j)
    {
        var theta = (a[j * n + j] - a[i * n + i]) / (2 * a[i * n + j]);
        var tangent = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        for (var k = 0; k < n; k++)
            Rotate(ref a[k * n + i], ref a[k * n + j], cosine, sine);
        for (var k = 0; k < n; k++)
            Rotate(ref a[i * n + k], ref a[j * n + k], cosine, sine);
        for (var k = 0; k < n; k++)
            Rotate(ref v[k * n + i], ref v[k * n + j], cosine, sine);
    }

    private static void Rotate(ref double x, ref double y, double cosine, double sine) =>
        (x, y) = (cosine * x - sine * y, sine * x + cosine * y);
}
