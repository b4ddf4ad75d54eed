using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

/// <summary>Formulas over p4m with a kernel W on H × S and a table V on H, for tests of the prover.</summary>
internal static class Formulas
{
    public static readonly Site G = new Site.Variable("g");
    public static readonly Site V = new Site.Variable("v");
    public static readonly Rel N = new Rel.Variable("n");
    public static readonly Rel K = new Rel.Variable("k");

    public static Vocabulary Vocabulary { get; } =
        new(
            PointGroups.P4m,
            Fibre.Regular,
            2,
            [2],
            [
                new(
                    "W",
                    [new ParameterAxis.OfPointElements(), new ParameterAxis.OfWindow("S")],
                    [8, 3, 3],
                    new Initial.Constant(0)
                ),
                new("V", [new ParameterAxis.OfPointElements()], [8], new Initial.Constant(0)),
                new("B", [new ParameterAxis.OfChannels(2)], [2], new Initial.Constant(0)),
            ],
            [new("S", Region.Box(3, 3), Region.Box(3, 3).Points())]
        );

    public static Formula Layer(Term body) => new(["g"], ["o"], body);

    public static Term At(Site site) => new Term.Signal("o", site);

    public static Term Weight(Rel k, Rel n) => new Term.Parameter("W", [k, n], []);

    public static Term Table(Rel k) => new Term.Parameter("V", [k], []);

    public static Term Over(Domain domain, string variable, Term body) =>
        new Term.Reduce(Reduction.Sum, variable, domain, body);

    /// <summary>Formulas that read an absolute position in a way that breaks equivariance.</summary>
    public static IReadOnlyDictionary<string, Formula> Broken { get; } =
        new Dictionary<string, Formula>
        {
            ["position encoding"] = Layer(At(G) * Table(new Rel.Absolute(G))),
            ["kernel indexed by the absolute position"] = Layer(
                Over(new Domain.Sites(), "v", At(V) * Weight(new Rel.Absolute(V), new Rel.Unit()))
            ),
            ["gain per h"] = Layer(At(G) * Table(new Rel.PointPart(new Rel.Absolute(G)))),
            ["kernel indexed by the absolute h"] = Layer(
                Over(
                    new Domain.PointElements(),
                    "k",
                    At(G * K) * Weight(new Rel.Absolute(G * K), new Rel.Unit())
                )
            ),
            ["an un-rotated kernel"] = Layer(
                Over(new Domain.AbsoluteWindow("S", G), "n", At(G * N) * Table(new Rel.Unit()))
            ),
            ["read at an absolute offset"] = Layer(At(G * new Rel.Absolute(G))),
            ["one inverse is missing"] = Layer(
                Over(
                    new Domain.Sites(),
                    "v",
                    At(V) * Table(new Rel.Absolute(G) * new Rel.Absolute(V))
                )
            ),
        };

    /// <summary>Formulas that use something that is not there, or of another sort.</summary>
    public static IReadOnlyDictionary<string, Formula> IllScoped { get; } =
        new Dictionary<string, Formula>
        {
            ["an unbound position"] = Layer(At(V)),
            ["an unbound element"] = Layer(At(G * N)),
            ["an unbound channel"] = Layer(new Term.Signal("c", G)),
            ["a channel used as a position"] = Layer(At(new Site.Variable("o"))),
            ["a position used as an element"] = Layer(At(G * new Rel.Variable("g"))),
            ["an element used as a position"] = Layer(
                Over(new Domain.PointElements(), "k", At(new Site.Variable("k")))
            ),
            ["a variable outside of its binder"] = Layer(
                Over(new Domain.PointElements(), "k", At(G * K)) + At(G * K)
            ),
            ["a hidden variable"] = Layer(Over(new Domain.Channels(2), "g", At(G))),
            ["an undeclared parameter"] = Layer(At(G) * new Term.Parameter("U", [], [])),
            ["an undeclared window"] = Layer(Over(new Domain.Window("T"), "n", At(G * N))),
            ["too few arguments"] = Layer(At(G) * new Term.Parameter("W", [new Rel.Unit()], [])),
            ["a channel index for a table without one"] = Layer(
                At(G) * new Term.Parameter("V", [new Rel.Unit()], ["o"])
            ),
            ["an index out of range"] = Layer(new Term.Signal(new Channel.Literal(2), G)),
            ["a negative index"] = Layer(new Term.Signal(new Channel.Literal(-1), G)),
            ["an index with too many values"] = Layer(
                Over(new Domain.Channels(3), "c", new Term.Signal("c", G))
            ),
            ["no channels"] = Layer(Over(new Domain.Channels(0), "c", At(G))),
            ["no position"] = new Formula([], ["o"], new Term.Constant(1)),
            ["one name twice"] = new Formula(["g", "g"], ["o"], At(G)),
            ["another number of outputs"] = new Formula(["g"], [], new Term.Constant(1)),
        };

    /// <summary>
    /// Absolute positions that bound variables absorb, one in every domain, and one in a part of an argument that is not read.
    /// </summary>
    public static Formula Reindexed { get; } =
        Layer(
            Over(new Domain.Sites(), "v", At(V * new Rel.Absolute(G)))
                + Over(
                    new Domain.WholeGroup(),
                    "r",
                    At(G * new Rel.Absolute(G) * new Rel.Variable("r"))
                        * Table(new Rel.Absolute(G) * new Rel.Variable("r"))
                )
                + Over(
                    new Domain.PointElements(),
                    "k",
                    At(G * K * new Rel.PointPart(new Rel.Absolute(G)))
                )
                + Over(
                    new Domain.Translations(),
                    "n",
                    At(G * new Rel.TranslationPart(new Rel.Absolute(G)) * N)
                )
                + Table(new Rel.TranslationPart(new Rel.Absolute(G)))
        );

    /// <summary>A formula with every construct of the language but the escape hatches.</summary>
    public static Formula Everything { get; } =
        new(
            ["g", "u"],
            ["o"],
            new Term.Constant(new Coefficient(new Rational(1, 2), 1))
                * new Term.Pointwise(
                    PointwiseFunction.Sigmoid,
                    Over(
                        new Domain.Sites(),
                        "v",
                        At(V)
                            * Weight(
                                new Rel.PointPart(new Rel.Between(G, V)),
                                new Rel.TranslationPart(
                                    new Rel.Inverse(new Rel.Between(V, new Site.Variable("u")))
                                )
                            )
                    )
                        + Over(
                            new Domain.WholeGroup(),
                            "r",
                            At(G * new Rel.Variable("r")) * new Term.Constant(2)
                        )
                        + Over(new Domain.Translations(), "n", At(G * N * new Rel.Constant("a")))
                        + Over(
                            new Domain.PointElements(),
                            "k",
                            Over(
                                new Domain.Window("S"),
                                "n",
                                At(G * N * K) * Weight(K * new Rel.Unit(), N)
                            )
                        )
                        + Over(
                            new Domain.Channels(2),
                            "c",
                            new Term.Signal("c", G)
                                * new Term.Signal(new Channel.Literal(1), G)
                                * new Term.Signal(
                                    new Channel.InGroup("o", 2, new Channel.Literal(1)),
                                    G
                                )
                                * new Term.Parameter("B", [], ["c"])
                        )
                )
        );
}
