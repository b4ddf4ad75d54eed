using AgeFormal.Laws;

namespace AgeFormal.Operators.Tests;

/// <summary>The laws of substitution and of free variables, on random terms and their values.</summary>
public sealed class SubstitutionLaws
{
    private const int Terms = 2000;

    [Test]
    public void A_term_without_samples_has_the_value_of_the_term() =>
        Law.Holds(
            RandomTerms.Terms,
            term =>
                TermValue.Of(Substitution.Expand(term), TermValue.Everything)
                == TermValue.Of(term, TermValue.Everything),
            Terms
        );

    [Test]
    public void Nothing_sampled_is_left_and_a_term_without_samples_stays() =>
        Law.Holds(
            RandomTerms.Terms,
            term =>
            {
                var expanded = Substitution.Expand(term);
                return Substitution.IsExpanded(expanded)
                    && Substitution.Expand(expanded) == expanded
                    && (!Substitution.IsExpanded(term) || expanded == term);
            },
            Terms
        );

    [Test]
    public void Substitution_frees_no_variable() =>
        Law.Holds(
            RandomTerms.Terms,
            term => FreeVariables.Of(Substitution.Expand(term)).IsSubsetOf(FreeVariables.Of(term)),
            Terms
        );

    /// <summary>In a meaning where nothing cancels, a term without samples changes with a variable exactly when it is free.</summary>
    [Test]
    public void The_free_variables_are_those_on_which_the_value_depends() =>
        Law.Holds(
            RandomTerms.Terms,
            term =>
            {
                var expanded = Substitution.Expand(term);
                var value = TermValue.Of(expanded, TermValue.Everything);
                return TermValue.Everything.Keys.All(name =>
                {
                    var other = TermValue.Everything.SetItem(name, 0);
                    return FreeVariables.Of(expanded).Contains(name)
                        == (TermValue.Of(expanded, other) != value);
                });
            },
            Terms
        );

    [Test]
    public void A_bound_name_can_be_any_other_that_does_not_occur() =>
        Law.Holds(
            RandomTerms.Terms,
            term =>
            {
                Term bound = new Term.Reduce(
                    Reduction.Sum,
                    "g",
                    new Domain.Sites(),
                    Substitution.Expand(term)
                );
                // Σ_z t[g := z], the sample giving the new name.
                Term renamed = new Term.Reduce(
                    Reduction.Sum,
                    "z",
                    new Domain.Sites(),
                    new Term.Sampled("g", new Site.Variable("z"), Substitution.Expand(term))
                );
                return TermValue.Of(bound, TermValue.Everything)
                        == TermValue.Of(Substitution.Expand(renamed), TermValue.Everything)
                    && FreeVariables
                        .Of(bound)
                        .SetEquals(FreeVariables.Of(Substitution.Expand(renamed)));
            },
            Terms
        );

    /// <summary>Terms of the generator sample, shadow and would capture; a generator that does not shows no law.</summary>
    [Test]
    public void The_terms_sample_below_binders()
    {
        var (sampled, renamed) = (0, 0);
        Law.Holds(
            RandomTerms.Terms,
            term =>
            {
                sampled += Substitution.IsExpanded(term) ? 0 : 1;
                renamed += Substitution.Expand(term).ToString().Contains('′') ? 1 : 0;
                return true;
            },
            Terms
        );
        Assert.That(sampled, Is.GreaterThan(Terms / 4));
        Assert.That(renamed, Is.GreaterThan(Terms / 20));
    }
}
