using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Laws;

/// <summary>
/// Every design that differs from a given one in one place: an absolute position put in or multiplied on, a window that is
/// not turned, an inverse dropped or added, a product swapped, g⁻¹v replaced by Abs(v) or spelled with absolute positions.
/// Some mutants are equivariant all the same. Binders are expected to have names of their own.
/// </summary>
public static class DesignMutations
{
    /// <summary>All mutants, in the order of reading.</summary>
    public static IEnumerable<Design> Of(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        var sites = design.Formula.Sites.Select(name => (Site)new Site.Variable(name)).ToArray();
        return Of(design.Formula.Body, sites)
            .Select(body => design with { Formula = design.Formula with { Body = body } });
    }

    /// <summary>One mutant; null when the formula names no position or element.</summary>
    public static Design? Any(Design design, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var all = Of(design).ToArray();
        return all.Length == 0 ? null : all[random.Next(all.Length)];
    }

    private static IEnumerable<Term> Of(Term term, Site[] sites) =>
        term.Match(
            constant: _ => [],
            signal: signal => Of(signal.At, sites).Select(at => (Term)(signal with { At = at })),
            parameter: parameter =>
                InOne(parameter.At, rel => Of(rel, sites))
                    .Select(at => (Term)(parameter with { At = at })),
            pointwise: pointwise =>
                Of(pointwise.Argument, sites)
                    .Select(argument => (Term)(pointwise with { Argument = argument })),
            sum: sum =>
                InOne(sum.Terms, part => Of(part, sites)).Select(parts => new Term.Sum(parts)),
            product: product =>
                InOne(product.Factors, part => Of(part, sites))
                    .Select(parts => new Term.Product(parts)),
            reduce: reduce => Of(reduce, sites),
            sampled: sampled =>
                Of(sampled.At, sites)
                    .Select(at => (Term)(sampled with { At = at }))
                    .Concat(
                        Of(sampled.Body, [.. sites, new Site.Variable(sampled.Variable)])
                            .Select(body => sampled with { Body = body })
                    )
        );

    private static IEnumerable<Term> Of(Term.Reduce reduce, Site[] sites)
    {
        Site[] inner =
            reduce.Over is Domain.Sites ? [.. sites, new Site.Variable(reduce.Variable)] : sites;
        var domains = reduce.Over.Match<IEnumerable<Domain>>(
            sites: _ => [],
            wholeGroup: _ => [],
            translations: _ => [],
            pointElements: _ => [],
            window: window => sites.Select(at => new Domain.AbsoluteWindow(window.Name, at)),
            absoluteWindow: window => [new Domain.Window(window.Name)],
            channels: _ => []
        );
        return domains
            .Select(domain => (Term)(reduce with { Over = domain }))
            .Concat(Of(reduce.Body, inner).Select(body => reduce with { Body = body }));
    }

    private static IEnumerable<Site> Of(Site site, Site[] sites) =>
        sites
            .Select(at => site * new Rel.Absolute(at))
            .Concat(
                site.Match<IEnumerable<Site>>(
                    variable: _ => [],
                    moved: moved =>
                        Of(moved.Origin, sites)
                            .Select(origin => origin * moved.By)
                            .Concat(Of(moved.By, sites).Select(by => moved.Origin * by))
                )
            );

    private static IEnumerable<Rel> Of(Rel rel, Site[] sites) =>
        sites
            .SelectMany(at => Around(rel, new Rel.Absolute(at)))
            .Append(new Rel.Inverse(rel))
            .Concat(
                rel.Match<IEnumerable<Rel>>(
                    variable: _ => [],
                    constant: _ => [],
                    unit: _ => [],
                    between: between => Of(between, sites),
                    product: product =>
                        Of(product.Left, sites)
                            .Select(left => left * product.Right)
                            .Concat(Of(product.Right, sites).Select(right => product.Left * right))
                            .Append(product.Right * product.Left),
                    inverse: inverse => Within(inverse.Of, sites, of => new Rel.Inverse(of)),
                    pointPart: part => Within(part.Of, sites, of => new Rel.PointPart(of)),
                    translationPart: part =>
                        Within(part.Of, sites, of => new Rel.TranslationPart(of)),
                    absolute: absolute => Of(absolute.At, sites).Select(at => new Rel.Absolute(at))
                )
            );

    private static IEnumerable<Rel> Around(Rel rel, Rel absolute) =>
        [absolute, absolute * rel, rel * absolute];

    private static IEnumerable<Rel> Of(Rel.Between between, Site[] sites)
    {
        var (from, to) = (new Rel.Absolute(between.From), new Rel.Absolute(between.To));
        return Of(between.From, sites)
            .Select(site => (Rel)(between with { From = site }))
            .Concat(Of(between.To, sites).Select(site => between with { To = site }))
            .Concat([to, new Rel.Inverse(from) * to, to * new Rel.Inverse(from), from * to]);
    }

    /// <summary>The operand alone, and the operand mutated in its place.</summary>
    private static IEnumerable<Rel> Within(Rel operand, Site[] sites, Func<Rel, Rel> around) =>
        Of(operand, sites).Select(around).Prepend(operand);

    private static IEnumerable<EqArray<T>> InOne<T>(
        EqArray<T> items,
        Func<T, IEnumerable<T>> mutants
    ) =>
        items
            .Index()
            .SelectMany(item =>
                mutants(item.Item)
                    .Select(mutant => new EqArray<T>(items.Items.SetItem(item.Index, mutant)))
            );
}
