using System.Collections.Immutable;
using System.Numerics;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Laws;

/// <summary>What is passed to public members of the rooms above Algebra: valid values first, hostile ones after them.</summary>
public static class HostileValues
{
    private static readonly FieldType Plane = new(
        PointGroups.P4,
        Fibre.Trivial,
        1,
        Region.Box(5, 5)
    );

    /// <summary>A network of most blocks.</summary>
    public static TypedOp Network { get; } =
        Typing.Elaborate(
            new Op.Sequence([
                new("c1", new Op.LiftingConvolution(2, Region.Box(3, 3))),
                new("bn", new Op.BatchNormalization()),
                new("", new Op.Pointwise(PointwiseFunction.Relu)),
                new("d", new Op.Dropout(0.5)),
                new(
                    "s",
                    new Op.Sum([
                        new("a", Op.Identity),
                        new("b", BuildingBlocks.SqueezeExcitation(2, 1, Fibre.Regular)),
                    ])
                ),
                new(
                    "cat",
                    new Op.Concatenation([
                        new("a", new Op.GroupConvolution(1, Region.Box(1, 1))),
                        new("b", Op.Identity),
                    ])
                ),
                new(
                    "att",
                    new Op.AttentiveConvolution(1, Region.Box(1, 1))
                    {
                        Channel = new ChannelAttention(1),
                        Spatial = new SpatialAttention(Region.Box(3, 3)),
                    }
                ),
                new("p", new Op.SpatialPooling(Reduction.Max, Region.Box(1, 1))),
                new("up", new Op.Upsampling(2)),
                new("crop", new Op.Crop(1)),
                new("gp", new Op.GroupPooling(Reduction.Max)),
                new("all", new Op.GlobalPooling(Reduction.Mean)),
            ]),
            Plane
        );

    /// <summary>A design that names everything.</summary>
    public static Design Design { get; } =
        DesignParser.Parse(
            """
            design everything
            input f[2] on group
            output 2
            window S 3
            const a
            param W[2, 2, H, S], b[2]

            let u(g; o) = relu(f[o](g)) + 2π
            λ(g; o). Σ[c ∈ Ch(2), k ∈ H, n ∈ Win(S)] f[c](g·n·k) · W(k, n; o, c) + b(o) · u(g·a; o) + max[v ∈ Site] f[o](v) + mean[n ∈ AbsWin(S)@g] f[0](g·n·π_H(Abs(g))⁻¹)
            """,
            "everything"
        );

    /// <summary>A term that no stack can walk.</summary>
    public static Term DeepTerm { get; } =
        Repeat<Term>(
            new Term.Constant(1),
            term => new Term.Pointwise(PointwiseFunction.Relu, term)
        );

    /// <summary>An operator that no stack can walk.</summary>
    public static Op DeepOp { get; } =
        Repeat<Op>(Op.Identity, op => new Op.Sequence([new Layer("a", op)]));

    /// <summary>The values by type: those reached from some roots, then hostile ones.</summary>
    public static Dictionary<Type, object?[]> With(params object[] roots)
    {
        var deepRel = Repeat<Rel>(new Rel.Unit(), rel => new Rel.Inverse(rel));
        var deepSite = Repeat<Site>(
            new Site.Variable("g"),
            site => new Site.Moved(site, new Rel.Unit())
        );
        var values = ReachableValues.From([
            .. roots,
            Network,
            Network.Untyped(),
            new Op.Sum([new("a", Op.Identity)]),
            new Op.Concatenation([new("a", Op.Identity)]),
            new Rel.Variable("a") * new Rel.Variable("b"),
            new ParameterMisfit.Misvalued("a", "b", "c"),
            Design,
            Typing.Elaborate(
                new Op.InputAttention { Spatial = new SpatialAttention(Region.Box(3, 3)) },
                Plane
            ),
            PointGroups.All,
            Sampling.Dense,
            new Rel.Between(new Site.Variable("g"), new Site.Variable("g") * new Rel.Variable("n")),
            new Rel.TranslationPart(new Rel.Variable("n")),
            new Term.Sampled("v", new Site.Variable("g"), new Term.Constant(1)),
            new Domain.Translations(),
            new Domain.PointElements(),
            new Domain.WholeGroup(),
            new GroupCondition.Abelian(),
            new GroupCondition.Named("p4"),
            new WindowShape.Hexagon(1),
            new WindowShape.Box([3, 3]),
            new Initial.Constant(0),
            new Initial.Normal(1),
            new ParameterMisfit.Missing("a", "b"),
            new ParameterMisfit.Misshapen("a", "b", "c"),
            new ParameterMisfit.Unexpected("a", "b"),
            new ParameterMisfit.OfOtherFormat("a", "b"),
            Signal<double>.Generate(Plane, 1, i => i),
            Parameters<double>.Generate(Network, (_, _, i) => i),
            Parameters<Rational>.Generate(Network, (_, _, i) => i),
            Signal<Rational>.Generate(Plane, 1, i => i),
        ]);
        void Add(Type type, params object?[] hostile) =>
            values[type] = [.. values.GetValueOrDefault(type) ?? [], .. hostile];

        Add(typeof(int), 1, 0, -1, 3, int.MaxValue, int.MinValue);
        Add(typeof(long), 1L, 0L, -1L, long.MaxValue);
        Add(typeof(ulong), 1UL, 0UL, ulong.MaxValue);
        Add(typeof(double), 1.0, 0.0, -1.0, double.NaN, double.PositiveInfinity, 1e308);
        Add(typeof(bool), true, false);
        Add(typeof(string), "g", "", "\0", "\ud800", new string('x', 100_000), null);
        Add(typeof(BigInteger), BigInteger.One, BigInteger.Pow(-10, 5001));
        Add(
            typeof(Rational),
            Rational.One,
            Rational.Zero,
            new Rational(1, BigInteger.Pow(10, 999))
        );
        Add(typeof(Coefficient), Coefficient.One, new Coefficient(Rational.One, int.MaxValue));
        Add(typeof(PerAxis), PerAxis.FromInt32(1), PerAxis.Of(), PerAxis.Of(1, 2, 3, 4, -5));
        Add(
            typeof(Region),
            Region.Box(5),
            Region.Box(1 << 26),
            Region.Hexagon(2),
            Region.Box(32_768, 32_768),
            null
        );
        Add(
            typeof(FieldType),
            Plane with
            {
                Channels = int.MaxValue,
            },
            Plane with
            {
                Channels = -1,
            },
            Plane with
            {
                Grid = Region.Hexagon(1),
            },
            Plane with
            {
                Fibre = (Fibre)7,
            },
            null
        );
        Add(typeof(Term.Pointwise), DeepTerm);
        Add(typeof(Rel.Inverse), deepRel);
        Add(typeof(Site.Moved), deepSite);
        Add(typeof(Op.Sequence), DeepOp, new Op.Sequence([null!]));
        Add(typeof(Op.Pointwise), new Op.Pointwise(null!));
        Add(
            typeof(Op.LiftingConvolution),
            new Op.LiftingConvolution(-1, Region.Box(3, 3)),
            new Op.LiftingConvolution(int.MaxValue, Region.Box(3, 3)),
            new Op.LiftingConvolution(1, Region.Box(1 << 26))
        );
        Add(typeof(Op.Dropout), new Op.Dropout(double.NaN));
        Add(
            typeof(Op.Upsampling),
            new Op.Upsampling(int.MinValue),
            new Op.Upsampling(int.MaxValue),
            new Op.Upsampling(PerAxis.Of(1, 2, 3)),
            new Op.Upsampling(2) { Between = (Interpolation)7 }
        );
        Add(typeof(Op.Crop), new Op.Crop(int.MinValue), new Op.Crop(int.MaxValue));
        Add(
            typeof(Op.BatchNormalization),
            new Op.BatchNormalization { Epsilon = Rational.Zero },
            new Op.BatchNormalization { Momentum = double.NaN }
        );
        Add(
            typeof(Formula),
            new Formula(["g"], ["o"], DeepTerm),
            new Formula([], [], new Term.Constant(1)),
            new Formula(["g", "g"], [], new Term.Signal("o", new Site.Variable("v"))),
            null
        );
        Add(
            typeof(Design),
            Design with
            {
                Name = "",
            },
            Design with
            {
                Output = [],
            },
            Design with
            {
                Windows = [new("S"), new("S")],
            },
            Design with
            {
                Formula = Design.Formula with { Body = DeepTerm },
            },
            null
        );
        Add(typeof(CancellationToken), CancellationToken.None, new CancellationToken(true));
        Add(
            typeof(ImmutableArray<double>),
            [ImmutableArray.Create(1.0), default(ImmutableArray<double>)]
        );
        Add(typeof(Func<int, double>), (int _) => 1.0, null);
        Add(typeof(Func<double, double>), (double x) => x, null);
        Add(typeof(Func<Rational, Rational>), (Rational x) => x, null);
        Add(typeof(Action<Stream>), (Stream _) => { }, null);
        // Every type of reference also takes null, which is refused, or means none.
        foreach (var (type, known) in values.ToArray())
            if (!type.IsValueType && !known.Contains(null))
                values[type] = [.. known, null];
        return values;
    }

    private static T Repeat<T>(T seed, Func<T, T> around) =>
        Enumerable.Range(0, 50_000).Aggregate(seed, (inner, _) => around(inner));
}
