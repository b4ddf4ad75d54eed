using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Intervals;
using AgeFormal.Verification.Models;

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

    /// <summary>A reduction that reads the channel, or the window, of an outer one has a value for each of them.</summary>
    [TestCase("Σ[c ∈ Ch(2)] b(c) · Σ[k ∈ H] f[c](g·k)")]
    [TestCase("Σ[v ∈ Site] f[o](v) · Σ[n ∈ AbsWin(S)@v] f[o](g·n)")]
    [TestCase("Σ[k ∈ H] f[o](g·k) · max[n ∈ Win(S)] (f[o](g·n) + W(k))")]
    public void A_reduction_is_kept_for_all_that_it_reads(string formula)
    {
        var design = DesignParser.Parse(
            $"design own\ninput f[2] on group\noutput 2\nwindow S 1×3\nparam b[2], W[H]\nλ(g; o). {formula}\n",
            "own"
        );
        var vocabulary = DesignVocabulary.On(design, PointGroups.P4, []);
        var model = FiniteModel.Of(vocabulary, PointGroups.P4, Side);
        var meaning = new HashedMeaning(vocabulary, 9);
        FieldElement Value(long table, int[] at)
        {
            var program = new FormulaProgram<FieldElement>(model, meaning, design.Formula, table);
            var frame = program.NewFrame();
            frame.Restart(model.Group.Identity);
            return program.Evaluate(frame, at);
        }
        foreach (var at in new int[][] { [0, 0], [7, 1], [20, 0] })
            Assert.That(
                Value(FormulaProgram<FieldElement>.DefaultTable, at),
                Is.EqualTo(Value(0, at))
            );
    }

    /// <summary>In p4 an element and its inverse differ, so that a window that is turned the other way is seen.</summary>
    [TestCase("Σ[n ∈ AbsWin(S)@g] f[o](g·n)")]
    [TestCase("Σ[k ∈ H] Σ[n ∈ AbsWin(S)@(g·k)] f[o](g·n)")]
    public void An_absolute_window_has_the_values_of_the_reference(string formula) =>
        AssertHasTheValuesOfTheReference(formula);

    [TestCase("f[⌊o/1⌋·1 + 0](g)")]
    [TestCase("Σ[j ∈ Ch(2)] f[⌊o/2⌋·2 + j](g)")]
    [TestCase("Σ[c ∈ Ch(2)] f[⌊c/1⌋·1 + 0](g) · f[c](g)")]
    public void A_channel_of_a_group_has_the_values_of_the_reference(string formula) =>
        AssertHasTheValuesOfTheReference(formula);

    private static void AssertHasTheValuesOfTheReference(string formula)
    {
        var design = DesignParser.Parse(
            $"design own\ninput f[2] on group\noutput 2\nwindow S\nλ(g; o). {formula}\n",
            "own"
        );
        var vocabulary = DesignVocabulary.On(design, PointGroups.P4, []);
        var model = FiniteModel.Of(vocabulary, PointGroups.P4, 5);
        var layer = TorusLayer.Of(model, design.Formula, []);
        var random = new Random(3);
        var data = new ModelData(model);
        for (var channel = 0; channel < 2; channel++)
        for (var element = 0; element < model.Group.Order; element++)
            data.SetSignal((channel, element), random.Next(-9, 10));
        var signal = layer.Translated(
            [model.Group.Identity],
            (channel, element) => data.Signal(channel, element).ToDouble()
        );
        var output = Reference.Evaluate(layer.Op, layer.Parameters((_, _) => 0), signal);
        var sides = Sides.Real(data, design.Formula);
        for (var channel = 0; channel < 2; channel++)
        for (var element = 0; element < model.Group.Order; element++)
            Assert.That(
                sides.Left(new(model.Group.Identity, [element], [channel])),
                Is.EqualTo(output.Values[layer.Index(channel, element)]),
                $"{channel} {element}"
            );
    }

    [Test]
    public void An_isotropic_parameter_is_zero_outside_of_its_window()
    {
        var design = DesignParser.Parse(
            "design own\ninput f[1] on group\noutput 1\nwindow S 3 stable\nparam K[S] isotropic\nλ(g; o). Σ[n ∈ Win(S)] f[o](g·n) · K(n)\n",
            "own"
        );
        var vocabulary = DesignVocabulary.On(
            design,
            PointGroups.P4m,
            [new Condition.StableWindow("S"), new Condition.Isotropic("K")]
        );
        Assert.That(vocabulary.Isotropic, Is.EqualTo(new[] { "K" }));
        var model = FiniteModel.Of(vocabulary, PointGroups.P4m, 5);
        var entries = model.Entries(0, "S");
        var inside = model.Window("S").Translations;
        for (var x = 0; x < model.Group.TranslationCount; x++)
            Assert.That(entries[x] < 0, Is.Not.EqualTo(inside.Contains(x)), $"{x}");
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
