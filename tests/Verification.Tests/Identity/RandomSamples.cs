using System.Collections.Immutable;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Identity;

/// <summary>Seeded formulas of nested samples and reductions over few names, so that binders shadow and could capture.</summary>
internal sealed class RandomSamples(int seed)
{
    private readonly Random _random = new(seed);

    // One reduction over all positions at most stands around a term, for they are many.
    private sealed record Scope(
        ImmutableHashSet<string> Sites,
        ImmutableHashSet<string> Rels,
        bool IsOverPositions
    )
    {
        public Scope Site(string name) =>
            this with
            {
                Sites = Sites.Add(name),
                Rels = Rels.Remove(name),
            };

        public Scope Rel(string name) =>
            this with
            {
                Sites = Sites.Remove(name),
                Rels = Rels.Add(name),
            };
    }

    public Formula Next() => new(["g"], ["o"], Term(new(["g"], [], IsOverPositions: false), 5));

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
        Domain over = _random.Next(scope.IsOverPositions ? 3 : 4) switch
        {
            0 => new Domain.PointElements(),
            1 => new Domain.Window("S"),
            2 => new Domain.AbsoluteWindow("S", Site(scope)),
            _ => new Domain.Sites(),
        };
        return new(
            _random.Next(2) == 0 ? Reduction.Sum : Reduction.Max,
            name,
            over,
            Term(
                over is Domain.Sites
                    ? scope.Site(name) with
                    {
                        IsOverPositions = true,
                    }
                    : scope.Rel(name),
                depth - 1
            )
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
        Site site = Variable(scope);
        for (var i = _random.Next(3); i > 0 && scope.Rels.Count > 0; i--)
        {
            Rel by = new Rel.Variable(scope.Rels.Order().ElementAt(_random.Next(scope.Rels.Count)));
            site *= _random.Next(5) switch
            {
                0 => new Rel.Inverse(by),
                1 => new Rel.PointPart(by),
                2 => by * new Rel.Absolute(site),
                3 => new Rel.Between(Variable(scope) * by, site),
                _ => by,
            };
        }
        return site;
    }

    private Site.Variable Variable(Scope scope) =>
        new(scope.Sites.Order().ElementAt(_random.Next(scope.Sites.Count)));
}
