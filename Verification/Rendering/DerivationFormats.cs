using AgeFormal.Verification.Rendering;

namespace AgeFormal.Verification;

/// <summary>Derivations in LaTeX; <see cref="Derivation.ToText"/> is their plain text.</summary>
public static class DerivationFormats
{
    /// <summary>The steps as numbered lines of one LaTeX <c>aligned</c> block, premises first, each with its rule and what it uses.</summary>
    public static string ToLatex(this Derivation derivation)
    {
        ArgumentNullException.ThrowIfNull(derivation);
        return DerivationLatex.Render(derivation);
    }
}
