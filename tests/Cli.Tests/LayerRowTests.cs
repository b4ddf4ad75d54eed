using AgeFormal.Algebra;
using AgeFormal.Cli.Rendering;
using AgeFormal.Verification;

namespace AgeFormal.Cli.Tests;

/// <summary>A row of several layers says of each what is true of it.</summary>
public sealed class LayerRowTests
{
    private static readonly EqArray<LayerReport> Layers = Verified().Layers;

    [Test]
    public void Layers_that_are_well_and_executed_alike_are_one_row() =>
        Assert.That(Sizes(Layers), Is.EqualTo(new[] { Layers.Count }));

    [Test]
    public void A_layer_that_was_not_executed_alone_shares_no_row_with_those_that_were() =>
        Assert.That(
            Sizes(Changed(2, layer => layer with { Integers = [], Reals = [] })),
            Is.EqualTo(new[] { 2, 1, Layers.Count - 3 })
        );

    [Test]
    public void A_layer_that_ran_in_one_precision_alone_shares_no_row_with_those_of_two() =>
        Assert.That(
            Sizes(Changed(0, layer => layer with { Integers = [layer.Integers[0]] })),
            Is.EqualTo(new[] { 1, Layers.Count - 1 })
        );

    [Test]
    public void A_layer_without_a_theorem_has_a_row_of_its_own() =>
        Assert.That(
            Sizes(Changed(1, layer => layer with { Theorem = new Verdict.Undecided("c1", "why") })),
            Is.EqualTo(new[] { 1, 1, Layers.Count - 2 })
        );

    private static VerificationReport Verified()
    {
        var trained = TrainedSubject.Load("p4-cnn", null, 0, default);
        return trained.Verify(TrainedSubject.Sample(trained, 1, 0));
    }

    private static EqArray<LayerReport> Changed(int at, Func<LayerReport, LayerReport> change) =>
        Layers.Select((layer, index) => index == at ? change(layer) : layer).ToEqArray();

    private static int[] Sizes(EqArray<LayerReport> layers) =>
        [.. LayerRow.Collapsed(layers).Select(row => row.Layers.Count)];
}
