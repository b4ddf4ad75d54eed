using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Identity;

/// <summary>
/// Seeded well-scoped formulas over the names of <see cref="Designs.Everything"/>. Numbers are positive, so that none is
/// zero by a law of a function that the identity test does not know (relu(−2), max 0).
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="functions">The functions; all of them by default.</param>
internal sealed class RandomFormulas(int seed, IReadOnlyList<PointwiseFunction>? functions = null)
{
    private readonly IReadOnlyList<PointwiseFunction> _functions =
        functions ?? PointwiseFunction.All;
    private readonly Random _random = new(seed);
    private int _names;

    private sealed record Scope(
        ImmutableArray<string> Sites,
        ImmutableArray<string> Rels,
        ImmutableArray<string> Channels
    );

    /// <summary>A formula without absolute positions.</summary>
    public Formula Next()
    {
        _names = 0;
        return new(["g"], ["o"], Term(new(["g"], [], ["o"]), 4));
    }

    /// <summary>The same with about a third of its arguments moved by an absolute position.</summary>
    public Formula Mutant()
    {
        var formula = Next();
        return formula with { Body = Mutate(formula.Body) };
    }

    private Term Mutate(Term term) =>
        term.Match(
            constant: constant => constant,
            signal: signal =>
                _random.Next(3) > 0
                    ? signal
                    : signal with
                    {
                        At = signal.At * new Rel.Absolute(signal.At),
                    },
            parameter: parameter =>
                parameter with
                {
                    At = parameter
                        .At.Select(rel =>
                            _random.Next(3) > 0
                                ? rel
                                : new Rel.Absolute(new Site.Variable("g")) * rel
                        )
                        .ToEqArray(),
                },
            pointwise: pointwise => pointwise with { Argument = Mutate(pointwise.Argument) },
            sum: sum => sum with { Terms = sum.Terms.Select(Mutate).ToEqArray() },
            product: product =>
                product with
                {
                    Factors = product.Factors.Select(Mutate).ToEqArray(),
                },
            reduce: reduce => (Term)(reduce with { Body = Mutate(reduce.Body) }),
            sampled: sampled => sampled with { Body = Mutate(sampled.Body) }
        );

    private Term Term(Scope scope, int depth)
    {
        if (depth == 0)
            return Leaf(scope);
        switch (_random.Next(6))
        {
            case 0:
                return Leaf(scope);
            case 1:
                return new Term.Pointwise(
                    _functions[_random.Next(_functions.Count)],
                    Term(scope, depth - 1)
                );
            case 2:
                return Term(scope, depth - 1) + Term(scope, depth - 1);
            case 3:
                return Term(scope, depth - 1) * Term(scope, depth - 1);
            default:
                return Reduce(scope, depth);
        }
    }

    private Term Reduce(Scope scope, int depth)
    {
        var name = $"v{_names++}";
        Scope onRels = scope with { Rels = scope.Rels.Add(name) };
        var (domain, inner) = _random.Next(6) switch
        {
            0 => ((Domain)new Domain.Sites(), scope with { Sites = scope.Sites.Add(name) }),
            1 => (new Domain.WholeGroup(), onRels),
            2 => (new Domain.Translations(), onRels),
            3 => (new Domain.PointElements(), onRels),
            4 => (new Domain.Window(_random.Next(2) == 0 ? "S" : "T"), onRels),
            _ => (new Domain.Channels(2), scope with { Channels = scope.Channels.Add(name) }),
        };
        return new Term.Reduce((Reduction)_random.Next(4), name, domain, Term(inner, depth - 1));
    }

    private Term Leaf(Scope scope) =>
        _random.Next(5) switch
        {
            0 => new Term.Constant(_random.Next(1, 4)),
            1 => new Term.Parameter("W", [Rel(scope, 2), Rel(scope, 2)], []),
            2 => new Term.Parameter("V", [Rel(scope, 2)], []),
            _ => new Term.Signal(Channel(scope), Site(scope, 2)),
        };

    private Site Site(Scope scope, int depth) =>
        depth == 0 || _random.Next(3) == 0
            ? new Site.Variable(scope.Sites[_random.Next(scope.Sites.Length)])
            : Site(scope, depth - 1) * Rel(scope, depth - 1);

    private Rel Rel(Scope scope, int depth)
    {
        if (depth == 0)
            return scope.Rels.Length > 0 && _random.Next(4) > 0
                ? new Rel.Variable(scope.Rels[_random.Next(scope.Rels.Length)])
                : new Rel.Constant("a");
        return _random.Next(6) switch
        {
            0 => new Rel.Between(Site(scope, depth - 1), Site(scope, depth - 1)),
            1 => Rel(scope, depth - 1) * Rel(scope, depth - 1),
            2 => new Rel.Inverse(Rel(scope, depth - 1)),
            3 => new Rel.PointPart(Rel(scope, depth - 1)),
            4 => new Rel.TranslationPart(Rel(scope, depth - 1)),
            _ => Rel(scope, 0),
        };
    }

    private Channel Channel(Scope scope) =>
        _random.Next(3) == 0
            ? new Channel.Literal(_random.Next(2))
            : new Channel.Variable(scope.Channels[_random.Next(scope.Channels.Length)]);
}
