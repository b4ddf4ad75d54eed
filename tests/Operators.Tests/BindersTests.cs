using static AgeFormal.Operators.Binders;

namespace AgeFormal.Operators.Tests;

/// <summary>Formulas written with the binders of C#.</summary>
public sealed class BindersTests
{
    [Test]
    public void A_variable_has_the_name_of_its_lambda() =>
        Assert.That(
            Layer((g, o) => Sum(2, c => Sum(H, k => f[c](g * k) * Parameter("W")(k)[o, c])))
                .ToString(),
            Is.EqualTo("λ(g; o). Σ[c ∈ Ch(2)] Σ[k ∈ H] f[c](g·k) · W(k; o, c)")
        );

    [Test]
    public void A_name_is_primed_where_a_binder_inside_would_capture_it()
    {
        static Term Inner(Channel outer) => Sum(2, c => Parameter("W")()[outer, c]);
        Assert.That(
            Sum(2, c => Inner(c)),
            Is.EqualTo(
                new Term.Reduce(
                    Reduction.Sum,
                    "c′",
                    new Domain.Channels(2),
                    new Term.Reduce(
                        Reduction.Sum,
                        "c",
                        new Domain.Channels(2),
                        new Term.Parameter("W", [], ["c′", "c"])
                    )
                )
            )
        );
        Assert.That(FreeVariables.Of(Sum(2, c => Sum(2, o => Inner(c) * Inner(o)))), Is.Empty);
    }

    [Test]
    public void A_name_that_a_binder_inside_only_hides_stays() =>
        Assert.That(
            Sum(2, c => f[c](new Site.Variable("g")) * Sum(2, c => f[c](new Site.Variable("g"))))
                .ToString(),
            Is.EqualTo("Σ[c ∈ Ch(2)] f[c](g) · (Σ[c ∈ Ch(2)] f[c](g))")
        );
}
