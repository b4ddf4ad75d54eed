using AgeFormal.Operators;
using AgeFormal.Verification.Proving;
using AgeFormal.Verification.Tests.Identity;

namespace AgeFormal.Verification.Tests.TermLaws;

/// <summary>Simplification ends by itself: each law leaves something smaller to do.</summary>
public sealed class LawSimplificationTests
{
    private const string Nested = "nested simplifications";

    [TestCase("sqrt(sigmoid(f[o](g)))")]
    [TestCase("sqrt(2*sigmoid(f[o](g)))")]
    [TestCase("rsqrt(sigmoid(f[o](g)))")]
    [TestCase("sqrt(1/(1 + square(f[o](g))))")]
    [TestCase("sqrt(sqrt(1 + square(f[o](g))))")]
    [TestCase("sqrt(sigmoid(f[0](g))*sigmoid(f[1](g))*gain(Abs(g); o))")]
    [TestCase("sqrt(exp(f[o](g))*square(f[0](g))*sigmoid(f[1](g)))")]
    [TestCase("sqrt(-1*square(f[o](g)))")]
    [TestCase("sqrt(pi*pi*sigmoid(f[o](g)))")]
    [TestCase("reciprocal(reciprocal(f[0](g))*reciprocal(f[1](g) + 1))")]
    public void Roots_and_reciprocals_are_taken_apart_once(string body) =>
        Assert.That(Bounds(LawDesigns.Read(body).Formula), Is.Empty);

    [Test]
    public void Random_formulas_end_before_the_bound_on_nesting()
    {
        var random = new RandomFormulas(29);
        for (var i = 0; i < 150; i++)
        {
            Assert.That(Bounds(random.Next()), Has.None.Contains(Nested));
            Assert.That(Bounds(random.Mutant()), Has.None.Contains(Nested));
        }
    }

    [Test]
    public void A_term_that_is_nested_too_deeply_ends_at_the_bound()
    {
        Term deep = new Term.Signal(new Channel.Variable("o"), new Site.Variable("g"));
        for (var i = 0; i < 70; i++)
            deep = new Term.Pointwise(PointwiseFunction.Tanh, deep + new Term.Constant(1));
        Assert.That(
            Bounds(new Formula(["g"], ["o"], deep)),
            Has.Length.EqualTo(Enum.GetValues<LawSet>().Length).And.All.Contains(Nested)
        );
    }

    // The bounds that were spent, one for each set of laws at most.
    private static string[] Bounds(Formula formula)
    {
        var bounds = new List<string>();
        var (body, _, _) = WordReading.Of(formula.OnGroup);
        foreach (var laws in Enum.GetValues<LawSet>())
            try
            {
                LawSimplification.Steps(BoundVariables.ByHeight(body), laws);
            }
            catch (LawBoundException spent)
            {
                bounds.Add(spent.Bound);
            }
        return [.. bounds];
    }
}
