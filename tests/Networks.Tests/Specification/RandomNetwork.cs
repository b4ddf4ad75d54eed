using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Networks.Tests.Specification;

/// <summary>Random operators of every kind with every field, well typed or not: a specification does not check types.</summary>
internal sealed class RandomNetwork(int seed)
{
    private static readonly Design[] Designs =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs", "examples"), "*.design")
            .Order(StringComparer.Ordinal)
            .Select(path => DesignParser.Parse(File.ReadAllText(path), path)),
    ];

    private readonly Random _random = new(seed);

    public static Arbitrary<Network> Any { get; } =
        Gen.Choose(0, int.MaxValue - 1)
            .Select(seed => new RandomNetwork(seed).Next())
            .ToArbitrary();

    private Network Next() =>
        new(
            OneOf("", "p4-cnn", "a \"name\" of several wörds \\ ∈"),
            Operator(3),
            new(OneOf([.. PointGroups.All]), OneOf<Fibre>(), Number(1), Region())
        );

    private Op Operator(int depth) =>
        _random.Next(depth > 0 ? 16 : 13) switch
        {
            0 => new Op.LiftingConvolution(Number(1), Region())
            {
                Sampling = Sampling(),
                Initial = Scale(),
            },
            1 => new Op.GroupConvolution(Number(1), Region())
            {
                Sampling = Sampling(),
                Initial = Scale(),
                HaarWeight = Haar(),
            },
            2 => new Op.AttentiveConvolution(Number(1), Region())
            {
                Sampling = Sampling(),
                Initial = Scale(),
                HaarWeight = Haar(),
                Channel = Channel(),
                Spatial = Spatial(),
                Branch = OneOf<AttentionBranch>(),
            },
            3 => new Op.InputAttention
            {
                HaarWeight = Haar(),
                Channel = Channel(),
                Spatial = Spatial(),
                Branch = OneOf<AttentionBranch>(),
            },
            4 => new Op.Custom(OneOf(Designs)) { Output = OneOf<Fibre>(), Initial = Scale() },
            5 => new Op.Crop(Number(-2)),
            6 => new Op.Pointwise(OneOf([.. PointwiseFunction.All])),
            7 => new Op.BatchNormalization
            {
                Epsilon = new(_random.Next(-9, 9), _random.Next(1, 99_999)),
                Momentum = _random.NextDouble(),
            },
            8 => new Op.Dropout(_random.NextDouble()),
            9 => new Op.SpatialPooling(OneOf<Reduction>(), Region()) { Sampling = Sampling() },
            10 => new Op.GlobalPooling(OneOf<Reduction>()),
            11 => new Op.GroupPooling(OneOf<Reduction>()),
            12 => new Op.Upsampling(PerAxis()) { Between = OneOf<Interpolation>() },
            13 => new Op.Sequence(Layers(depth)),
            14 => new Op.Sum(Layers(depth)),
            _ => new Op.Concatenation(Layers(depth)),
        };

    private EqArray<Layer> Layers(int depth) =>
        Enumerable
            .Range(0, _random.Next(4))
            .Select(_ => new Layer(OneOf("", "c1", "stage.0", "∘ \n"), Operator(depth - 1)))
            .ToEqArray();

    private Region Region() =>
        _random.Next(3) switch
        {
            0 => Operators.Region.Hexagon(_random.Next(6)),
            1 => Operators.Region.Box(Number(1)),
            _ => Operators.Region.Box(Number(1), Number(1), Number(1)),
        };

    private Sampling Sampling() =>
        new(PerAxis(), new(PerAxis(), PerAxis(), OneOf<PaddingMode>()), PerAxis());

    private PerAxis PerAxis() =>
        _random.Next(3) switch
        {
            0 => Number(-1),
            1 => Operators.PerAxis.Of(Number(0), Number(0)),
            _ => default,
        };

    private WeightScale Scale() => new(OneOf<WeightDistribution>(), 4 * _random.NextDouble());

    private Coefficient? Haar() =>
        _random.Next(2) == 0
            ? null
            : new Coefficient(new(_random.Next(-5, 5), _random.Next(1, 99)), Number(-3));

    private ChannelAttention? Channel() =>
        _random.Next(2) == 0
            ? null
            : new(Number(1))
            {
                Statistics = Statistics(),
                Gate = OneOf([.. PointwiseFunction.All]),
            };

    private SpatialAttention? Spatial() =>
        _random.Next(2) == 0
            ? null
            : new(Region())
            {
                Dilation = PerAxis(),
                Statistics = Statistics(),
                Gate = OneOf([.. PointwiseFunction.All]),
                Initial = Scale(),
            };

    private EqArray<Reduction> Statistics() =>
        Enumerable.Range(0, _random.Next(4)).Select(_ => OneOf<Reduction>()).ToEqArray();

    private int Number(int least) => _random.Next(least, 12);

    private T OneOf<T>(params T[] values) => values[_random.Next(values.Length)];

    private T OneOf<T>()
        where T : struct, Enum => OneOf(Enum.GetValues<T>());
}
