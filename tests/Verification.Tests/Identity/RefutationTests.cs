using AgeFormal.Algebra;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Refuting;
using AgeFormal.Verification.Tests.TermLaws;

namespace AgeFormal.Verification.Tests.Identity;

/// <summary>A refutation is about the functions as named, and rests on numbers that differ for certain.</summary>
public sealed class RefutationTests
{
    private static Verdict Refute(string zero)
    {
        var design = LawDesigns.Read($"f[o](g) + gain(Abs(g); o) * ({zero})");
        return Refuter.RefuteOn(
            design.Formula,
            DesignVocabulary.On(design, PointGroups.P2, []),
            PointGroups.P2,
            new IdentityOptions { SearchBudget = 300_000 }
        );
    }

    // True of the step and of no other function.
    private const string OfStep = "step(f[o](g))*step(f[o](g) - 1) - step(f[o](g) - 1)";

    [Test]
    public void A_difference_of_other_functions_alone_refutes_nothing()
    {
        Assert.That(Refute("step(f[o](g)) - 1"), Is.InstanceOf<Verdict.Refuted>());
        var verdict = Refute(OfStep);
        Assert.That(verdict, Is.InstanceOf<Verdict.Undecided>(), verdict.ToString());
        Assert.That(verdict.ToString(), Does.Contain("not equivariant for every φ"));
    }

    [Test]
    public void A_case_for_other_functions_names_them()
    {
        var found = ((Verdict.Undecided)Refute(OfStep)).WithOtherFunctions!.Counterexample!;
        Assert.That(found.IsNamed, Is.False);
        Assert.That(found.Surrogates.Select(one => one.Function), Is.EqualTo(new[] { "step" }));
        Assert.That(found.Replay().Confirmed);
        Assert.That(found.Render(), Does.Contain("with other functions"));
    }

    /// <summary>σ(x) + σ(−x) − 1 is 0, in numbers of any length of rounding.</summary>
    [TestCase("1000000000000000*(sigmoid(f[o](g)) + sigmoid(-f[o](g)) - 1)")]
    [TestCase("1000000000000000*(exp(f[o](g))*exp(1 - f[o](g)) - exp(1))")]
    public void Rounding_that_is_amplified_refutes_nothing(string zero)
    {
        var verdict = Refute(zero);
        Assert.That(verdict, Is.InstanceOf<Verdict.Undecided>(), verdict.ToString());
    }
}
