using System.Buffers.Binary;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Networks.Tests.Weights;

public sealed class TensorDataTests
{
    [Test]
    public void Every_dtype_has_a_code_of_its_own_that_parses_back()
    {
        Dtype[] all = Enum.GetValues<Dtype>();
        Assert.That(
            DtypeLayout.Codes,
            Is.EqualTo(all.Select(dtype => dtype.ToString().ToUpperInvariant()))
        );
        foreach (Dtype dtype in all)
        {
            Assert.That(DtypeLayout.TryParse(dtype.Code(), out Dtype parsed), Is.True);
            Assert.That(parsed, Is.EqualTo(dtype));
        }

        Assert.That(DtypeLayout.TryParse("f32", out _), Is.False);
        Assert.That(
            () => ((Dtype)99).ElementSize(),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
    }

    [Test]
    public void The_dtypes_ascend_in_element_size() =>
        Assert.That(
            Enum.GetValues<Dtype>().Select(dtype => dtype.ElementSize()),
            Is.Ordered.Ascending
        );

    [Test]
    public void Doubles_singles_and_integers_come_back_as_they_went_in()
    {
        double[] doubles = [0, -1.5, double.MaxValue, double.Epsilon, double.NegativeInfinity];
        float[] singles = [0, -1.5f, float.MaxValue, float.Epsilon, float.PositiveInfinity, 3];
        long[] integers = [long.MinValue, -1, 0, long.MaxValue];
        Assert.That(TensorData.FromDouble([5], doubles).ToDouble(), Is.EqualTo(doubles));
        Assert.That(TensorData.FromSingle([2, 3], singles).ToSingle(), Is.EqualTo(singles));
        Assert.That(TensorData.FromInt64([2, 2], integers).ToInt64(), Is.EqualTo(integers));
    }

    [Test]
    public void A_single_keeps_every_bit_of_a_signalling_NaN()
    {
        const uint signalling = 0x7fa00001;
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, signalling);
        float value = TensorData.FromBytes(Dtype.F32, [], bytes).ToSingle()[0];
        Assert.That(BitConverter.SingleToUInt32Bits(value), Is.EqualTo(signalling));
    }

    [TestCase(Dtype.Bool, new byte[] { 2, 0 }, new double[] { 1, 0 })]
    [TestCase(Dtype.U8, new byte[] { 255, 1 }, new double[] { 255, 1 })]
    [TestCase(Dtype.I8, new byte[] { 255, 1 }, new double[] { -1, 1 })]
    [TestCase(Dtype.U16, new byte[] { 1, 255 }, new double[] { 65281 })]
    [TestCase(Dtype.I16, new byte[] { 1, 255 }, new double[] { -255 })]
    [TestCase(Dtype.F16, new byte[] { 0x00, 0xc1 }, new double[] { -2.5 })]
    [TestCase(Dtype.BF16, new byte[] { 0x20, 0xc0 }, new double[] { -2.5 })]
    [TestCase(Dtype.U32, new byte[] { 1, 0, 0, 128 }, new double[] { 2147483649 })]
    [TestCase(Dtype.I32, new byte[] { 1, 0, 0, 128 }, new double[] { -2147483647 })]
    [TestCase(Dtype.F32, new byte[] { 0, 0, 0x20, 0xc0 }, new double[] { -2.5 })]
    [TestCase(Dtype.F64, new byte[] { 0, 0, 0, 0, 0, 0, 0x04, 0xc0 }, new double[] { -2.5 })]
    [TestCase(
        Dtype.I64,
        new byte[] { 254, 255, 255, 255, 255, 255, 255, 255 },
        new double[] { -2 }
    )]
    [TestCase(
        Dtype.U64,
        new byte[] { 0, 0, 0, 0, 0, 0, 0, 128 },
        new double[] { 9223372036854775808 }
    )]
    public void Little_endian_elements_of_each_dtype_have_their_value(
        Dtype dtype,
        byte[] bytes,
        double[] expected
    )
    {
        var tensor = TensorData.FromBytes(dtype, [expected.Length], bytes);
        Assert.That(tensor.ToDouble(), Is.EqualTo(expected));
        Assert.That(tensor.ToSingle(), Is.EqualTo(expected.Select(value => (float)value)));
    }

    [Test]
    public void Integers_are_refused_where_they_would_lose_the_value()
    {
        Assert.That(
            () => TensorData.FromSingle([1], [1.5f]).ToInt64(),
            Throws.InvalidOperationException.With.Message.Contains("F32")
        );
        Assert.That(
            () => TensorData.FromBytes(Dtype.U64, [1], [0, 0, 0, 0, 0, 0, 0, 128]).ToInt64(),
            Throws.InstanceOf<OverflowException>()
        );
    }

    [Test]
    public void A_shape_that_does_not_fit_the_values_is_refused()
    {
        Assert.That(
            () => TensorData.FromSingle([2, 2], [1, 2, 3]),
            Throws
                .ArgumentException.With.Message.Contains("[2, 2]")
                .And.Message.Contains("12 bytes")
        );
        Assert.That(
            () => TensorData.FromSingle([-1], []),
            Throws.ArgumentException.With.Message.Contains("[-1]")
        );
        Assert.That(() => TensorData.FromSingle([1L << 62, 4], []), Throws.ArgumentException);
        Assert.That(() => TensorData.FromSingle([0, 1L << 62, 4], []), Throws.ArgumentException);
    }

    [Test]
    public void Tensors_are_equal_exactly_when_dtype_shape_and_bytes_are()
    {
        var tensor = TensorData.FromSingle([1, 2], [1, 2]);
        Assert.That(tensor, Is.EqualTo(TensorData.FromSingle([1, 2], [1, 2])));
        Assert.That(
            tensor.GetHashCode(),
            Is.EqualTo(TensorData.FromSingle([1, 2], [1, 2]).GetHashCode())
        );
        Assert.That(tensor, Is.Not.EqualTo(TensorData.FromSingle([2, 1], [1, 2])));
        Assert.That(tensor, Is.Not.EqualTo(TensorData.FromSingle([1, 2], [1, 3])));
        Assert.That(
            tensor,
            Is.Not.EqualTo(TensorData.FromBytes(Dtype.I32, [1, 2], tensor.Bytes.Span))
        );
        Assert.That(tensor.ToString(), Is.EqualTo("F32[1, 2]"));
    }

    [Test]
    public void A_tensor_does_not_change_with_the_array_it_was_made_from()
    {
        float[] values = [1, 2];
        var tensor = TensorData.FromSingle([2], values);
        values[0] = 7;
        Assert.That(tensor.ToSingle(), Is.EqualTo(new float[] { 1, 2 }));
    }
}
