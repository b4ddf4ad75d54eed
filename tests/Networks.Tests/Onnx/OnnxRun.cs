using System.Collections.Immutable;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace AgeFormal.Networks.Tests.Onnx;

/// <summary>A network written as a model and run by ONNX Runtime on the CPU, beside libtorch.</summary>
internal static class OnnxRun
{
    /// <summary>Initial parameters with running statistics and shifts of their own, under which no value grows from layer to layer.</summary>
    public static Parameters<double> Parameters(TypedOp op)
    {
        using var network = TorchNetwork.Create(op, new TorchOptions { Seed = 3 });
        var initial = network.Parameters();
        return Operators.Parameters<double>.Generate(
            op,
            (name, _, index) =>
                name.EndsWith("running_var", StringComparison.Ordinal) ? 64.0 + index % 3
                : name.EndsWith("running_mean", StringComparison.Ordinal) ? 0.25 * (index % 4)
                : name.EndsWith("bias", StringComparison.Ordinal) ? 0.5 - index % 2
                : initial[name][index]
        );
    }

    /// <summary>max|a − b| / max|b| of the output of ONNX Runtime and that of libtorch.</summary>
    public static double RelativeError(
        Network network,
        Signal<double> input,
        Precision precision = Precision.Single
    )
    {
        var op = network.Elaborate();
        var parameters = Parameters(op);
        var expected = new TorchExecutor().Compile(op, parameters, precision);
        using var _ = (TorchNetwork)expected;
        var values = expected.Run(input).Values;
        var computed = Run(network, parameters, input, precision).Values;
        Assert.That(computed, Has.Length.EqualTo(values.Length));
        var largest = values.Max(Math.Abs);
        Assert.That(largest, Is.GreaterThan(0), "an output of zeros shows nothing");
        return values.Zip(computed, (b, a) => Math.Abs(a - b)).Max() / largest;
    }

    /// <summary>The shape and the values of the model's output.</summary>
    public static (int[] Shape, ImmutableArray<double> Values) Run(
        Network network,
        Parameters<double> parameters,
        Signal<double> input,
        Precision precision = Precision.Single
    )
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(stream, network, parameters, new OnnxOptions { Precision = precision });
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(stream.ToArray(), options);
        var type = input.Type;
        int[] shape =
        [
            input.Batch,
            type.Channels,
            .. type.Fibre == Fibre.Regular ? [type.FibreSize] : Array.Empty<int>(),
            .. type.Grid.Sizes,
        ];
        using var results = session.Run([
            precision == Precision.Single
                ? NamedOnnxValue.CreateFromTensor(
                    OnnxFile.Input,
                    new DenseTensor<float>(input.Values.Select(v => (float)v).ToArray(), shape)
                )
                : NamedOnnxValue.CreateFromTensor(
                    OnnxFile.Input,
                    new DenseTensor<double>(input.Values.ToArray(), shape)
                ),
        ]);
        var result = results.Single();
        Assert.That(result.Name, Is.EqualTo(OnnxFile.Output));
        if (precision == Precision.Double)
        {
            var output = result.AsTensor<double>();
            return (output.Dimensions.ToArray(), [.. output]);
        }
        var single = result.AsTensor<float>();
        return (single.Dimensions.ToArray(), [.. single.Select(value => (double)value)]);
    }
}
