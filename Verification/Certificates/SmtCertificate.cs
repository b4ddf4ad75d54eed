using System.Text;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Certificates;

/// <summary>
/// The equations of group words behind a proof by uniform shift, as an SMT-LIB 2.6 script in QF_UF that z3 and cvc5 answer
/// with one <c>unsat</c> per equation.
/// </summary>
/// <remarks>
/// Each equation is a problem of its own: the elements are of an uninterpreted sort, the laws of the group are given as the
/// ground instances that reduce both words, and the equation is negated. No axiom is quantified, so that congruence
/// closure decides. Where the theorem is one for an abelian H, instances of hk = kh are among the laws; that a window is
/// stable or a parameter isotropic is no matter of words and is stated in a comment, as are the rules of the proof that are
/// about terms.
/// </remarks>
public static class SmtCertificate
{
    /// <summary>The script of one formula, proved by uniform shift.</summary>
    /// <exception cref="CertificateException">The formula is not proved by a shift, or because N is abelian.</exception>
    /// <exception cref="ScopeException">The formula uses something that is not there, or of another sort.</exception>
    public static string Write(Formula formula, Vocabulary vocabulary, string name = "formula")
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(name);
        return Write([new CertifiedFormula(name, formula, vocabulary)]);
    }

    /// <summary>The script of the distinct layer formulas of an operator.</summary>
    /// <exception cref="CertificateException">A formula is not proved by a shift, or because N is abelian.</exception>
    public static string Write(TypedOp op) => Write(CertifiedFormula.DistinctOf(op));

    /// <summary>The script of several formulas, each proved by uniform shift.</summary>
    /// <exception cref="CertificateException">A formula is not proved by a shift, or because N is abelian.</exception>
    /// <exception cref="ScopeException">A formula uses something that is not there, or of another sort.</exception>
    public static string Write(EqArray<CertifiedFormula> formulas)
    {
        var text = new StringBuilder("; Each check-sat is expected to answer unsat.\n");
        foreach (var certified in formulas)
        {
            text.Append(
                $"\n; {Comment(certified.Name)}: {Comment(certified.Formula.ToString())}\n"
            );
            var proved = Obligations.Proof(certified, certified.Scoped);
            if (proved.Conditions.Count > 0)
                text.Append(
                    $"; under the condition that {Condition.Sentence(proved.Conditions)}\n"
                );
            text.Append($"; beside these equations: {Obligations.BesideWords(proved)}\n");
            Append(text, proved);
        }
        return text.ToString();
    }

    /// <summary>The script of every equation of words in a derivation.</summary>
    /// <exception cref="CertificateException">An equation holds only because N is abelian.</exception>
    public static string Write(Derivation derivation)
    {
        ArgumentNullException.ThrowIfNull(derivation);
        var text = new StringBuilder("; Each check-sat is expected to answer unsat.\n");
        Append(text, derivation);
        return text.ToString();
    }

    /// <summary>How many equations the script of a derivation holds.</summary>
    public static int CountOf(Derivation derivation)
    {
        ArgumentNullException.ThrowIfNull(derivation);
        return Obligations.Of(derivation).Count;
    }

    /// <summary>The problem of one equation, decided by the solver alone.</summary>
    internal static string Problem(Obligation obligation)
    {
        var words = obligation.Words;
        var letters = new SortedSet<GroupLetter>();
        var symbols = new SmtWord(letters);
        var (left, right) = (words.Left.Fold(symbols), words.Right.Fold(symbols));
        var reduction = new FreeReduction(knowsSorts: true, obligation.InAbelian);
        words.Left.Fold(reduction);
        words.Right.Fold(reduction);
        var text = new StringBuilder();
        text.Append(
            $"; {Comment(words.ToString())}{(obligation.InAbelian ? " in an abelian H" : "")}\n"
        );
        text.Append(
            """
            (reset)
            (set-logic QF_UF)
            (declare-sort Element 0)
            (declare-fun mul (Element Element) Element)
            (declare-fun inv (Element) Element)
            (declare-fun one () Element)
            (declare-fun point (Element) Element)
            (declare-fun translation (Element) Element)

            """
        );
        foreach (var letter in letters)
            text.Append($"(declare-fun {FreeReduction.Symbol(letter)} () Element)\n");
        foreach (var (from, to) in reduction.Laws)
            text.Append($"(assert (= {from} {to}))\n");
        text.Append($"(assert (not (= {left} {right})))\n(check-sat)\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, Derivation derivation)
    {
        foreach (var obligation in Obligations.Of(derivation))
        {
            if (!FreeReduction.AreEqual(obligation, knowsSorts: true))
                throw new CertificateException(
                    obligation.Words.ToString(),
                    "the words are equal because N is abelian, which has no ground instances here"
                );
            text.Append(Problem(obligation));
        }
    }

    private static string Comment(string text) => text.ReplaceLineEndings(" ");
}
