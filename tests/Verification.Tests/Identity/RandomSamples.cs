using System.Collections.Immutable;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Identity;

/// <summary>Seeded formulas of nested samples and reductions over few names, so that binders shadow and could capture.</summary>
internal sealed class RandomSamples(int seed)
{
    private readonly Random _random = new(seed);

    private sealed record Scope(ImmutableHashSet<string> Sites, ImmutableHashSet<string> Rels)
    {
        public Scope Site(string name) => new(Sites.Add(name), Rels.Remove(name));

        public Scope Rel(string name) => new(Sites.Remove(name), Rels.Add(name));
    }

    public Formula Next() => new(["g"], ["o"], Term(new(["g"], []), 5));

    private Term Term(Scope scope, int depth) =>
        depth == 0
            ? Read(scope)
            : _random.Next(8) switch
            {
                0 => Read(scope),
                1 => new Term.Pointwise(PointwiseFunction.Sigmoid, Term(scope, depth - 1)),
                2 => Term(scope, depth - 2 > 0 ? depth - 2 : 0) * Term(scope, depth - 1),
                3 => Term(scope, depth - 1) + Read(scope),
                4 or 5 => Sample(scope, depth),
                _ => Reduce(scope, depth),
            };

    private Term.Sampled Sample(Scope scope, int depth)
    {
        var name = Name(scope);
        return new(name, Site(scope), Term(scope.Site(name), depth - 1));
    }

    private Term.Reduce Reduce(Scope scope, int depth)
    {
        var name = Name(scope);
        Domain over = _random.Next(3) switch
        {
            0 => new Domain.PointElements(),
            1 => new Domain.Window("S"),
            _ => new Domain.AbsoluteWindow("S", Site(scope)),
        };
        return new(
            _random.Next(2) == 0 ? Reduction.Sum : Reduction.Max,
            name,
            over,
            Term(scope.Rel(name), depth - 1)
        );
    }

    // The last position of a scope is never hidden.
    private string Name(Scope scope)
    {
        string[] names = ["g", "v", "n", "m"];
        var name = names[_random.Next(names.Length)];
        return scope.Sites.Remove(name).IsEmpty
            ? "m" == name
                ? "n"
                : "m"
            : name;
    }

    private Term.Signal Read(Scope scope) => new(new Channel.Variable("o"), Site(scope));

    private Site Site(Scope scope)
    {
        Site site = new Site.Variable(
            scope.Sites.Order().ElementAt(_random.Next(scope.Sites.Count))
        );
        for (var i = _random.Next(3); i > 0 && scope.Rels.Count > 0; i--)
        {
            Rel by = new Rel.Variable(scope.Rels.Order().ElementAt(_random.Next(scope.Rels.Count)));
            site *= _random.Next(4) switch
            {
                0 => new Rel.Inverse(by),
                1 => new Rel.PointPart(by),
                2 => by * new Rel.Absolute(site),
                _ => by,
            };
        }
        return site;
    }
}
