using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Identity;
using AgeFormal.Verification.Intervals;

namespace AgeFormal.Verification.Tests.Identity;

public sealed class FormulaProgramTests
{
    private const int Side = 3;

    private static IEnumerable<string> DesignNames =>
        Designs.Sound.Keys.Concat(Designs.Broken.Keys).Distinct();

    /// <summary>On a grid with circular padding a layer is a formula on the torus.</summary>
    [Test]
    public void A_layer_with_circular_padding_has_the_values_of_the_reference(
        [Values("p2", "p4", "pm", "p4m")] string symbol,
        [Values("lifting", "group", "max", "mean")] string block
    )
    {
        var group = PointGroups.Parse(symbol);
        var window = Region.Box(Side, Side);
        var circular = Sampling.Dense with { Padding = Padding.Symmetric(1, PaddingMode.Circular) };
        var (fibre, op) = block switch
        {
            "lifting" => (
                Fibre.Trivial,
                (Op)new Op.LiftingConvolution(2, window) { Sampling = circular }
            ),
            "group" => (Fibre.Regular, new Op.GroupConvolution(2, window) { Sampling = circular }),
            "max" => (
                Fibre.Regular,
                new Op.SpatialPooling(Reduction.Max, window) { Sampling = circular }
            ),
            _ => (
                Fibre.Regular,
                new Op.SpatialPooling(Reduction.Mean, window) { Sampling = circular }
            ),
        };
        var typed = (TypedOp.Elementary)
            Typing.Elaborate(op, new FieldType(group, fibre, 2, Region.Box(Side, Side)));
        var random = new Random(11);
        var input = Signal<Rational>.Generate(typed.Input, 1, _ => random.Next(-3, 4));
        var parameters = Parameters<Rational>.Generate(typed, (_, _, _) => random.Next(-3, 4));
        var expected = Reference.EvaluateExactly(typed, parameters, input);

        var model = FiniteModel.Of(Vocabulary.Of(typed), group, Side);
        var data = OnTorus(model, typed, input, parameters);
        var sides = new CertifiedSides(data, typed.Meaning.Formula, Surrogates.None);
        var next = 0;
        for (var channel = 0; channel < typed.Output.Channels; channel++)
        for (var h = 0; h < typed.Output.FibreSize; h++)
        for (var y = 0; y < Side; y++)
        for (var x = 0; x < Side; x++)
        {
            var at = model.Group.IndexOf(Centred(model, y, x), h);
            var value = sides.At(new(model.Group.Identity, [at], [channel])).Left;
            Assert.That(
                value,
                Is.EqualTo(new Interval.Exact(expected.Values[next++])),
                $"{channel} {h} {y} {x}"
            );
        }
    }

    [TestCaseSource(nameof(DesignNames))]
    public void Tables_of_reductions_do_not_change_a_value(string name)
    {
        var (formula, vocabulary) = Designs.Sound.TryGetValue(name, out var sound)
            ? sound
            : Designs.Broken[name];
        var model = FiniteModel.Of(vocabulary, PointGroups.P2, Side);
        var meaning = new HashedMeaning(vocabulary, 9);
        var with = new FormulaProgram<FieldElement>(model, meaning, formula);
        var without = new FormulaProgram<FieldElement>(model, meaning, formula, largestTable: 0);
        var random = new Random(4);
        var kept = with.NewFrame();
        for (var i = 0; i < 6; i++)
        {
            int[] at =
            [
                .. formula.Sites.Select(_ => random.Next(model.Group.Order)),
                .. vocabulary.OutputChannels.Select(count => random.Next(count)),
            ];
            var back = random.Next(model.Group.Order);
            kept.Restart(back);
            var fresh = without.NewFrame();
            fresh.Restart(back);
            Assert.That(with.Evaluate(kept, at), Is.EqualTo(without.Evaluate(fresh, at)));
            Assert.That(with.Evaluate(kept, at), Is.EqualTo(without.Evaluate(fresh, at)));
        }
    }

    /// <summary>Grid index i lies at i − 1 about the centre.</summary>
    private static int Centred(FiniteModel model, int y, int x) =>
        model.Group.IndexOfTranslation([y - 1, x - 1]);

    private static ModelData OnTorus(
        FiniteModel model,
        TypedOp.Elementary layer,
        Signal<Rational> input,
        Parameters<Rational> parameters
    )
    {
        var data = new ModelData(model);
        for (var i = 0; i < input.Values.Length; i++)
        {
            var (plane, point) = Math.DivRem(i, Side * Side);
            var (channel, h) = Math.DivRem(plane, layer.Input.FibreSize);
            data.SetSignal(
                (channel, model.Group.IndexOf(Centred(model, point / Side, point % Side), h)),
                (int)input.Values[i].Numerator
            );
        }
        foreach (var (name, values) in parameters.Values)
        {
            var number = model.Vocabulary.Parameters.Index().First(p => p.Item.Name == name).Index;
            for (var i = 0; i < values.Length; i++)
            {
                var (before, point) = Math.DivRem(i, Side * Side);
                var flat = (long)before * Side * Side + Centred(model, point / Side, point % Side);
                data.SetParameter((number, flat), (int)values[i].Numerator);
            }
        }
        return data;
    }
}
