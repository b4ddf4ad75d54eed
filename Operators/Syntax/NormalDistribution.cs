namespace AgeFormal.Operators;

/// <summary>
/// Φ(x), the probability that a standard normal variable is at most x, to the last digits: with the density φ, near 0
/// Φ(x) = 1/2 + φ(x) Σₙ x²ⁿ⁺¹/(2n + 1)!!, whose terms have one sign, and 1 − Φ(x) = φ(x)/(x + 1/(x + 2/(x + 3/(x + …)))) away
/// from it.
/// </summary>
internal static class NormalDistribution
{
    private const double Near = 2;

    // The fraction's error falls with its depth d as e^(−2x√(2d)), below 10⁻²⁷ from x = 2 on.
    private const int Depth = 128;

    public static double Cumulative(double x)
    {
        var distance = Math.Abs(x);
        var density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (distance < Near)
            return 0.5 + density * Series(x);
        var tail = distance < double.PositiveInfinity ? density / Fraction(distance) : density;
        return x < 0 ? tail : 1 - tail;
    }

    private static double Series(double x)
    {
        var (sum, term) = (0.0, x);
        for (var n = 1; sum + term != sum; n++)
        {
            sum += term;
            term *= x * x / (2 * n + 1);
        }
        return sum;
    }

    private static double Fraction(double x)
    {
        var value = x;
        for (var n = Depth; n > 0; n--)
            value = x + n / value;
        return value;
    }
}
