using AgeFormal.Algebra;
using AgeFormal.Verification.Proving;

namespace AgeFormal.Verification.Certificates;

/// <summary>Which derivations the tactics of <c>FreeTheorem.v</c> and <c>RingLaws.v</c> repeat.</summary>
internal static class CoqScope
{
    // The tactic tells the turned argument of a list of at most so many apart.
    private const int MostArguments = 2;

    // What the tactics repeat, with the side conditions below; of any other rule the library knows nothing.
    private static readonly EqArray<Rule> Repeated =
    [
        Rules.Definition,
        Rules.LeftInvariance,
        Rules.TranslatedSignal,
        Rules.GroupWords,
        Rules.EqualNormalForms,
        Rules.CommutingPointElements,
        Rules.ParameterAxis,
        Rules.ReindexingByShift,
        Rules.IsotropicParameter,
        Rules.Hypothesis,
        Rules.UniformShift,
        Rules.ConditionalTheorem,
    ];

    // What RingLaws.v states beside them.
    private static readonly EqArray<Rule> Laws =
    [
        Rules.RingLaws,
        Rules.Additivity,
        Rules.Homogeneity,
        Rules.UnusedVariable,
        Rules.Renaming,
        Rules.OneChannel,
        Rules.ExtremumOfConstant,
        Rules.Symmetry,
    ];

    private static readonly NormalForm Turn = NormalForm.Of(WordTerm.Shift).LinearPart().Inverse();

    /// <summary>Whether the theorem is one about models in which the axes of parameters read parts of their arguments.</summary>
    public static bool ReadsAxes(Derivation derivation) =>
        derivation.Conclusion is Claim.Under
        || derivation.Steps().Any(step => step.Rule == Rules.ParameterAxis);

    /// <summary>Whether the theorem is one about values that are a commutative ring.</summary>
    public static bool UsesRing(Derivation derivation) =>
        derivation.Steps().Any(step => Laws.Contains(step.Rule));

    /// <summary>Every step is one that the library states.</summary>
    /// <exception cref="CertificateException">A step is not.</exception>
    public static void Require(Derivation derivation, Vocabulary vocabulary, string name)
    {
        var unstated = derivation
            .Steps()
            .Select(step => step.Rule)
            .Where(rule =>
                !Repeated.Contains(rule) && !Laws.Contains(rule) && rule != Rules.SignalOnLattice
            )
            .Distinct()
            .ToArray();
        if (unstated.Length > 0)
            throw new CertificateException(
                name,
                $"the proof uses {string.Join(", ", unstated.Select(rule => $"'{rule}'"))}; the library states the free theorem, uniform shifts and their conditions, and the laws of a ring"
            );
        if (
            UsesRing(derivation)
            && derivation.Conclusion is Claim.Under under
            && under.Conditions.Any(condition => condition is not Condition.Isotropic)
        )
            throw new CertificateException(
                name,
                $"the proof uses laws of a ring where {Condition.Sentence(under.Conditions)}; beside these laws the library knows no condition but isotropic parameters"
            );
        var readsAxes = ReadsAxes(derivation);
        foreach (var step in derivation.Steps())
            if (Reason(step, vocabulary, readsAxes) is { } reason)
                throw new CertificateException(name, reason);
    }

    private static string? Words(Derivation step, Vocabulary vocabulary, bool readsAxes)
    {
        var equation = (Claim.Equation)step.Conclusion;
        var equality = new WordEquality(vocabulary, []);
        GroupWord Read(WordOccurrence at) =>
            readsAxes && at.Atom is WordTerm.Parameter
                ? equality.PartOf(at) switch
                {
                    WordPart.Whole => at.Word,
                    WordPart.Point => at.Word.LinearOnly(),
                    WordPart.Translation => at.Word.TranslationOnly(),
                    _ => throw new System.Diagnostics.UnreachableException(),
                }
                : at.Word;
        foreach (
            var (from, to) in WordRewriting
                .Words(equation.Left)
                .Zip(WordRewriting.Words(equation.Right))
        )
        {
            var words = new Claim.SameElement(from.Word, to.Word);
            var commutes = step.Premises.Any(premise =>
                premise.Rule == Rules.CommutingPointElements && premise.Conclusion == words
            );
            if (
                !FreeReduction.AreEqual(
                    new(new Claim.SameElement(Read(from), Read(to)), commutes),
                    knowsSorts: false
                )
            )
                return $"the words of {words} are equal by where their letters lie, in N or in H, or because N is abelian; the library's proofs by a shift use free reduction and the homomorphism π_H alone";
        }
        return null;
    }

    private static string? Reason(Derivation step, Vocabulary vocabulary, bool readsAxes)
    {
        if (step.Rule == Rules.GroupWords)
            return Words(step, vocabulary, readsAxes);
        if (step.Rule == Rules.SignalOnLattice)
            return "the library knows no signals on the lattice";
        if (step.Rule == Rules.ReindexingByShift && step.Premises.Count == 0)
            return "the library knows no bijection of G, N or H but those of positions";
        return step.Rule == Rules.IsotropicParameter && step.Conclusion is Claim.Equation equation
            ? Turned(equation, vocabulary)
            : null;
    }

    private static string? Turned(Claim.Equation equation, Vocabulary vocabulary)
    {
        foreach (
            var (from, to) in WordRewriting
                .Words(equation.Left)
                .Zip(WordRewriting.Words(equation.Right))
        )
        {
            if (from.Word == to.Word)
                continue;
            if (vocabulary.RelativeAxes(((WordTerm.Parameter)from.Atom).Name).Count > MostArguments)
                return $"the library turns parameters of at most {MostArguments} relative arguments";
            if (
                to.Word
                    is not GroupWord.TranslationPart { Operand: GroupWord.Product { Left: var by } }
                || by.Normalise() != Turn
            )
                return "the library turns isotropic parameters by π_H(ḡ)⁻¹ alone";
        }
        return null;
    }
}
