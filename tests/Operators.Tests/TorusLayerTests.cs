using AgeFormal.Algebra;
using AgeFormal.Operators.Language;

namespace AgeFormal.Operators.Tests;

/// <summary>A layer on a torus commutes with the whole finite group ℤ_n^d ⋊ H, translations included.</summary>
public sealed class TorusLayerTests
{
    private const int Side = 3;

    private static IEnumerable<TestCaseData> Cases() =>
        from known in PointGroups.All
        where known.Order <= 16
        from formula in new[]
        {
            "λ(g; o). Σ[k ∈ H] Σ[n ∈ Win(S)] f[o](g·n·k) · W(k, n; o)",
            "λ(g; o). (max[m ∈ N] (f[o](g·m) + V(m; o))) · f[o](g)",
        }
        select new TestCaseData(known.Symbol, formula);

    [TestCaseSource(nameof(Cases))]
    public void A_relative_formula_commutes_with_the_generators(string symbol, string formula) =>
        Assert.That(Moved(symbol, formula, Geometry.Torus), Is.Empty);

    [Test]
    public void Without_the_torus_translations_are_lost() =>
        Assert.That(
            Moved("p4", "λ(g; o). Σ[n ∈ Win(S)] f[o](g·n) · V(n; o)", Geometry.Pointwise),
            Is.Not.Empty
        );

    [Test]
    public void An_absolute_formula_does_not_commute() =>
        Assert.That(Moved("p4", "λ(g; o). V(Abs(g); o) · f[o](g)", Geometry.Torus), Is.Not.Empty);

    [Test]
    public void A_hexagon_is_no_torus() =>
        Assert.Throws<ArgumentException>(() => Geometry.Torus(Region.Hexagon(1)));

    [Test]
    public void Coordinates_that_differ_by_the_period_are_one([Values(1, 2, 3, 4)] int size)
    {
        var torus = Geometry.Torus(Region.Cube(2, size));
        for (var x = -3 * size; x <= 3 * size; x++)
        {
            var known = torus.Representative(0, x);
            Assert.That(known, Is.InRange(-size, size - 1));
            Assert.That((x - known) % (2 * size), Is.Zero);
        }
    }

    /// <summary>The generators of ℤ_n^d ⋊ H for which Φ[L_ḡ f] ≠ L_ḡ Φ[f].</summary>
    private static EqArray<int> Moved(string symbol, string formula, Func<Region, Geometry> space)
    {
        var group = PointGroups.Parse(symbol);
        var torus = TorusGroup.Of(group, Side);
        var op = Typed(group, formula, space);
        var random = new Random(7);
        var f = Signal<Rational>.Generate(op.Input, 1, _ => random.Next(-3, 4));
        var parameters = Parameters<Rational>.Generate(op, (_, _, _) => random.Next(-3, 4));
        var output = Reference.EvaluateExactly(op, parameters, f);
        return torus
            .Generators.Where(by =>
                Reference.EvaluateExactly(op, parameters, Translated(f, torus, by))
                != Translated(output, torus, by)
            )
            .ToEqArray();
    }

    // (L_ḡ f)(ḡ·s) = f(s), s with its fixed point at the centre of the grid.
    private static Signal<Rational> Translated(Signal<Rational> f, TorusGroup torus, int by)
    {
        var values = new Rational[f.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (channel, rest) = Math.DivRem(i, torus.Order);
            var at = torus.Multiply(by, Shifted(torus, rest, -Side / 2));
            values[channel * torus.Order + Shifted(torus, at, Side / 2)] = f.Values[i];
        }
        return Signal<Rational>.Create(f.Type, [.. values]);
    }

    private static int Shifted(TorusGroup torus, int element, int by) =>
        torus.IndexOf(
            torus.IndexOfTranslation(
                torus.TranslationAt(torus.TranslationPart(element)).Select(x => x + by).ToEqArray()
            ),
            torus.LinearPart(element)
        );

    private static TypedOp.Elementary Typed(
        PointGroup group,
        string formula,
        Func<Region, Geometry> space
    )
    {
        var design = DesignParser.Parse(
            $"design own\ninput f[1] on group\noutput 1\nwindow S 3\nparam W[1, H, S]\nparam V[1, S]\n{formula}\n",
            "test"
        );
        var op = (TypedOp.Elementary)
            Typing.Elaborate(
                new Op.Custom(design),
                new FieldType(group, Fibre.Regular, 1, Region.On(group, Side))
            );
        var grid = Region.Cube(group.Dimension, Side);
        return op with
        {
            Input = op.Input with { Grid = grid },
            Output = op.Output with { Grid = grid },
            Meaning = op.Meaning with { Geometry = space(grid) },
        };
    }
}
