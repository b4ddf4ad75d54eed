using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Testing.Generators;

/// <summary>
/// Seeded well-scoped designs over the whole language without its escape hatches: positions, every relative element, every
/// domain, parameters on H, windows and channels, pointwise functions, nested reductions. Sizes are small, so that finite
/// models of them are fast; every binder has a name of its own.
/// </summary>
/// <remarks>Numbers are positive: the identity test does not know that relu(−2) or a product with 0 is 0.</remarks>
public sealed class RandomDesigns(int seed)
{
    private const int Channels = 2;

    private static readonly Coefficient[] Numbers =
    [
        1,
        2,
        3,
        new Rational(1, 2),
        new Coefficient(Rational.One, 1),
    ];

    private readonly Random _random = new(seed);
    private EqArray<DesignParameter> _parameters = [];
    private EqArray<DesignWindow> _windows = [];
    private int _names;

    private sealed record Scope(
        EqArray<string> Sites,
        EqArray<string> Rels,
        EqArray<string> Indices
    );

    /// <summary>A layer, or for every fourth an attention map.</summary>
    public Design Next()
    {
        _names = 0;
        _windows = Pick<EqArray<DesignWindow>>(
            [new("S", new WindowShape.Side(3))],
            [new("S", new WindowShape.Side(3)), new("T", new WindowShape.Box([1, 3]))]
        );
        ParameterAxis onWindow = new ParameterAxis.OfWindow(_windows[^1].Name);
        _parameters =
        [
            new("W", [OnH, new ParameterAxis.OfWindow("S")]),
            new("V", [OnH]),
            new("P", [onWindow]),
            new("U", [OnChannels, OnH, OnH]),
            new("B", [OnChannels]),
        ];
        EqArray<string> sites = _random.Next(4) == 0 ? ["g", "u"] : ["g"];
        EqArray<string> channels = Pick<EqArray<string>>(["o"], ["o"], []);
        return new()
        {
            Name = "random",
            Input = new(Channels, Pick(Fibre.Regular, Fibre.Regular, Fibre.Trivial)),
            Output = channels.Select(_ => Channels).ToEqArray(),
            Windows = _windows,
            Constants = ["a"],
            Parameters = _parameters,
            Formula = new(sites, channels, Term(new(sites, [], channels), _random.Next(2, 5))),
        };
    }

    private static ParameterAxis OnH => new ParameterAxis.OfPointElements();

    private static ParameterAxis OnChannels => new ParameterAxis.OfChannels(Channels);

    private Term Term(Scope scope, int depth) =>
        depth == 0
            ? Leaf(scope)
            : _random.Next(8) switch
            {
                0 => Leaf(scope),
                1 => new Term.Pointwise(Pick([.. PointwiseFunction.All]), Term(scope, depth - 1)),
                2 => new Term.Sum(Parts(scope, depth)),
                3 or 4 => new Term.Product(Parts(scope, depth)),
                _ => Reduce(scope, depth),
            };

    private EqArray<Term> Parts(Scope scope, int depth) =>
        Enumerable
            .Range(0, _random.Next(2, 4))
            .Select(part => Term(scope, part == 0 ? depth - 1 : _random.Next(depth)))
            .ToEqArray();

    private Term.Reduce Reduce(Scope scope, int depth)
    {
        var name = $"v{_names++}";
        var onRels = scope with { Rels = [.. scope.Rels, name] };
        var (domain, inner) = _random.Next(7) switch
        {
            0 => ((Domain)new Domain.Sites(), scope with { Sites = [.. scope.Sites, name] }),
            1 => (new Domain.WholeGroup(), onRels),
            2 => (new Domain.Translations(), onRels),
            3 => (new Domain.PointElements(), onRels),
            4 or 5 => (new Domain.Window(Pick([.. _windows]).Name), onRels),
            _ => (new Domain.Channels(Channels), scope with { Indices = [.. scope.Indices, name] }),
        };
        return new(Pick(Enum.GetValues<Reduction>()), name, domain, Term(inner, depth - 1));
    }

    private Term Leaf(Scope scope) =>
        _random.Next(8) switch
        {
            0 => new Term.Constant(Pick(Numbers)),
            1 or 2 => Parameter(scope),
            _ => new Term.Signal(Index(scope), Site(scope, 2)),
        };

    private Term.Parameter Parameter(Scope scope)
    {
        var declared = Pick([.. _parameters]);
        return new(
            declared.Name,
            Enumerable
                .Range(0, declared.Axes.Relative.Count)
                .Select(_ => Rel(scope, 2))
                .ToEqArray(),
            declared.Axes.ChannelSizes.Select(_ => Index(scope)).ToEqArray()
        );
    }

    private Site Site(Scope scope, int depth) =>
        depth == 0 || _random.Next(3) == 0
            ? new Site.Variable(Pick([.. scope.Sites]))
            : Site(scope, depth - 1) * Rel(scope, depth - 1);

    private Rel Rel(Scope scope, int depth)
    {
        if (depth == 0)
            return scope.Rels.Count > 0 && _random.Next(4) > 0
                ? new Rel.Variable(Pick([.. scope.Rels]))
                : Pick<Rel>(new Rel.Constant("a"), new Rel.Unit());
        return _random.Next(7) switch
        {
            0 or 1 => new Rel.Between(Site(scope, depth - 1), Site(scope, depth - 1)),
            2 => Rel(scope, depth - 1) * Rel(scope, depth - 1),
            3 => new Rel.Inverse(Rel(scope, depth - 1)),
            4 => new Rel.PointPart(Rel(scope, depth - 1)),
            5 => new Rel.TranslationPart(Rel(scope, depth - 1)),
            _ => Rel(scope, 0),
        };
    }

    private Channel Index(Scope scope) =>
        _random.Next(6) switch
        {
            0 => new Channel.InGroup(SingleIndex(scope), Channels, SingleIndex(scope)),
            1 => new Channel.InGroup(SingleIndex(scope), 1, new Channel.Literal(0)),
            _ => SingleIndex(scope),
        };

    private Channel SingleIndex(Scope scope) =>
        scope.Indices.Count == 0 || _random.Next(3) == 0
            ? new Channel.Literal(_random.Next(Channels))
            : new Channel.Variable(Pick([.. scope.Indices]));

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];
}
