using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Proving;

namespace AgeFormal.Verification;

/// <summary>
/// A formula on the group that names what its vocabulary has, each of the sort and size that is expected: what proofs are about.
/// </summary>
public sealed record Scoped
{
    private Scoped(
        Formula formula,
        Vocabulary vocabulary,
        Derivation typing,
        EqArray<string> escapes
    ) => (Formula, Vocabulary, Typing, Escapes) = (formula, vocabulary, typing, escapes);

    /// <summary>The formula, with its sampled intermediates written out.</summary>
    public Formula Formula { get; }

    /// <summary>What the formula names.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The derivation that follows the structure of the formula: a proof where there are no <see cref="Escapes"/>.</summary>
    internal Derivation Typing { get; }

    /// <summary>The parts that read an absolute position, in order of occurrence.</summary>
    internal EqArray<string> Escapes { get; }

    /// <summary>What is to be proved of it.</summary>
    internal Claim.Equivariant Equivariance => new(Formula, Vocabulary);

    /// <summary>The formula on the group with its vocabulary.</summary>
    /// <exception cref="ScopeException">The formula uses something that is not there, or of another sort.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Scoped Of(
        Formula formula,
        Vocabulary vocabulary,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(vocabulary);
        var onGroup = formula.OnGroup;
        var proof = new TypingProof(vocabulary, cancellation);
        var typing = proof.Formula(onGroup);
        return new(onGroup, vocabulary, typing, proof.Escapes.ToEqArray());
    }

    /// <summary>The formula in plain text.</summary>
    public override string ToString() => Formula.ToString();
}
