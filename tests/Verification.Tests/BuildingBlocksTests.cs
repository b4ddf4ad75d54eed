using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

/// <summary>Blocks of other papers are equivariant on every group.</summary>
public sealed class BuildingBlocksTests
{
    private static IEnumerable<TestCaseData> OnEveryGroup() =>
        from known in PointGroups.All
        from name in KnownBlocks.All.Keys
        select new TestCaseData(known.Symbol, name);

    [TestCaseSource(nameof(OnEveryGroup))]
    public void A_building_block_is_proved_and_the_checker_accepts(string symbol, string name)
    {
        var group = PointGroups.Parse(symbol);
        var (fibre, op) = KnownBlocks.All[name];
        var typed = Typing.Elaborate(
            op(group),
            new FieldType(group, fibre, 4, Region.On(group, 5))
        );
        var derivation = Derivations.Proved(Prover.Prove(typed));
        Assert.That(ProofChecker.Accepts(derivation, new Claim.Commutes(typed)));
    }
}
