using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Operators.Tests.Language;

/// <summary>Random well-scoped designs: every construct of the language, with hidden and awkward names. g is never hidden.</summary>
internal sealed class RandomDesign(int seed)
{
    private static readonly string[] Names =
    [
        "g̃",
        "h",
        "k",
        "n",
        "n_2",
        "v′",
        "r₁",
        "x",
        "in2",
        "output",
        "α",
        "let",
    ];

    private readonly Random _random = new(seed);
    private readonly int[] _channels = new int[1];

    public static Arbitrary<Design> Any { get; } =
        Gen.Choose(0, int.MaxValue - 1).Select(seed => new RandomDesign(seed).Next()).ToArbitrary();

    private sealed record Scope(
        EqArray<string> Sites,
        EqArray<string> Rels,
        EqArray<(string Name, int Count)> Channels
    )
    {
        public Scope Without(string name) =>
            new(
                Sites.Where(other => other != name).ToEqArray(),
                Rels.Where(other => other != name).ToEqArray(),
                Channels.Where(other => other.Name != name).ToEqArray()
            );
    }

    private EqArray<DesignWindow> Windows { get; } =
    [
        new("S", new WindowShape.Side(3)),
        new("T", new WindowShape.Box([3, 5]), Stable: true),
        new("U", new WindowShape.Hexagon(2)),
        new("V", new WindowShape.Box([1, 2, 3])),
        new("W_1", null, Stable: true),
        new("stable"),
    ];

    private EqArray<DesignParameter> Parameters { get; } =
    [
        new("one", []),
        new("bias", [new ParameterAxis.OfChannels(4)]),
        new("ψ", [Of(4), Of(3), new ParameterAxis.OfPointElements(), OfWindow("S")]),
        new("K", [OfWindow("T"), Of(4), OfWindow("W_1")], Isotropic: true),
        new("isotropic", [new ParameterAxis.OfPointElements()]),
    ];

    public Design Next()
    {
        var maps = _random.Next(3) == 0;
        EqArray<string> sites = maps ? ["g", "g̃"] : ["g"];
        EqArray<string> channels = Pick<EqArray<string>>([], ["o"], ["o", "c"]);
        EqArray<int> output = channels.Select(_ => _random.Next(1, 5)).ToEqArray();
        _channels[0] = _random.Next(1, 6);
        var scope = new Scope(sites, [], channels.Zip(output).ToEqArray());
        return new Design
        {
            Name = Pick("a", "group-convolution", "max", "d2_x-", "λ"),
            Description = Pick(null, "", "Quotes \" and \\ and # stay.", "σ ≤ 1"),
            Source = Pick(null, "A. Author 2020, eq. 1"),
            Group = Pick<GroupCondition>(
                new GroupCondition.Any(),
                new GroupCondition.Abelian(),
                new GroupCondition.Named("p4m")
            ),
            Input = new(_channels[0], Pick(Fibre.Regular, Fibre.Trivial)),
            Output = output,
            Windows = Windows,
            Constants = ["a", "b_0"],
            Parameters = Parameters,
            Formula = new(sites, channels, Term(scope, _random.Next(1, 7))),
        };
    }

    private Term Term(Scope scope, int size)
    {
        if (size <= 0)
            return _random.Next(3) switch
            {
                0 => new Term.Constant(Number()),
                1 => new Term.Signal(Channel(scope, _channels[0]), Site(scope, 3)),
                _ => Parameter(scope),
            };
        return _random.Next(9) switch
        {
            8 => Softmax(scope, size),
            0 => new Term.Sum(Parts(scope, size)),
            1 or 2 => new Term.Product(Parts(scope, size)),
            3 => new Term.Pointwise(
                _random.Next(4) == 0
                    ? PointwiseFunction.Power(
                        new Rational(_random.Next(1, 300), _random.Next(1, 300))
                            * Pick(Rational.One, -1)
                    )
                    : PointwiseFunction.All[_random.Next(PointwiseFunction.All.Count)],
                Term(scope, size - 1)
            ),
            4 or 5 => Reduce(scope, size),
            6 => Sampled(scope, size),
            _ => Term(scope, 0),
        };
    }

    private EqArray<Term> Parts(Scope scope, int size) =>
        Enumerable
            .Range(0, _random.Next(2, 4))
            .Select(_ => Term(scope, size - _random.Next(1, 4)))
            .ToEqArray();

    private Term.Sampled Sampled(Scope scope, int size)
    {
        var name = Pick(Names);
        var inside = scope.Without(name);
        inside = inside with { Sites = [.. inside.Sites, name] };
        return new(name, Site(scope, 2), Term(inside, size - 1));
    }

    private Term Reduce(Scope scope, int size)
    {
        var name = Pick(Names);
        var inside = scope.Without(name);
        var by = (Reduction)_random.Next(4);
        switch (_random.Next(3))
        {
            case 0:
                inside = inside with { Sites = [.. inside.Sites, name] };
                return new Term.Reduce(by, name, new Domain.Sites(), Body());
            case 1:
                var count = _random.Next(1, 5);
                inside = inside with { Channels = [.. inside.Channels, (name, count)] };
                return new Term.Reduce(by, name, new Domain.Channels(count), Body());
            default:
                inside = inside with { Rels = [.. inside.Rels, name] };
                Domain over = Pick<Func<Domain>>(
                    () => new Domain.WholeGroup(),
                    () => new Domain.Translations(),
                    () => new Domain.PointElements(),
                    () => new Domain.Window(Pick([.. Windows]).Name),
                    () => new Domain.AbsoluteWindow(Pick([.. Windows]).Name, Site(scope, 2))
                )();
                return new Term.Reduce(by, name, over, Body());
        }
        Term Body() => Term(inside, size - 1);
    }

    // A softmax over variables of the scope, or what is almost one: no variable in t, a domain that reads its own variable,
    // a variable twice, another term in the sum.
    private Term Softmax(Scope scope, int size)
    {
        var over = Enumerable
            .Range(0, _random.Next(1, 3))
            .Select(_ => Member(scope))
            .OfType<(string Name, Domain Over)>()
            .ToArray();
        var term = Term(scope, size - 2);
        var read = Pick(term, Bound() + term);
        Term Bound() =>
            new Term.Sum([
                .. scope.Sites.Select(name => new Term.Signal(
                    new Channel.Literal(0),
                    new Site.Variable(name)
                )),
                .. scope.Rels.Select(name => new Term.Parameter(
                    "isotropic",
                    [new Rel.Variable(name)],
                    []
                )),
                .. scope
                    .Channels.Where(channel => channel.Count <= 4)
                    .Select(channel => new Term.Parameter(
                        "bias",
                        [],
                        [new Channel.Variable(channel.Name)]
                    )),
                new Term.Constant(1),
                new Term.Constant(2),
            ]);
        Term Over(Reduction by, Term body) =>
            over.Reverse()
                .Aggregate(body, (inside, one) => new Term.Reduce(by, one.Name, one.Over, inside));
        Term Power(Term of) =>
            new Term.Pointwise(PointwiseFunction.Exp, of - Over(Reduction.Max, of));
        return Power(read)
            * new Term.Pointwise(
                PointwiseFunction.Reciprocal,
                Over(Reduction.Sum, Power(_random.Next(8) == 0 ? term : read))
            );
    }

    private (string Name, Domain Over)? Member(Scope scope)
    {
        switch (_random.Next(3))
        {
            case 0:
                return (Pick([.. scope.Sites]), new Domain.Sites());
            case 1 when scope.Channels.Count > 0:
                var (name, count) = Pick([.. scope.Channels]);
                return (name, new Domain.Channels(_random.Next(1, count + 1)));
            case 2 when scope.Rels.Count > 0:
                return (
                    Pick([.. scope.Rels]),
                    Pick<Domain>(
                        new Domain.WholeGroup(),
                        new Domain.Window(Pick([.. Windows]).Name),
                        new Domain.AbsoluteWindow(Pick([.. Windows]).Name, Site(scope, 2))
                    )
                );
            default:
                return null;
        }
    }

    private Term Parameter(Scope scope)
    {
        var declared = Pick([.. Parameters]);
        return new Term.Parameter(
            declared.Name,
            Enumerable
                .Range(0, declared.Axes.Relative.Count)
                .Select(_ => Rel(scope, 3))
                .ToEqArray(),
            declared.Axes.ChannelSizes.Select(size => Channel(scope, size)).ToEqArray()
        );
    }

    private Channel Channel(Scope scope, int size)
    {
        var fitting = scope.Channels.Where(channel => channel.Count <= size).ToArray();
        return fitting.Length > 0 && _random.Next(4) > 0
            ? new Channel.Variable(Pick(fitting).Name)
            : new Channel.Literal(_random.Next(size));
    }

    private Site Site(Scope scope, int size) =>
        size > 0 && _random.Next(2) == 0
            ? Site(scope, size - 1) * Rel(scope, size - 1)
            : new Site.Variable(Pick([.. scope.Sites]));

    private Rel Rel(Scope scope, int size)
    {
        if (size <= 0)
            return scope.Rels.Count > 0 && _random.Next(4) > 0
                ? new Rel.Variable(Pick([.. scope.Rels]))
                : Pick<Rel>(new Rel.Unit(), new Rel.Constant("a"), new Rel.Constant("b_0"));
        return _random.Next(8) switch
        {
            0 or 1 => Rel(scope, size - 1) * Rel(scope, size - 1),
            2 => new Rel.Inverse(Rel(scope, size - 1)),
            3 => new Rel.PointPart(Rel(scope, size - 1)),
            4 => new Rel.TranslationPart(Rel(scope, size - 1)),
            5 => new Rel.Between(Site(scope, size - 1), Site(scope, size - 1)),
            6 => new Rel.Absolute(Site(scope, size - 1)),
            _ => Rel(scope, 0),
        };
    }

    private Coefficient Number()
    {
        var factor = new Rational(_random.Next(-12, 13), Pick(1, 2, 3, 50000));
        return new Coefficient(factor, factor.Sign == 0 ? 0 : Pick(0, 0, 1, 2, -1, -12));
    }

    private static ParameterAxis Of(int count) => new ParameterAxis.OfChannels(count);

    private static ParameterAxis OfWindow(string name) => new ParameterAxis.OfWindow(name);

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];
}
