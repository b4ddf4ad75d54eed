using AgeFormal.Algebra;
using AgeFormal.Networks.Torch.Tensors;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>
/// The tensor kernels of functions φ. Where φ has no derivative the gradient is 0: relu, |·|, √ and xᵏ for k &lt; 1 at 0, step everywhere,
/// and log x, 1/x and 1/√x at 0, where they have no value either.
/// </summary>
internal static class PointwiseKernels
{
    /// <exception cref="NotSupportedException">The function is one of the user's own.</exception>
    public static Func<Tensor, Tensor> Of(string layer, PointwiseFunction function) =>
        function.Name switch
        {
            "id" => x => x.alias(),
            "relu" => x => nn.functional.relu(x),
            "abs" => x => x.abs(),
            "square" => x => x.square(),
            "reciprocal" => x => FlatAtZero(x, y => y.reciprocal()),
            "sigmoid" => x => x.sigmoid(),
            "tanh" => x => x.tanh(),
            "exp" => x => x.exp(),
            "sqrt" => x => FlatAtZero(x, y => y.sqrt()),
            "step" => x => x.Above(0).to(x.dtype),
            "silu" => x => nn.functional.silu(x),
            "gelu" => x => nn.functional.gelu(x),
            "rsqrt" => x => FlatAtZero(x, y => y.rsqrt()),
            "log" => x => FlatAtZero(x, y => y.log()),
            _ when function.Exponent is { } exponent => Power(exponent),
            // Functions of files that are read.
            "erf" => x => x.erf(),
            "sin" => x => x.sin(),
            "cos" => x => x.cos(),
            "sign" => x => x.sign(),
            // log(1 + eˣ) without a number that overflows.
            "softplus" => x => x.abs().neg().exp().log1p().add(x.relu()),
            "gelu-tanh" => x =>
                x.mul(0.5)
                    .mul(x.pow(3).mul(0.044715).add(x).mul(Math.Sqrt(2 / Math.PI)).tanh().add(1)),
            var power when power.StartsWith("pow ", StringComparison.Ordinal) => x =>
                x.pow(double.Parse(power[4..], System.Globalization.CultureInfo.InvariantCulture)),
            var name => throw new NotSupportedException(
                $"Layer '{layer}': the function '{name}' has no tensor kernel; known are {string.Join(", ", PointwiseFunction.All)}."
            ),
        };

    private static Func<Tensor, Tensor> Power(Rational exponent)
    {
        var k = exponent.ToDouble();
        return exponent > Rational.One || exponent == Rational.One
            ? x => x.pow(k)
            : x => FlatAtZero(x, y => y.pow(k));
    }

    // An infinite derivative times a zero gradient would be NaN: at 0 the value is a constant, as of another argument.
    private static Tensor FlatAtZero(Tensor input, Func<Tensor, Tensor> function)
    {
        if (!is_grad_enabled() || !input.requires_grad)
            return function(input);
        using var scope = NewDisposeScope();
        var atZero = input.EqualTo(0);
        Tensor value;
        using (no_grad())
            value = function(input);
        return where(atZero, value, function(input.Filled(atZero, 1))).MoveToOuterDisposeScope();
    }
}
