using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>
/// The entries of f and W in double precision, and the sums, products, means, maxima, minima and functions that the formula
/// names. It says where to look; what is found is judged by <see cref="IntervalMeaning"/>.
/// </summary>
internal sealed class NumberMeaning(ModelData data) : Meaning<double>
{
    public override double Zero => 0;

    public override double One => 1;

    public override double Add(double left, double right) => left + right;

    public override double Multiply(double left, double right) => left * right;

    public override double Number(Coefficient value) => value.ToDouble();

    public override double Signal(int channel, int element) =>
        data.Signal(channel, element).ToDouble();

    public override double Parameter(int parameter, long index) =>
        data.Parameter(parameter, index).ToDouble();

    public override int Element(string name, int order) => data.Element(name);

    public override Func<double, double> Function(PointwiseFunction of) => of.Real;

    public override double Take(Reduction by, double partial, double value, int taken) =>
        by switch
        {
            Reduction.Sum or Reduction.Mean => partial + value,
            Reduction.Max => taken == 0 ? value : Math.Max(partial, value),
            Reduction.Min => taken == 0 ? value : Math.Min(partial, value),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public override double Finish(Reduction by, double partial, int count) =>
        by == Reduction.Mean ? partial / count : partial;
}
