using System.Reflection;
using AgeFormal.Algebra;
using AgeFormal.Laws;

namespace AgeFormal.Operators.Tests;

/// <summary>What <see cref="TermWalk"/> says of a term, compared with its properties as reflection sees them: a case that keeps something from the walk fails here.</summary>
public sealed class TermWalkLaws
{
    private static readonly Term[] Cases =
    [
        new Term.Constant(3),
        new Term.Signal("c", new Site.Variable("g")),
        new Term.Parameter("W", [new Rel.Variable("x"), new Rel.Constant("t")], ["o", "c"]),
        new Term.Pointwise(PointwiseFunction.Relu, new Term.Constant(1)),
        new Term.Sum([new Term.Constant(1), new Term.Constant(2)]),
        new Term.Product([new Term.Constant(1), new Term.Constant(2)]),
        new Term.Reduce(
            Reduction.Max,
            "x",
            new Domain.AbsoluteWindow("S", new Site.Variable("g")),
            new Term.Constant(1)
        ),
        new Term.Reduce(Reduction.Sum, "x", new Domain.WholeGroup(), new Term.Constant(1)),
        new Term.Sampled("h", new Site.Variable("g"), new Term.Constant(1)),
    ];

    [Test]
    public void The_cases_are_all_cases() =>
        Assert.That(
            Cases.Select(term => term.GetType()).Distinct(),
            Is.EquivalentTo(
                typeof(Term).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Term)))
            )
        );

    [TestCaseSource(nameof(Cases))]
    public void The_parts_of_a_case_are_all_that_it_holds(Term term)
    {
        var parts = term.Parts();
        Assert.That(parts.Sites, Is.EqualTo(Held<Site>(term)));
        Assert.That(parts.Rels, Is.EqualTo(Held<Rel>(term)));
        Assert.That(parts.Channels, Is.EqualTo(Held<Channel>(term)));
        Assert.That(parts.Terms, Is.EqualTo(Held<Term>(term)));
        Assert.That(term.Children(), Is.EqualTo(parts.Terms));
        Assert.That(
            parts.Variable,
            Is.EqualTo(term.GetType().GetProperty("Variable")?.GetValue(term))
        );
    }

    [TestCaseSource(nameof(Cases))]
    public void A_case_made_of_other_parts_has_those(Term term)
    {
        var parts = term.Parts();
        var other = new TermParts(
            parts.Sites.Select(site => site * new Rel.Unit()).ToEqArray(),
            parts.Rels.Select(rel => (Rel)new Rel.Inverse(rel)).ToEqArray(),
            parts.Channels.Select((_, i) => (Channel)new Channel.Literal(i)).ToEqArray(),
            parts.Terms.Select(part => part + part).ToEqArray(),
            parts.Variable is { } variable ? variable + "′" : null
        );
        Assert.That(term.With(other).Parts(), Is.EqualTo(other));
        Assert.That(term.With(parts), Is.EqualTo(term));
        Assert.That(term.With(other).With(parts), Is.EqualTo(term));
    }

    [Test]
    public void Each_term_is_made_of_its_parts() =>
        Law.Holds(
            RandomTerms.Terms,
            term => term.Descendants().All(part => part.With(part.Parts()) == part),
            500
        );

    /// <summary>In order of declaration, and through domains, which are no parts; not through parts.</summary>
    private static IEnumerable<T> Held<T>(object value)
        where T : class =>
        value
            .GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(property => property.GetValue(value))
            .SelectMany(held =>
                held switch
                {
                    T part => [part],
                    IEnumerable<T> some => some,
                    Domain domain => Held<T>(domain),
                    _ => [],
                }
            );
}
