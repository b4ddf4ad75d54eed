using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Weights;

/// <summary>Values that no parameter can have: numbers that are not finite, and variances below 0.</summary>
public static class ParameterValues
{
    private const string Variance = "running_var";

    /// <summary>The first such value of each parameter, in the order of execution, with its index in the declared shape.</summary>
    public static EqArray<ParameterMisfit> Misfits(TypedOp op, Parameters<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(parameters);
        var misfits = new List<ParameterMisfit>();
        foreach (var leaf in op.Leaves())
        foreach (var declaration in leaf.Meaning.Parameters)
        {
            var name = TypedOp.Join(leaf.Path, declaration.Name);
            var isVariance = leaf.Op is Op.BatchNormalization && declaration.Name == Variance;
            var values = parameters[name];
            for (var i = 0; i < values.Length; i++)
                if (!double.IsFinite(values[i]) || (isVariance && values[i] < 0))
                {
                    misfits.Add(
                        new ParameterMisfit.Misvalued(
                            name,
                            $"{values[i].ToString(CultureInfo.InvariantCulture)} at {Index(i, declaration.Shape)}",
                            isVariance ? "a variance of at least 0" : "finite numbers"
                        )
                    );
                    break;
                }
        }
        return misfits.ToEqArray();
    }

    private static string Index(int flat, EqArray<int> shape)
    {
        var index = new int[shape.Count];
        for (var axis = shape.Count - 1; axis >= 0; axis--)
            (flat, index[axis]) = Math.DivRem(flat, shape[axis]);
        return $"[{string.Join(", ", index)}]";
    }
}
