namespace AgeFormal.Verification.Tests;

public sealed class RenderingTests
{
    [Test]
    public void A_uniform_shift_reads_as_in_the_paper()
    {
        var layer = Blocks.Typed("p4", "lifting convolution");
        var text = Derivations
            .Proved(Prover.Prove(layer, ProofMethod.UniformShift))
            .ToText()
            .Split('\n')
            .Select(line => line.Trim())
            .ToArray();
        Assert.That(
            text[2..8],
            Is.EqualTo(
                new[]
                {
                    "Φ[L_ḡ f](ḡ·g; o)",
                    "= Σ[c ∈ Ch(2)] Σ[n ∈ Win(S)] (L_ḡ f)[c](ḡ·g·n) · weight(n; o, c)  [definition]",
                    "= Σ[c ∈ Ch(2)] Σ[n ∈ Win(S)] f[c](ḡ⁻¹·ḡ·g·n) · weight(n; o, c)  [translated signal]",
                    "= Σ[c ∈ Ch(2)] Σ[n ∈ Win(S)] f[c](g·n) · weight(n; o, c)  [group words]",
                    "because ḡ⁻¹·ḡ·g·n = g·n  [equal normal forms]",
                    "= Φ[f](g; o)  [definition]",
                }
            )
        );
    }

    [Test]
    public void Latex_numbers_every_step_once_and_refers_to_earlier_ones()
    {
        var proof = Derivations.Proved(Prover.Prove(Blocks.Typed("p4m", "group convolution")));
        var lines = proof.ToLatex().Split("\\\\\n");
        Assert.That(lines, Has.Length.EqualTo(proof.StepCount));
        Assert.That(lines[^1], Does.Contain("theorem (group)"));
        var braces = proof.ToLatex();
        Assert.That(braces.Count(c => c == '{'), Is.EqualTo(braces.Count(c => c == '}')));
        Assert.That(braces.Any(c => "ḡκΣΦ∈⊢".Contains(c, StringComparison.Ordinal)), Is.False);
    }

    [Test]
    public void Equal_derivations_are_equal_values()
    {
        var layer = Blocks.Typed("p4", "max pooling over H");
        var first = Derivations.Proved(Prover.Prove(layer));
        var second = Derivations.Proved(Prover.Prove(layer));
        Assert.That(first, Is.EqualTo(second));
        Assert.That(first.GetHashCode(), Is.EqualTo(second.GetHashCode()));
    }
}
