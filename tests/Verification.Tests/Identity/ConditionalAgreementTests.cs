using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Tests.Identity;

/// <summary>The two methods on random formulas with absolute positions and windows: what one proves, the other does not refute.</summary>
public sealed class ConditionalAgreementTests
{
    private static readonly IdentityOptions Short = new() { Instances = 12, Budget = 30_000 };

    [Test]
    public void No_identity_fails_where_the_prover_finds_a_theorem()
    {
        const int formulas = 240;
        var random = new RandomFormulas(31);
        var coin = new Random(37);
        var vocabulary = Designs.Everything;
        var all = Prover.ConditionsOn(vocabulary);
        var (proved, refuted, undecided) = (0, 0, 0);
        var used = new Dictionary<Condition, int>();
        for (var i = 0; i < formulas; i++)
        {
            var turned = i % 2 == 0 ? random.Mutant() : random.Next();
            var formula = turned with { Body = Unturned(turned.Body, coin) };
            var holds = IdentityTest.Run(formula, vocabulary, Short) is IdentityResult.Holds;
            if (Prover.Prove(formula, vocabulary).IsProved)
            {
                proved++;
                Assert.That(holds, formula.ToString());
                continue;
            }
            if (holds)
                undecided++;
            else
                refuted++;
            if (Prover.Prove(formula, vocabulary, all) is not Verdict.Proved conditional)
                continue;
            Assert.That(ProofChecker.FindFault(conditional.Proof), Is.Null);
            foreach (var condition in conditional.Proof.Conditions)
                used[condition] = used.GetValueOrDefault(condition) + 1;
            foreach (var group in GroupsOf(conditional.Proof.Conditions))
            {
                var run = IdentityTest.RunOn(
                    formula,
                    Satisfying(conditional.Proof.Conditions, vocabulary, group),
                    group,
                    Short
                );
                Assert.That(run.Failure, Is.Null, $"{conditional.Proof.Conclusion}: {run}");
            }
        }
        TestContext.Out.WriteLine(
            $"{formulas} formulas: {proved} proved for every H, {refuted} fail, {undecided} neither; conditions used: {string.Join(", ", used.Select(one => $"{one.Key} ({one.Value})"))}"
        );
        Assert.That(proved, Is.GreaterThan(formulas / 8));
        Assert.That(used, Has.Count.GreaterThan(1));
    }

    private static PointGroup[] GroupsOf(EqArray<Condition> conditions) =>
        conditions.Contains(new Condition.AbelianPointGroup())
            ? [PointGroups.P2, PointGroups.P4, PointGroups.Pm]
            : [PointGroups.P4, PointGroups.P4m];

    private static Vocabulary Satisfying(
        EqArray<Condition> conditions,
        Vocabulary vocabulary,
        PointGroup group
    ) =>
        vocabulary with
        {
            Group = group,
            Windows = vocabulary
                .Windows.Select(window =>
                {
                    var square = Region.Box(3, 3);
                    return conditions.Contains(new Condition.StableWindow(window.Name))
                        ? new DeclaredWindow(window.Name, square, square.Points())
                        : window;
                })
                .ToEqArray(),
            Isotropic = vocabulary
                .Parameters.Select(parameter => parameter.Name)
                .Where(name => conditions.Contains(new Condition.Isotropic(name)))
                .ToEqArray(),
        };

    private static Term Unturned(Term term, Random coin) =>
        term.Match(
            constant: constant => constant,
            signal: signal => signal,
            parameter: parameter => parameter,
            pointwise: pointwise =>
                pointwise with
                {
                    Argument = Unturned(pointwise.Argument, coin),
                },
            sum: sum =>
                sum with
                {
                    Terms = sum.Terms.Select(part => Unturned(part, coin)).ToEqArray(),
                },
            product: product =>
                product with
                {
                    Factors = product.Factors.Select(part => Unturned(part, coin)).ToEqArray(),
                },
            reduce: reduce =>
                (Term)(
                    reduce with
                    {
                        Over =
                            reduce.Over is Domain.Window window && coin.Next(2) == 0
                                ? new Domain.AbsoluteWindow(window.Name, new Site.Variable("g"))
                                : reduce.Over,
                        Body = Unturned(reduce.Body, coin),
                    }
                ),
            sampled: sampled => sampled with { Body = Unturned(sampled.Body, coin) }
        );
}
