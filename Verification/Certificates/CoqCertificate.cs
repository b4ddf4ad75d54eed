using System.Text;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Certificates;

/// <summary>
/// Equivariance theorems as files that <c>coqc</c> checks: each file holds <see cref="Library"/> and one theorem per
/// formula, and needs nothing else.
/// </summary>
/// <remarks>
/// A formula that is proved by typing is certified by computing that it is well scoped. A formula with absolute positions
/// that cancel is certified by a direct proof over all semidirect products. A theorem under declared conditions has them as
/// hypotheses, beside what the axes of parameters read; a condition that holds by computation is computed from the matrices
/// of the groups and the points of their windows. Every formula is followed by its text, which Coq prints, every theorem by
/// <c>Print Assumptions</c>, which answers that it is closed under the global context.
/// </remarks>
public static class CoqCertificate
{
    // The comparison of a window with its image takes the square of it.
    private const int MostPoints = 1024;

    /// <summary>The text of <c>FreeTheorem.v</c>: the language, its meaning and the free theorem.</summary>
    public static string Library { get; } = ReadLibrary();

    /// <summary>The certificate of one formula.</summary>
    /// <exception cref="CertificateException">The formula is not proved, or by laws that the library does not state.</exception>
    /// <exception cref="ScopeException">The formula uses something that is not there, or of another sort.</exception>
    public static string Write(Formula formula, Vocabulary vocabulary, string name = "formula") =>
        Write([new CertifiedFormula(name, formula, vocabulary)]);

    /// <summary>The certificates of the distinct layer formulas of an operator.</summary>
    /// <exception cref="CertificateException">A formula is not proved, or by laws that the library does not state.</exception>
    public static string Write(TypedOp op) => Write(CertifiedFormula.DistinctOf(op));

    /// <summary>The certificates of several formulas.</summary>
    /// <exception cref="CertificateException">A formula is not proved, or by laws that the library does not state.</exception>
    /// <exception cref="ScopeException">A formula uses something that is not there, or of another sort.</exception>
    public static string Write(EqArray<CertifiedFormula> formulas)
    {
        var text = new StringBuilder(Library).Append(Heading);
        for (var i = 0; i < formulas.Count; i++)
            text.Append(Theorem(formulas[i], i + 1));
        return text.ToString();
    }

    /// <summary>What stands between the library and the theorems.</summary>
    internal const string Heading =
        "\n(* ---- Certificates ---- *)\n\nOpen Scope string_scope.\nOpen Scope list_scope.\n";

    /// <summary>The formula as it is written, and the text that Coq prints for it.</summary>
    internal static string Statement(CertifiedFormula certified, int number) =>
        $"""

            (* {Comment(certified.Name)} *)
            Definition formula_{number} : formula :=
              {CoqSyntax.Of(certified.Formula, certified.Vocabulary)}.
            Example shown_{number} : show formula_{number} =
              {CoqSyntax.Text(certified.Formula.ToString())}.
            Proof. vm_compute. reflexivity. Qed.

            """;

    private static string Theorem(CertifiedFormula certified, int number)
    {
        var (claim, proof) = Proof(certified, number);
        return Statement(certified, number)
            + $"""
                Definition vocabulary_{number} : vocabulary :=
                  {CoqSyntax.Of(certified.Vocabulary)}.
                {Lattices(
                    certified,
                    number
                )}Theorem certificate_{number} : {claim} formula_{number}.
                Proof. {proof} Qed.
                Print Assumptions certificate_{number}.

                """;
    }

    private static (string Claim, string Proof) Proof(CertifiedFormula certified, int number)
    {
        var typing = Prover.ProveByTyping(certified.Formula, certified.Vocabulary);
        if (typing.IsProved)
            return (
                "equivariant",
                $"apply (free_theorem vocabulary_{number}). vm_compute. reflexivity."
            );
        var proved = Obligations.Proof(certified);
        CoqScope.Require(proved.Derivation, certified.Vocabulary, certified.Name);
        if (!CoqScope.ReadsAxes(proved.Derivation))
            return ("equivariant_over_semidirect", $"unfold formula_{number}. prove_by_shift.");
        var shapes = CoqSyntax.Shapes(certified.Vocabulary);
        string Conditions(bool computed) =>
            CoqSyntax.Of(
                proved
                    .Conditions.Where(one => certified.Computed.Contains(one) == computed)
                    .ToEqArray(),
                certified.Vocabulary
            );
        return Computes(certified)
            ? (
                $"equivariant_on lattices_{number} {shapes} {Conditions(false)}",
                $"apply (by_computation {Conditions(true)}); [cbn [app]; unfold formula_{number}; prove_under | vm_compute; reflexivity]."
            )
            : (
                $"equivariant_under {shapes} {Conditions(false)}",
                $"unfold formula_{number}. prove_under."
            );
    }

    private static bool Computes(CertifiedFormula certified) => certified.Computed.Count > 0;

    // The groups that a computed condition is about, with their windows.
    private static string Lattices(CertifiedFormula certified, int number)
    {
        if (!Computes(certified))
            return "";
        foreach (var window in certified.Groups.SelectMany(group => group.Windows))
            if (window.Points.Count > MostPoints)
                throw new CertificateException(
                    window.Name,
                    $"the window has {window.Points.Count} points; a certificate computes with at most {MostPoints}"
                );
        var lattices = certified.Groups.Select(group =>
            $"(* {Comment(group.Group.Name)}, {Comment(group.Group.Symbol)} *) {CoqSyntax.Lattice(group)}"
        );
        return $"Definition lattices_{number} : list lattice :=\n  [{string.Join(";\n   ", lattices)}].\n";
    }

    // Inside of a comment, quotation marks and parentheses with stars are read.
    private static string Comment(string text) =>
        text.Replace('"', '\'')
            .Replace("(*", "( *", StringComparison.Ordinal)
            .Replace("*)", "* )", StringComparison.Ordinal);

    private static string ReadLibrary()
    {
        using var stream =
            typeof(CoqCertificate).Assembly.GetManifestResourceStream("FreeTheorem.v")
            ?? throw new System.Diagnostics.UnreachableException();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
