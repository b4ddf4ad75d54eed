using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

/// <summary>What is scoped was judged: it is on the group, and everything that it names is there.</summary>
public sealed class ScopedTests
{
    [Test]
    public void A_formula_is_scoped_on_the_group_with_its_vocabulary()
    {
        var scoped = Scoped.Of(Formulas.Everything, Formulas.Vocabulary);
        Assert.That(scoped.Formula, Is.EqualTo(Formulas.Everything.OnGroup));
        Assert.That(scoped.Vocabulary, Is.EqualTo(Formulas.Vocabulary));
        Assert.That(
            Prover.Prove(scoped, []),
            Is.EqualTo(Prover.Prove(Formulas.Everything, Formulas.Vocabulary, []))
        );
    }

    [Test]
    public void What_is_not_bound_is_not_scoped() =>
        Assert.That(
            () =>
                Scoped.Of(
                    Formulas.Layer(Formulas.At(new Site.Variable("nowhere"))),
                    Formulas.Vocabulary
                ),
            Throws
                .TypeOf<ScopeException>()
                .With.Message.Contains("the variable 'nowhere' is not bound")
        );
}
