using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

/// <summary>Attention of other papers is equivariant on every group.</summary>
public sealed class BuildingBlocksTests
{
    private static readonly Dictionary<string, (Fibre Fibre, Func<PointGroup, Op> Op)> Made = new()
    {
        ["squeeze and excitation"] = (
            Fibre.Regular,
            _ => BuildingBlocks.SqueezeExcitation(4, 2, Fibre.Regular)
        ),
        ["squeeze and excitation on the lattice"] = (
            Fibre.Trivial,
            _ => BuildingBlocks.SqueezeExcitation(4, 2, Fibre.Trivial)
        ),
        ["convolutional attention"] = (
            Fibre.Regular,
            group => BuildingBlocks.ConvolutionalAttention(2, Region.On(group, 3))
        ),
        ["convolutional attention on the lattice"] = (
            Fibre.Trivial,
            group => BuildingBlocks.ConvolutionalAttention(2, Region.On(group, 3))
        ),
        ["self-attention"] = (
            Fibre.Regular,
            _ => BuildingBlocks.SelfAttention(4, 3, 2, 2, 3, Fibre.Regular)
        ),
        ["lifting self-attention"] = (
            Fibre.Trivial,
            _ => BuildingBlocks.SelfAttention(4, 3, 2, 2, 3, Fibre.Trivial)
        ),
    };

    private static IEnumerable<TestCaseData> OnEveryGroup() =>
        from known in PointGroups.All
        from name in Made.Keys
        select new TestCaseData(known.Symbol, name);

    [TestCaseSource(nameof(OnEveryGroup))]
    public void A_building_block_is_proved_and_the_checker_accepts(string symbol, string name)
    {
        var group = PointGroups.Parse(symbol);
        var (fibre, op) = Made[name];
        var typed = Typing.Elaborate(
            op(group),
            new FieldType(group, fibre, 4, Region.On(group, 5))
        );
        var derivation = Derivations.Proved(Prover.Prove(typed));
        Assert.That(ProofChecker.Accepts(derivation, new Claim.Commutes(typed)));
    }
}
