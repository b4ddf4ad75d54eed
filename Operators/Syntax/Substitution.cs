using System.Collections.Immutable;

namespace AgeFormal.Operators;

/// <summary>
/// The formula on the group: every <see cref="Term.Sampled"/> t[v := s] is replaced by t with s in place of v. Bound
/// variables that would capture a variable of s are renamed.
/// </summary>
public static class Substitution
{
    /// <summary>The formula without sampled intermediates.</summary>
    public static Formula Expand(Formula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return formula with { Body = Expand(formula.Body) };
    }

    /// <summary>The term without sampled intermediates.</summary>
    public static Term Expand(Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return IsExpanded(term) ? term : new Assignment([], [], []).Term(term);
    }

    /// <summary>Whether no sampled intermediate occurs in the term.</summary>
    public static bool IsExpanded(Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return !term.Any(part => part is Term.Sampled);
    }

    /// <summary>What stands for the variables in scope.</summary>
    /// <param name="Sites">Positions in place of sampled variables.</param>
    /// <param name="Names">New names of bound variables.</param>
    /// <param name="Taken">The variables that occur in these, which no binder may capture.</param>
    private sealed record Assignment(
        ImmutableDictionary<string, Site> Sites,
        ImmutableDictionary<string, string> Names,
        ImmutableHashSet<string> Taken
    )
    {
        public Term Term(Term term)
        {
            if (term is Term.Sampled sampled)
            {
                var at = Site(sampled.At);
                return (
                    this with
                    {
                        Sites = Sites.SetItem(sampled.Variable, at),
                        Names = Names.Remove(sampled.Variable),
                        Taken = Taken.Union(FreeVariables.Of(at)),
                    }
                ).Term(sampled.Body);
            }
            var parts = term.Parts();
            var (inside, name) = parts.Variable is { } bound ? Bind(bound) : (this, null);
            return term.With(
                new(
                    parts.Sites.Map(Site),
                    parts.Rels.Map(Rel),
                    parts.Channels.Map(Channel),
                    parts.Terms.Map(inside.Term),
                    name
                )
            );
        }

        private (Assignment Inside, string Name) Bind(string variable)
        {
            var name = variable;
            while (Taken.Contains(name))
                name += "′";
            var inside = this with { Sites = Sites.Remove(variable), Taken = Taken.Add(name) };
            return (inside with { Names = Names.SetItem(variable, name) }, name);
        }

        private string Name(string variable) => Names.GetValueOrDefault(variable, variable);

        private Channel Channel(Channel channel) =>
            channel.Map(variable => new Channel.Variable(Name(variable.Name)));

        private Site Site(Site site) =>
            site.Match(
                variable: variable =>
                    Sites.GetValueOrDefault(variable.Name)
                    ?? new Site.Variable(Name(variable.Name)),
                moved: moved => new Site.Moved(Site(moved.Origin), Rel(moved.By))
            );

        private Rel Rel(Rel rel) =>
            rel.Match<Rel>(
                variable: variable => new Rel.Variable(Name(variable.Name)),
                constant: constant => constant,
                unit: unit => unit,
                between: between => new Rel.Between(Site(between.From), Site(between.To)),
                product: product => new Rel.Product(Rel(product.Left), Rel(product.Right)),
                inverse: inverse => new Rel.Inverse(Rel(inverse.Of)),
                pointPart: part => new Rel.PointPart(Rel(part.Of)),
                translationPart: part => new Rel.TranslationPart(Rel(part.Of)),
                absolute: absolute => new Rel.Absolute(Site(absolute.At))
            );
    }
}
