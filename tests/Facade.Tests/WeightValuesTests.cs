using System.Runtime.InteropServices;
using AgeFormal.Algebra;
using AgeFormal.Learning;
using AgeFormal.Networks;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Tests;

/// <summary>Files with values that no parameter can have are refused by tensor and index; half precision is read.</summary>
public sealed class WeightValuesTests
{
    private static readonly Network Mine = new(
        "mine",
        new Op.Sequence([
            new("c1", new Op.LiftingConvolution(2, Region.Box(3, 3))),
            new("bn1", new Op.BatchNormalization()),
        ]),
        new(PointGroups.P4, Fibre.Trivial, 1, Region.Box(5, 5))
    );

    private static TensorFile Own =>
        ParameterFile.Write(Mine, TrainedNetwork.Initial(Mine, 4).Parameters);

    [TestCase(float.NaN, "NaN")]
    [TestCase(float.PositiveInfinity, "Infinity")]
    [TestCase(float.NegativeInfinity, "-Infinity")]
    public void A_weight_that_is_not_finite_is_refused_with_its_index(float value, string written)
    {
        var values = Own["c1.weight"].ToSingle();
        values[9 + 5] = value;
        var file = Own.With("c1.weight", TensorData.FromSingle([2, 1, 3, 3], values));
        Assert.That(
            () => TrainedNetwork.Of(Mine, file, "mine.safetensors"),
            Throws
                .TypeOf<WeightsMismatchException>()
                .With.Message.Contains("mine.safetensors")
                .And.Message.Contains(
                    $"'c1.weight' holds {written} at [1, 0, 1, 2], expected finite numbers"
                )
        );
    }

    [Test]
    public void A_negative_variance_is_refused_and_a_negative_mean_is_not()
    {
        Assert.That(
            () => TrainedNetwork.Of(Mine, With("bn1.running_var")),
            Throws
                .TypeOf<WeightsMismatchException>()
                .With.Message.Contains(
                    "'bn1.running_var' holds -1 at [1], expected a variance of at least 0"
                )
        );
        foreach (var name in new[] { "bn1.running_mean", "bn1.weight", "bn1.bias" })
            Assert.That(TrainedNetwork.Of(Mine, With(name)).Parameters[name][1], Is.EqualTo(-1));

        static TensorFile With(string name) => Own.With(name, TensorData.FromSingle([2], [1, -1]));
    }

    [TestCase(Dtype.F16)]
    [TestCase(Dtype.BF16)]
    public void Half_precision_is_read(Dtype dtype)
    {
        var values = Own["c1.weight"].ToSingle();
        var halves = values
            .Select(value =>
                dtype == Dtype.F16
                    ? BitConverter.HalfToUInt16Bits((Half)value)
                    : (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)
            )
            .ToArray();
        var file = Own.With(
            "c1.weight",
            TensorData.FromBytes(dtype, [2, 1, 3, 3], MemoryMarshal.AsBytes(halves.AsSpan()))
        );
        var read = TrainedNetwork.Of(Mine, file);
        var precision = dtype == Dtype.F16 ? 1.0 / 1024 : 1.0 / 128;
        for (var i = 0; i < values.Length; i++)
            Assert.That(
                read.Parameters["c1.weight"][i],
                Is.EqualTo(values[i]).Within(precision * Math.Abs(values[i]))
            );
        using var compiled = read.Compile();
        Assert.That(
            compiled.Run(Signal<double>.Generate(Mine.Input, 1, i => i)).Values,
            Has.All.Matches<double>(double.IsFinite)
        );
    }
}
