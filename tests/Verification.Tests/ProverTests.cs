namespace AgeFormal.Verification.Tests;

public sealed class ProverTests
{
    [TestCaseSource(typeof(Blocks), nameof(Blocks.OnEveryGroup))]
    public void Every_block_is_proved_equivariant_under_every_group(string symbol, string block)
    {
        var layer = Blocks.Typed(symbol, block);
        foreach (var method in Enum.GetValues<ProofMethod>())
        {
            var verdict = Prover.Prove(layer, method);
            Assert.That(verdict, Is.InstanceOf<Verdict.Proved>(), verdict.ToString());
            var derivation = ((Verdict.Proved)verdict).Derivation;
            Assert.That(ProofChecker.FindFault(derivation), Is.Null);
            Assert.That(ProofChecker.Accepts(derivation, new Claim.Commutes(layer)));
        }
    }
}
