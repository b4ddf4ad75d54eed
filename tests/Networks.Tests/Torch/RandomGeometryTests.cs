using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Tests.Lowering;
using AgeFormal.Operators;
using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>Windows, strides, dilations and paddings of every kind: libtorch and lowered formulas read what the formula reads.</summary>
public sealed class RandomGeometryTests
{
    private const int Examples = 200;

    private sealed record Setting(TypedOp Op, int Seed)
    {
        public override string ToString() => $"{Op.Input}: {((TypedOp.Elementary)Op).Op}";
    }

    private static readonly PaddingMode[] Readable =
    [
        PaddingMode.Zeros,
        PaddingMode.Circular,
        PaddingMode.Reflect,
        PaddingMode.Replicate,
    ];

    [Test]
    public void A_convolution_of_any_geometry_agrees_bit_for_bit() =>
        Check(OnBoxes(Readable, Convolution));

    [Test]
    public void A_pooling_of_any_geometry_agrees_bit_for_bit() =>
        Check(OnBoxes(Enum.GetValues<PaddingMode>(), Pooling));

    [Test]
    public void A_convolution_of_any_geometry_on_hexagons_agrees_bit_for_bit() =>
        Check(OnHexagons([PaddingMode.Zeros], Convolution));

    [Test]
    public void A_pooling_of_any_geometry_on_hexagons_agrees_bit_for_bit() =>
        Check(OnHexagons([PaddingMode.Zeros, PaddingMode.Excluded], Pooling));

    private static void Check(Gen<Setting> settings)
    {
        var compared = 0;
        Law.Holds(
            settings,
            setting =>
            {
                var input = SmallIntegers.Signal(setting.Op.Input, 2, setting.Seed);
                var parameters = SmallIntegers.Parameters(setting.Op, setting.Seed + 1);
                Signal<double> expected;
                try
                {
                    expected = Reference.Evaluate(setting.Op, parameters, input);
                }
                catch (InvalidOperationException)
                {
                    // A window that lies in the excluded padding altogether has no value.
                    return true;
                }
                compared++;
                using var network = SmallIntegers.Compile(setting.Op, parameters);
                return network.Run(input) == expected
                    && Lowered.Run(
                        (TypedOp.Elementary)setting.Op,
                        parameters,
                        input,
                        Lowered.Double
                    ) == expected;
            },
            Examples
        );
        Assert.That(compared, Is.GreaterThan(Examples / 2));
    }

    private static Gen<Setting> OnBoxes(
        PaddingMode[] modes,
        Func<Fibre, Region, Sampling, int, Op> block
    ) =>
        from symbol in Gen.Elements("p4", "pm", "p2", "p1")
        let square = symbol == "p4"
        from grid in Pair(1, 8)
        from window in Window(square)
        from stride in Pair(1, 3)
        from dilation in square ? Both(1, 2) : Pair(1, 2)
        from before in Pair(0, 3)
        from after in Pair(0, 3)
        from setting in Settings(
            PointGroups.Parse(symbol),
            Region.Box(grid),
            Region.Box(window),
            modes,
            block,
            (PerAxis.Of(stride), PerAxis.Of(before), PerAxis.Of(after), PerAxis.Of(dilation))
        )
        where setting is not null
        select setting;

    private static Gen<Setting> OnHexagons(
        PaddingMode[] modes,
        Func<Fibre, Region, Sampling, int, Op> block
    ) =>
        from symbol in Gen.Elements("p6", "p3", "p31m")
        from radius in Gen.Choose(0, 3)
        from window in Gen.Choose(0, 2)
        from stride in Gen.Choose(1, 3)
        from dilation in Gen.Choose(1, 2)
        from before in Gen.Choose(0, 2)
        from after in Gen.Choose(0, 2)
        from setting in Settings(
            PointGroups.Parse(symbol),
            Region.Hexagon(radius),
            Region.Hexagon(window),
            modes,
            block,
            (stride, before, after, dilation)
        )
        where setting is not null
        select setting;

    // Null where the window does not fit: the generators above filter it.
    private static Gen<Setting?> Settings(
        PointGroup pointGroup,
        Region grid,
        Region window,
        PaddingMode[] modes,
        Func<Fibre, Region, Sampling, int, Op> block,
        (PerAxis Stride, PerAxis Before, PerAxis After, PerAxis Dilation) numbers
    ) =>
        from mode in Gen.Elements(modes)
        from fibre in Gen.Elements(Fibre.Trivial, Fibre.Regular)
        from channels in Gen.Choose(1, 2)
        from choice in Gen.Choose(0, 3)
        from seed in Gen.Choose(0, 1_000_000)
        let sampling = new Sampling(
            numbers.Stride,
            new Padding(numbers.Before, numbers.After, mode),
            numbers.Dilation
        )
        select Typed(
            block(fibre, window, sampling, choice),
            new FieldType(pointGroup, fibre, channels, grid),
            seed
        );

    private static Setting? Typed(Op op, FieldType input, int seed)
    {
        try
        {
            return new Setting(Typing.Elaborate(op, input), seed);
        }
        catch (TypingException)
        {
            return null;
        }
    }

    private static Op Convolution(Fibre fibre, Region window, Sampling sampling, int choice) =>
        fibre == Fibre.Trivial
            ? new Op.LiftingConvolution(1 + choice % 2, window) { Sampling = sampling }
            : new Op.GroupConvolution(1 + choice % 2, window)
            {
                Sampling = sampling,
                HaarWeight = 1,
            };

    private static Op Pooling(Fibre fibre, Region window, Sampling sampling, int choice) =>
        new Op.SpatialPooling(Enum.GetValues<Reduction>()[choice], window) { Sampling = sampling };

    private static Gen<int[]> Window(bool square) => square ? Both(1, 4) : Pair(1, 4);

    private static Gen<int[]> Pair(int least, int most) => Gen.Choose(least, most).ArrayOf(2);

    private static Gen<int[]> Both(int least, int most) =>
        Gen.Choose(least, most).Select(value => new[] { value, value });
}
