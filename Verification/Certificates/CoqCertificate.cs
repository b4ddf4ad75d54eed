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
/// that cancel is certified by a direct proof over all semidirect products. A theorem under conditions has them as hypotheses,
/// beside what the axes of parameters read. Every theorem is followed by
/// <c>Print Assumptions</c>, which answers that it is closed under the global context.
/// </remarks>
public static class CoqCertificate
{
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
        var text = new StringBuilder(Library);
        text.Append(
            "\n(* ---- Certificates ---- *)\n\nOpen Scope string_scope.\nOpen Scope list_scope.\n"
        );
        for (var i = 0; i < formulas.Count; i++)
            text.Append(Theorem(formulas[i], i + 1));
        return text.ToString();
    }

    private static string Theorem(CertifiedFormula certified, int number)
    {
        var (claim, proof) = Proof(certified, number);
        return $"""

            (* {Comment(certified.Name)}: {Comment(certified.Formula.ToString())} *)
            Definition formula_{number} : formula :=
              {CoqSyntax.Of(certified.Formula, certified.Vocabulary)}.
            Definition vocabulary_{number} : vocabulary :=
              {CoqSyntax.Of(certified.Vocabulary)}.
            Theorem certificate_{number} : {claim} formula_{number}.
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
        var proved = Obligations.Proved(
            Prover.ProveByUniformShift(
                certified.Formula,
                certified.Vocabulary,
                certified.Assumptions
            )
        );
        CoqScope.Require(proved.Derivation, certified.Vocabulary);
        return CoqScope.ReadsAxes(proved.Derivation)
            ? (
                $"equivariant_under {CoqSyntax.Shapes(certified.Vocabulary)} {CoqSyntax.Of(proved.Conditions, certified.Vocabulary)}",
                $"unfold formula_{number}. prove_under."
            )
            : ("equivariant_over_semidirect", $"unfold formula_{number}. prove_by_shift.");
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
