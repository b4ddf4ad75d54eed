using AgeFormal.Networks.Weights;
using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Networks.Tests.Weights;

/// <summary>Random tensors and files: every dtype, scalars and empty tensors, names that JSON must escape.</summary>
public static class WeightGenerators
{
    private static readonly string[] Names =
    [
        "",
        " ",
        "c1.weight",
        "c10.weight",
        "layers.0.bn.bias",
        "quote\"backslash\\",
        "line\nbreak\0",
        "größe",
        "名前",
        "😀",
        "dtype",
    ];

    private static Gen<string> Name { get; } =
        Gen.OneOf(Gen.Elements(Names), Gen.Choose(0, 20).Select(n => $"c{n}.weight"));

    private static Gen<TensorData> OneTensor { get; } =
        from dtype in Gen.Elements(Enum.GetValues<Dtype>())
        from rank in Gen.Choose(0, 4)
        from shape in Gen.ArrayOf(Gen.Choose(0, 3).Select(n => (long)n), rank)
        from seed in Gen.Choose(0, int.MaxValue)
        select Random(dtype, shape, seed);

    public static Arbitrary<TensorData> Tensor() => OneTensor.ToArbitrary();

    public static Arbitrary<TensorFile> File() =>
        (
            from tensors in Gen.ListOf(Pair(Name, OneTensor))
            from metadata in Gen.ListOf(Pair(Name, Name))
            select TensorFile.Of(
                tensors.DistinctBy(pair => pair.Key),
                metadata.DistinctBy(pair => pair.Key)
            )
        ).ToArbitrary();

    private static Gen<KeyValuePair<string, T>> Pair<T>(Gen<string> key, Gen<T> value) =>
        from k in key
        from v in value
        select KeyValuePair.Create(k, v);

    private static TensorData Random(Dtype dtype, long[] shape, int seed)
    {
        byte[] bytes = new byte[
            shape.Aggregate((long)dtype.ElementSize(), (product, n) => product * n)
        ];
        new Random(seed).NextBytes(bytes);
        return TensorData.FromBytes(dtype, shape, bytes);
    }
}
