using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Identity;

/// <summary>A formula with what it names.</summary>
internal sealed record Design(Formula Formula, Vocabulary Vocabulary);

/// <summary>
/// Equivariant and broken designs. W is a kernel on H × S, V a table on H, P one on S, U one on H × H; S is 3×3, T the row
/// 1×3, E the square 2×2.
/// </summary>
internal static class Designs
{
    private static readonly Site G = new Site.Variable("g");
    private static readonly Site U = new Site.Variable("u");
    private static readonly Site V = new Site.Variable("v");
    private static readonly Rel N = new Rel.Variable("n");
    private static readonly Rel M = new Rel.Variable("m");
    private static readonly Rel K = new Rel.Variable("k");
    private static readonly Rel AbsG = Abs(G);
    private static readonly Rel AbsV = Abs(V);

    private static readonly ParameterAxis OnH = new ParameterAxis.OfPointElements();
    private static readonly ParameterAxis OnS = new ParameterAxis.OfWindow("S");

    private static readonly Dictionary<string, ParameterDeclaration> Parameters = new()
    {
        ["W"] = new("W", [OnH, OnS], [8, 3, 3], new Initial.Constant(0)),
        ["V"] = new("V", [OnH], [8], new Initial.Constant(0)),
        ["P"] = new("P", [OnS], [3, 3], new Initial.Constant(0)),
        ["U"] = new("U", [OnH, OnH], [8, 8], new Initial.Constant(0)),
    };

    private static readonly Dictionary<string, Region> Windows = new()
    {
        ["S"] = Region.Box(3, 3),
        ["T"] = Region.Box(1, 3),
        ["E"] = Region.Box(2, 2),
    };

    /// <summary>Equivariant for every group.</summary>
    public static IReadOnlyDictionary<string, Design> Sound { get; } =
        new Dictionary<string, Design>
        {
            ["group convolution"] = Layer("WS", Sum("v", Sites, F(V) * W(Between(G, V)))),
            ["kernel argument inverted"] = Layer("WS", Sum("v", Sites, F(V) * W(Between(V, G)))),
            ["a difference spelled with absolute positions"] = Layer(
                "WS",
                Sum("v", Sites, F(V) * W(Inverse(AbsG) * AbsV))
            ),
            ["max over H"] = Layer("", Reduce(Reduction.Max, "k", H, F(G * K))),
            ["min over a window"] = Layer("T", Reduce(Reduction.Min, "n", Win("T"), F(G * N))),
            ["max over an even window"] = Layer(
                "E",
                Reduce(Reduction.Max, "n", Win("E"), F(G * N))
            ),
            ["a stable window, read unturned"] = Layer(
                "S",
                Sum("n", new Domain.AbsoluteWindow("S", G), F(G * N))
            ),
            ["a fixed offset on the right"] = Layer("", F(G * new Rel.Constant("a"))),
            ["channel attention"] = Layer(
                "V",
                F(G)
                    * Sigmoid(
                        Table(PointPart(K * new Rel.Unit()))
                            .Over("k", H, Relu(Mean("n", F(G * K * N))))
                    )
            ),
            ["spatial attention, then channel attention"] = Layer(
                "WSPV",
                F(G)
                    * Sigmoid(
                        Sum(
                            "n",
                            Win("S"),
                            Position(N)
                                * Sum(
                                    "k",
                                    H,
                                    Sigmoid(Mean("m", F(G * N * M * K)) * Table(K))
                                        * Sum("m", Win("S"), F(G * N * M * K) * W(M * K))
                                )
                        )
                    )
            ),
            ["self-attention with relative positions"] = SelfAttention("WS", v => W(Between(G, v))),
            ["an attention map"] = Attention("WS", F(G) * F(U) * W(Between(G, U))),
        };

    /// <summary>Equivariant for no group of the default models that is not abelian; some hold for abelian ones.</summary>
    public static IReadOnlyDictionary<string, Design> Broken { get; } =
        new Dictionary<string, Design>
        {
            ["absolute positions added to the keys"] = Attention(
                "PS",
                F(G) * (F(U) + Position(Abs(U)))
            ),
            ["absolute positions added"] = Layer("PS", F(G) + Position(AbsG)),
            ["self-attention with absolute positions"] = SelfAttention("WS", v => W(Abs(v))),
            ["kernel indexed by the absolute h"] = Layer(
                "V",
                Sum("k", H, F(G * K) * Table(Abs(G * K)))
            ),
            ["gain per h"] = Layer("V", F(G) * Table(AbsG)),
            ["gain per position"] = Layer("PS", F(G) * Position(AbsG)),
            ["un-rotated kernel"] = Layer(
                "PS",
                Sum("n", Win("S"), F(G * N) * Position(Abs(G * N) * Inverse(AbsG)))
            ),
            ["un-rotated window"] = Layer(
                "T",
                Sum("n", new Domain.AbsoluteWindow("T", G), F(G * N))
            ),
            ["max over an un-rotated window"] = Layer(
                "T",
                Reduce(Reduction.Max, "n", new Domain.AbsoluteWindow("T", G), F(G * N))
            ),
            ["kernel argument inverted on the wrong side"] = Layer(
                "WS",
                Sum("v", Sites, F(V) * W(AbsG * Inverse(AbsV)))
            ),
            ["order of the product swapped"] = Layer(
                "WS",
                Sum("v", Sites, F(V) * W(AbsV * Inverse(AbsG)))
            ),
            ["one inverse is missing"] = Layer("WS", Sum("v", Sites, F(V) * W(AbsG * AbsV))),
            ["dense layer along h"] = Layer(
                "U",
                Sum("k", H, F(G * K) * new Term.Parameter("U", [AbsG, Abs(G * K)], []))
            ),
            ["softmax over a fixed window"] = Layer(
                "T",
                Exp(F(G)) * Reciprocal(Sum("n", new Domain.AbsoluteWindow("T", G), Exp(F(G * N))))
            ),
            ["softmax weighted by absolute h"] = Layer(
                "V",
                Exp(F(G)) * Reciprocal(Sum("k", H, Square(Table(Abs(G * K))) * Exp(F(G * K))))
            ),
            ["read at an absolute offset"] = Layer("", F(G * AbsG)),
            ["read at an absolute translation"] = Layer("", F(G * new Rel.TranslationPart(AbsG))),
            ["read at a fixed place"] = Layer("", F(G * Inverse(AbsG) * new Rel.Constant("a"))),
            ["statistics weighted by absolute h"] = Layer(
                "V",
                F(G) - new Term.Reduce(Reduction.Mean, "v", Sites, F(V) * Table(AbsV))
            ),
            ["channel attention with weights per absolute h"] = Layer(
                "V",
                F(G) * Sigmoid(Table(AbsG) * Mean("n", F(G * N)))
            ),
            ["pooling weighted by absolute position"] = Layer(
                "PS",
                Sum("v", Sites, F(V) * Position(AbsV))
            ),
            ["minimum weighted by absolute h"] = Layer(
                "V",
                Reduce(Reduction.Min, "v", Sites, F(V) * Table(AbsV))
            ),
            ["Haar weight π, gain per h"] = Layer(
                "V",
                new Term.Constant(new Coefficient(new Rational(1, 2), 1)) * F(G) * Table(AbsG)
            ),
            ["weights W(h̃h⁻¹)"] = Conditional,
        };

    /// <summary>Σ_k f(g·k) V(h̃h⁻¹) with h̃ = hk: equivariant exactly for abelian H.</summary>
    public static Design Conditional =>
        Layer("V", Sum("k", H, F(G * K) * Table(Abs(G * K) * Inverse(AbsG))));

    /// <summary>The un-rotated kernel on signals over the lattice.</summary>
    public static Design UnrotatedKernel => Broken["un-rotated kernel"];

    /// <summary>All parameters and windows with one output channel index.</summary>
    public static Vocabulary Everything => Declare("WVPUSTE", [2]);

    private static Domain Sites => new Domain.Sites();

    private static Domain H => new Domain.PointElements();

    private static Domain Win(string name) => new Domain.Window(name);

    private static Term F(Site at) => new Term.Signal(new Channel.Literal(1), at);

    private static Term W(Rel at) => new Term.Parameter("W", [at, at], []);

    private static Term Table(Rel at) => new Term.Parameter("V", [at], []);

    private static Term Position(Rel at) => new Term.Parameter("P", [at], []);

    private static Rel Abs(Site at) => new Rel.Absolute(at);

    private static Rel Inverse(Rel of) => new Rel.Inverse(of);

    private static Rel PointPart(Rel of) => new Rel.PointPart(of);

    private static Rel Between(Site from, Site to) => new Rel.Between(from, to);

    private static Term Reduce(Reduction by, string variable, Domain over, Term body) =>
        new Term.Reduce(by, variable, over, body);

    private static Term Sum(string variable, Domain over, Term body) =>
        Reduce(Reduction.Sum, variable, over, body);

    private static Term Over(this Term weight, string variable, Domain over, Term body) =>
        Sum(variable, over, weight * body);

    private static Term Mean(string variable, Term body) =>
        Reduce(Reduction.Mean, variable, new Domain.Translations(), body);

    private static Term Apply(PointwiseFunction function, Term to) =>
        new Term.Pointwise(function, to);

    private static Term Sigmoid(Term of) => Apply(PointwiseFunction.Sigmoid, of);

    private static Term Relu(Term of) => Apply(PointwiseFunction.Relu, of);

    private static Term Exp(Term of) => Apply(PointwiseFunction.Exp, of);

    private static Term Square(Term of) => Apply(PointwiseFunction.Square, of);

    private static Term Reciprocal(Term of) => Apply(PointwiseFunction.Reciprocal, of);

    /// <summary>Σ_v exp(f(g)(f(v) + ρ(v))) f(v) / Σ_v exp(f(g)(f(v) + ρ(v))).</summary>
    private static Design SelfAttention(string names, Func<Site, Term> encoding)
    {
        var score = Exp(F(G) * (F(V) + encoding(V)));
        return Layer(names, Sum("v", Sites, score * F(V)) * Reciprocal(Sum("v", Sites, score)));
    }

    private static Design Layer(string names, Term body) =>
        new(new(["g"], ["o"], body), Declare(names, [2]));

    private static Design Attention(string names, Term body) =>
        new(new(["g", "u"], [], body), Declare(names, []));

    private static Vocabulary Declare(string names, EqArray<int> outputs) =>
        new(
            PointGroups.P4m,
            Fibre.Regular,
            2,
            outputs,
            Parameters.Where(one => names.Contains(one.Key)).Select(one => one.Value).ToEqArray(),
            Windows
                .Where(one => names.Contains(one.Key))
                .Select(one => new DeclaredWindow(one.Key, one.Value, one.Value.Points()))
                .ToEqArray()
        );
}
