using AgeFormal.Kernels;
using AgeFormal.Networks.Torch.Attention;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Torch.Attention;

/// <summary>The kernels of every width of register are the ones that compute one number at a time.</summary>
public sealed class ResponseKernelTests
{
    private static readonly MapWindow Window = new(
        [3, 3],
        [1, 1],
        [Reduction.Mean, Reduction.Max],
        PointwiseFunction.Sigmoid
    );

    // Rows that end within a register, with a stride and a dilation.
    private static readonly Responses Sizes = new(
        3,
        2,
        6,
        [11, 13],
        [3, 2],
        [1, 2],
        [1, 0],
        [2, 1],
        Region.Box(9, 6)
    );

    [Test]
    public void Every_width_computes_one_sum_and_to_rounding_one_gradient(
        [Values(512, 256)] int width,
        [Values] bool isDouble
    )
    {
        using var scope = NewDisposeScope();
        var expected = Run(IResponseKernels.Scalar(isDouble, 1), isDouble);
        var actual = Run(
            width == 512
                ? IResponseKernels.Wide512(isDouble, 2)
                : IResponseKernels.Wide256(isDouble, 2),
            isDouble
        );
        // The output is computed in one order in all widths; gradients of weights are summed across lanes.
        Assert.That(actual[0].Equals(expected[0]), Is.True);
        Assert.That(AttentiveLayers.Error(actual, expected), Is.LessThan(isDouble ? 1e-13 : 1e-5));
    }

    [Test]
    public void Nothing_depends_on_the_number_of_threads([Values] bool isDouble)
    {
        using var scope = NewDisposeScope();
        var one = Run(IResponseKernels.For(isDouble, 1), isDouble);
        foreach (var threads in (int[])[2, 3, 7])
            Assert.That(
                Run(IResponseKernels.For(isDouble, threads), isDouble)
                    .Zip(one, (many, single) => many.Equals(single)),
                Is.All.True,
                $"{threads} threads"
            );
    }

    [Test]
    public void A_part_that_fails_fails_the_kernel_and_not_the_process()
    {
        var calls = 0;
        Assert.That(
            () =>
                Workers.Run(
                    3,
                    () =>
                    {
                        if (Interlocked.Increment(ref calls) == 1)
                            throw new InvalidOperationException("planted");
                        Thread.Sleep(1);
                    }
                ),
            Throws.InvalidOperationException
        );
        var next = 0;
        Workers.Run(
            3,
            () =>
            {
                while (Interlocked.Increment(ref next) <= 1000) { }
            }
        );
        Assert.That(next, Is.GreaterThanOrEqualTo(1001));
    }

    private static IReadOnlyList<Tensor> Run(IResponseKernels kernels, bool isDouble)
    {
        var type = isDouble ? ScalarType.Float64 : ScalarType.Float32;
        var method = new FusedResponses(
            new(Sizes, Window, values => values.sigmoid(), AttentionBranch.Residual, 1 << 28),
            _ => kernels
        );
        Tensor Drawn(int seed, params long[] shape) =>
            randn(shape, ScalarType.Float64, generator: new Generator((ulong)seed)).to(type);
        Tensor[] operands =
        [
            Drawn(1, 5, Sizes.Inputs, 11, 13),
            Drawn(2, Sizes.Inputs * Sizes.Outputs, 1, 3, 2),
            Drawn(3, 5, Sizes.Inputs, Sizes.Outputs).sigmoid(),
            Drawn(4, Sizes.Fibre * Sizes.Outputs, 2, 3, 3),
        ];
        foreach (var operand in operands)
            operand.requires_grad = true;
        var sum = method.Sum(new(operands[0], operands[1], operands[2], operands[3]));
        var largest = method.Largest(operands[0], operands[1]);
        var loss = sum.mul(Drawn(5, sum.shape)).sum() + largest.mul(Drawn(6, largest.shape)).sum();
        loss.backward();
        return [sum.detach(), largest.detach(), .. operands.Select(operand => operand.grad!)];
    }
}
