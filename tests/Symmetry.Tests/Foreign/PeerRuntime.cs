using System.Collections.Immutable;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Torch;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace AgeFormal.Symmetry.Tests.Foreign;

/// <summary>A model in ONNX Runtime, beside what was read of it on libtorch.</summary>
internal static class PeerRuntime
{
    /// <summary>Sums of float32 in another order, over all layers, as a share of the largest value.</summary>
    public const double Rounding = 1e-4;

    /// <summary>Asserts that both compute the same of a random input: in single precision there, in double here.</summary>
    /// <param name="model">The bytes of the model.</param>
    /// <param name="read">What was read of it.</param>
    /// <param name="rounding">The largest difference, as a share of the largest value.</param>
    public static void AssertAgrees(byte[] model, ImportedProgram read, double rounding = Rounding)
    {
        using var execution = ProgramExecution.Of(read);
        int[] shape = [.. read.Input.Select(Math.Abs)];
        var random = new Random(41);
        float[] input =
        [
            .. Enumerable
                .Range(0, shape.Aggregate(1, (all, size) => all * size))
                .Select(_ => (float)(4 * random.NextDouble() - 2)),
        ];
        var expected = Run(model, input, shape);
        var computed = execution.Run([.. input.Select(value => (double)value)]);
        Assert.That(computed, Has.Length.EqualTo(expected.Length));
        var largest = expected.Max(Math.Abs);
        Assert.That(largest, Is.GreaterThan(0), "an output of zeros shows nothing");
        Assert.That(
            computed.Zip(expected, (a, b) => Math.Abs(a - b)).Max() / largest,
            Is.LessThan(rounding)
        );
    }

    private static ImmutableArray<double> Run(byte[] model, float[] input, int[] shape)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        using var results = session.Run([
            NamedOnnxValue.CreateFromTensor(
                session.InputNames.Single(),
                new DenseTensor<float>(input, shape)
            ),
        ]);
        return [.. results[0].AsTensor<float>().Select(value => (double)value)];
    }
}
