using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Grids;

namespace AgeFormal.Verification.Tests.Grids;

public sealed class TranslationTests
{
    private static readonly FieldType Input = new(
        PointGroups.P2,
        Fibre.Trivial,
        1,
        Region.Box(12, 12)
    );

    private static TranslationExactness Of(params Op[] layers) =>
        Exactness.Explain(Typing.Elaborate(Network(layers), Input)).Translations;

    private static Op Network(Op[] layers) =>
        new Op.Sequence(layers.Select((op, i) => new Layer($"c{i}", op)).ToEqArray());

    private static Op Padded(int kernel, int padding, PaddingMode mode, int stride = 1) =>
        new Op.LiftingConvolution(1, Region.Cube(2, kernel))
        {
            Sampling = new Sampling(stride, Padding.Symmetric(padding, mode), 1),
        };

    [Test]
    public void With_zero_padding_the_interior_is_what_no_window_with_padding_reaches()
    {
        var translations = Of(
            Padded(3, 1, PaddingMode.Zeros),
            Architectures.Convolution(3, 1),
            Architectures.Pooling(Reduction.Max)
        );
        Assert.That(translations.Scope, Is.EqualTo(TranslationScope.Interior));
        Assert.That(translations.Interior, Is.EqualTo(EqArray.Create<int>([4, 4])));
        Assert.That(
            translations.ToString(),
            Is.EqualTo(
                "translations by multiples of 2×2: exact in the interior only, 4×4 of 6×6 output points"
            )
        );
    }

    [Test]
    public void A_reduction_over_all_of_space_leaves_no_interior()
    {
        var translations = Of(
            Padded(3, 1, PaddingMode.Zeros),
            new Op.GlobalPooling(Reduction.Mean)
        );
        Assert.That(translations.Scope, Is.EqualTo(TranslationScope.SupportInside));
        Assert.That(translations.Interior, Is.EqualTo(EqArray.Create<int>([0, 0])));
        Assert.That(
            translations.ToString(),
            Does.Contain("no exact interior unless the support stays inside")
        );
    }

    [Test]
    public void Circular_padding_keeps_cyclic_shifts_even_under_a_reduction_over_space()
    {
        var translations = Of(
            Padded(3, 1, PaddingMode.Circular),
            new Op.GlobalPooling(Reduction.Mean)
        );
        Assert.That(translations.Scope, Is.EqualTo(TranslationScope.Torus));
        Assert.That(
            Of(Padded(3, 0, PaddingMode.Circular)).Scope,
            Is.EqualTo(TranslationScope.Interior)
        );
        Assert.That(
            Of(Padded(3, 1, PaddingMode.Circular, stride: 5)).Scope,
            Is.EqualTo(TranslationScope.Interior)
        );
    }

    [Test]
    public void Circular_padding_that_does_not_fit_is_not_cyclic()
    {
        foreach (
            var layer in new[]
            {
                Padded(3, 0, PaddingMode.Circular),
                Padded(3, 2, PaddingMode.Circular),
                Padded(3, 1, PaddingMode.Circular, stride: 5),
            }
        )
            Assert.That(Of(layer).Scope, Is.EqualTo(TranslationScope.Interior), $"{layer}");
    }

    /// <summary>By 2 one branch moves its output, by 3 the other: by 6 both.</summary>
    [Test]
    public void Branches_keep_the_common_multiples_of_their_steps()
    {
        var branches = new Op.Sum([
            new("a", Padded(3, 0, PaddingMode.Zeros, stride: 2)),
            new("b", Padded(1, 0, PaddingMode.Zeros, stride: 3)),
        ]);
        var typed = Typing.Elaborate(branches, Input with { Grid = Region.Box(7, 7) });
        Assert.That(
            Exactness.Explain(typed).Translations.Step,
            Is.EqualTo(EqArray.Create<int>([6, 6]))
        );
    }

    /// <summary>α_X reads responses one point further than the convolution reads its input.</summary>
    [Test]
    public void Spatial_attention_reaches_further_than_its_convolution()
    {
        Op Attentive(SpatialAttention spatial) =>
            new Op.AttentiveConvolution(1, Region.Box(3, 3))
            {
                Spatial = spatial,
                Sampling = new Sampling(1, Padding.Symmetric(1), 1),
            };
        var alone = Of(Padded(3, 1, PaddingMode.Zeros));
        Assert.That(alone.Interior, Is.EqualTo(EqArray.Create<int>([10, 10])));
        foreach (var side in new[] { 3, 5 })
        {
            var further = Of(Attentive(new SpatialAttention(Region.Box(side, side))));
            Assert.That(further.Before, Is.EqualTo(alone.Before.Select(x => x + side / 2)));
            Assert.That(further.After, Is.EqualTo(alone.After.Select(x => x + side / 2)));
        }
    }

    /// <summary>The first output point whose window lies inside is the border over the stride, rounded up.</summary>
    [Test]
    public void A_border_that_a_stride_divides_in_part_is_rounded_up()
    {
        var translations = Of(Padded(3, 1, PaddingMode.Zeros, stride: 2));
        Assert.That(translations.Before, Is.EqualTo(EqArray.Create<int>([1, 1])));
    }

    [Test]
    public void Layers_and_the_whole_have_statements_of_their_own()
    {
        var network = Exactness.Explain(
            Typing.Elaborate(
                Network([Padded(3, 1, PaddingMode.Zeros), Architectures.Convolution(3, 1)]),
                Input
            )
        );
        Assert.That(network.Layers[1].Translations.Interior[0], Is.EqualTo(10));
        Assert.That(network.Translations.Interior[0], Is.EqualTo(8));
    }

    /// <summary>Shifts that keep the support away from the border: the stated interior agrees with the reference, and no point more.</summary>
    [Test]
    public void The_stated_interior_is_what_execution_keeps()
    {
        var typed = Typing.Elaborate(
            Network([
                Padded(3, 1, PaddingMode.Replicate),
                Architectures.Convolution(3, 1, channels: 1),
            ]),
            Input
        );
        var interior = Exactness.Explain(typed).Translations;
        var random = new Random(7);
        var parameters = Parameters<double>.Generate(typed, (_, _, _) => random.Next(1, 50));
        const int side = 12;
        var wide = new int[side + 1, side];
        foreach (var y in Enumerable.Range(0, side + 1))
        foreach (var x in Enumerable.Range(0, side))
            wide[y, x] = random.Next(1, 1000);
        Signal<double> View(int from) =>
            Signal<double>.Generate(Input, 1, i => wide[from + i / side, i % side]);
        var here = Reference.Evaluate(typed, parameters, View(0));
        var there = Reference.Evaluate(typed, parameters, View(1));
        // The second view is the first moved by one row: row y of it is row y + 1 of the other.
        var equal = new List<int>();
        for (var y = 0; y + 1 < side; y++)
            if (
                Enumerable
                    .Range(interior.Before[1], interior.Interior[1])
                    .All(x => there.Values[y * side + x] == here.Values[(y + 1) * side + x])
            )
                equal.Add(y);
        var expected = Enumerable
            .Range(0, side - 1)
            .Where(y => y >= interior.Before[0] && y + 1 < side - interior.After[0]);
        Assert.That(equal, Is.EqualTo(expected));
    }
}
