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
