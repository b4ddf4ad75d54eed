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
/// of the groups and the points of their windows. A proof by laws of terms is certified for all models whose values are a
/// commutative ring with linear sums. Every formula is followed by its text, which Coq prints, every theorem by
/// <c>Print Assumptions</c>, which answers that it is closed under the global context.
/// </remarks>
public static class CoqCertificate
{
    // The comparison of a window with its image takes the square of it.
    private const int MostPoints = 1024;

    /// <summary>The text of <c>FreeTheorem.v</c>: the language, its meaning and the free theorem.</summary>
    public static string Library { get; } = Read("FreeTheorem.v");

    /// <summary>The text of <c>RingLaws.v</c>, which follows it where a proof uses laws of a ring.</summary>
    public static string RingLaws { get; } = Read("RingLaws.v");

    /// <summary>The certificate of one formula.</summary>
    /// <exception cref="CertificateException">The formula is not proved, or by laws that the library does not state.</exception>
    /// <exception cref="ScopeException">The formula uses something that is not there, or of another sort.</exception>
    public static string Write(Formula formula, Vocabulary vocabulary, string name = "formula")
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(name);
        return Write([new CertifiedFormula(name, formula, vocabulary)]);
    }

    /// <summary>The certificates of the distinct layer formulas of an operator.</summary>
    /// <exception cref="CertificateException">A formula is not proved, or by laws that the library does not state.</exception>
    public static string Write(TypedOp op) => Write(CertifiedFormula.DistinctOf(op));

    /// <summary>The certificates of several formulas.</summary>
    /// <exception cref="CertificateException">A formula is not proved, or by laws that the library does not state.</exception>
    /// <exception cref="ScopeException">A formula uses something that is not there, or of another sort.</exception>
    public static string Write(EqArray<CertifiedFormula> formulas)
    {
        var theorems = formulas.Select((formula, i) => Theorem(formula, i + 1)).ToArray();
        var text = new StringBuilder(Library);
        if (theorems.Any(theorem => theorem.UsesRing))
            text.Append(RingLaws);
        text.Append(Heading);
        foreach (var theorem in theorems)
            text.Append(theorem.Text);
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
              {CoqSyntax.Text(TermText.RenderInFull(certified.Formula))}.
            Proof. vm_compute. reflexivity. Qed.

            """;

    private static (string Text, bool UsesRing) Theorem(CertifiedFormula certified, int number)
    {
        var scoped = certified.Scoped;
        var follows = scoped.Escapes.Count == 0;
        var proof = follows ? null : Obligations.Proof(certified, scoped);
        if (proof is not null)
            CoqScope.Require(proof, certified.Vocabulary, certified.Name);
        var usesRing = proof is not null && CoqScope.UsesRing(proof);
        var statement = proof switch
        {
            null => ByTyping(certified, number),
            _ when usesRing => ByRing(certified, proof, number),
            _ => ByShift(certified, proof, number),
        };
        return (
            $"""
            {Statement(certified, number)}Definition vocabulary_{number} : vocabulary :=
              {CoqSyntax.Of(certified.Vocabulary)}.
            {statement}Print Assumptions certificate_{number}.

            """,
            usesRing
        );
    }

    private static string ByTyping(CertifiedFormula certified, int number) =>
        $"""
            Theorem certificate_{number} : equivariant formula_{number}.
            Proof. apply (free_theorem vocabulary_{number}). vm_compute. reflexivity. Qed.

            """;

    private static string ByShift(CertifiedFormula certified, Derivation proof, int number)
    {
        var (claim, tactics) = Shift(certified, proof, number);
        return $"""
            {Lattices(certified, number)}Theorem certificate_{number} : {claim} formula_{number}.
            Proof. {tactics} Qed.

            """;
    }

    // The values of one model are declared as a ring, which is what the tactic computes in.
    private static string ByRing(CertifiedFormula certified, Derivation proof, int number)
    {
        if (proof.Conditions.FirstOrDefault(certified.Computed.Contains) is { } computed)
            throw new CertificateException(
                certified.Name,
                $"the proof uses laws of a ring where {Condition.Sentence([computed])} (computed); beside these laws conditions are assumed"
            );
        var statement =
            $"{CoqSyntax.Shapes(certified.Vocabulary)} {CoqSyntax.Of(proof.Conditions, certified.Vocabulary)} formula_{number}";
        return $"""
            Section Ring_{number}.
            Context (G : group) (M : model G) (V : ring_values M).
            Add Ring values_{number} : (ring_laws M V).
            Lemma in_model_{number} : equivariant_in M {statement}.
            Proof. unfold formula_{number}. prove_by_ring M V. Qed.
            End Ring_{number}.
            Theorem certificate_{number} : equivariant_by_ring {statement}.
            Proof. exact in_model_{number}. Qed.

            """;
    }

    private static (string Claim, string Tactics) Shift(
        CertifiedFormula certified,
        Derivation proved,
        int number
    )
    {
        if (!CoqScope.ReadsAxes(proved))
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

    private static string Read(string name)
    {
        using var stream =
            typeof(CoqCertificate).Assembly.GetManifestResourceStream(name)
            ?? throw new System.Diagnostics.UnreachableException();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
