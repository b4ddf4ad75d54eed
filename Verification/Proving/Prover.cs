using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Proving;

namespace AgeFormal.Verification;

/// <summary>
/// Symbolic proofs that operators are equivariant. A proof is a <see cref="Derivation"/> about <see cref="Formula.OnGroup"/>.
/// </summary>
public static class Prover
{
    /// <summary>
    /// By typing where no absolute position occurs, else by uniform shift, with changes of bound variables where it needs them,
    /// else by the laws of terms. <see cref="Derivation.FunctionLaws"/> names those of functions.
    /// </summary>
    /// <exception cref="ScopeException">The formula uses something that is not there, or of another sort.</exception>
    public static Verdict Prove(Formula formula, Vocabulary vocabulary) =>
        Cheapest(Scoped.Of(formula, vocabulary), default);

    private static Verdict Cheapest(Scoped scoped, CancellationToken cancellation)
    {
        var typing = ByTyping(scoped);
        return typing.IsProved ? typing
            : ByShift(scoped, [], cancellation).Proof is { } shift ? new Verdict.Proved(shift)
            : ByLaws(scoped, [], typing, cancellation);
    }

    // Typing and shifts read a function as any φ; the laws may not.
    private static Verdict ForEveryFunction(Scoped scoped, CancellationToken cancellation)
    {
        var verdict = Cheapest(scoped, cancellation);
        return
            verdict is Verdict.Proved { Proof.Rule: var rule } proved
            && rule != Rules.FreeTheorem
            && proved.Proof.FunctionLaws is { Count: > 0 } laws
            ? new Verdict.Undecided(
                scoped.ToString(),
                $"a derivation was found that uses laws of the functions ({string.Join(", ", laws)}); layers are proved for every function in their place"
            )
            : verdict;
    }

    /// <summary>
    /// As <see cref="Prove(Formula, Vocabulary)"/>; where that fails, by a uniform shift under as few of the assumptions as
    /// the proof needs, the group by name last. <see cref="Derivation.Conditions"/> names them.
    /// </summary>
    /// <param name="formula">The formula.</param>
    /// <param name="vocabulary">What it names.</param>
    /// <param name="assumptions">The conditions that the proof may use.</param>
    /// <param name="cancellation">Checked while proofs are searched.</param>
    /// <exception cref="ScopeException">The formula uses something that is not there, or of another sort.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Verdict Prove(
        Formula formula,
        Vocabulary vocabulary,
        EqArray<Condition> assumptions,
        CancellationToken cancellation = default
    ) => Prove(Scoped.Of(formula, vocabulary, cancellation), assumptions, cancellation);

    /// <summary>As above, of a formula whose scope was judged.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Verdict Prove(
        Scoped scoped,
        EqArray<Condition> assumptions,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(scoped);
        var verdict = ByPositions(scoped, assumptions, cancellation);
        return verdict.IsProved ? verdict : ByLaws(scoped, assumptions, verdict, cancellation);
    }

    /// <summary>As above without the laws of terms: what positions are, and which elements H has.</summary>
    internal static Verdict ByPositions(
        Scoped scoped,
        EqArray<Condition> assumptions,
        CancellationToken cancellation
    )
    {
        var typing = ByTyping(scoped);
        if (typing.IsProved)
            return typing;
        var (proof, stuck) = ByShift(scoped, [], cancellation);
        if (proof is not null)
            return new Verdict.Proved(proof);
        var unnamed = assumptions
            .Where(condition => condition is not Condition.NamedGroup)
            .ToEqArray();
        if (unnamed.Count > 0)
            (proof, stuck) = ByShift(scoped, unnamed, cancellation);
        return proof is not null ? new Verdict.Proved(Weakest(proof, scoped, cancellation))
            : unnamed.Count < assumptions.Count ? ByElements(scoped, assumptions, cancellation)
            : stuck;
    }

    /// <summary>By a shift under assumptions that name the group, or by its elements.</summary>
    internal static Verdict ByElements(
        Scoped scoped,
        EqArray<Condition> assumptions,
        CancellationToken cancellation
    )
    {
        var (proof, stuck) = InGroup(scoped, assumptions, cancellation);
        return proof is null ? stuck : new Verdict.Proved(Weakest(proof, scoped, cancellation));
    }

    // As few of the conditions of a proof as a proof needs; without any there is none.
    private static Derivation Weakest(
        Derivation proof,
        Scoped scoped,
        CancellationToken cancellation
    )
    {
        foreach (var condition in proof.Conditions)
            if (
                proof.Conditions.Contains(condition)
                && proof.Conditions.Count > 1
                && InGroup(
                    scoped,
                    proof.Conditions.Where(other => other != condition).ToEqArray(),
                    cancellation
                ).Proof
                    is { } weaker
            )
                proof = weaker;
        return proof;
    }

    /// <summary>
    /// Every condition that a theorem on a formula can have: that H is abelian, that a declared window is H-stable, that a
    /// parameter with an axis over a window is isotropic.
    /// </summary>
    public static EqArray<Condition> ConditionsOn(Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return Condition.Ordered([
            new Condition.AbelianPointGroup(),
            .. vocabulary.Windows.Select(window => new Condition.StableWindow(window.Name)),
            .. vocabulary
                .Parameters.Where(parameter => parameter.Axes.Windows.Count > 0)
                .Select(parameter => new Condition.Isotropic(parameter.Name)),
        ]);
    }

    /// <summary>
    /// The free theorem: a well-scoped formula without <see cref="Rel.Absolute"/> and <see cref="Domain.AbsoluteWindow"/>
    /// is equivariant. One step per construct of the formula.
    /// </summary>
    /// <exception cref="ScopeException">The formula uses something that is not there, or of another sort.</exception>
    public static Verdict ProveByTyping(
        Formula formula,
        Vocabulary vocabulary,
        CancellationToken cancellation = default
    ) => ByTyping(Scoped.Of(formula, vocabulary, cancellation));

    private static Verdict ByTyping(Scoped scoped) =>
        scoped.Escapes.Count == 0
            ? new Verdict.Proved(scoped.Typing)
            : new Verdict.Undecided(
                scoped.Escapes[0],
                "the formula reads an absolute position, so typing proves nothing"
            );

    /// <summary>
    /// Φ[L_ḡ f](ḡ·g) = Φ[f](g) as a chain of equations: (L_ḡ f)(s) = f(ḡ⁻¹·s), then free reduction of group words.
    /// </summary>
    /// <exception cref="ScopeException">The formula uses something that is not there, or of another sort.</exception>
    public static Verdict ProveByUniformShift(Formula formula, Vocabulary vocabulary) =>
        ProveByUniformShift(formula, vocabulary, []);

    /// <summary>As above, under those of the assumptions that the proof uses.</summary>
    /// <exception cref="ScopeException">The formula uses something that is not there, or of another sort.</exception>
    public static Verdict ProveByUniformShift(
        Formula formula,
        Vocabulary vocabulary,
        EqArray<Condition> assumptions
    ) => ByUniformShift(Scoped.Of(formula, vocabulary), assumptions);

    /// <summary>As above, of a formula whose scope was judged.</summary>
    internal static Verdict ByUniformShift(Scoped scoped, EqArray<Condition> assumptions) =>
        ShiftProof.Equivariance(scoped, assumptions, default);

    /// <summary>Φ[f](g·κ) = Φ[f](g) for κ ∈ H: the values of the formula are a signal on the lattice.</summary>
    /// <exception cref="ScopeException">The formula uses something that is not there, or of another sort.</exception>
    public static Verdict ProveOnLattice(Formula formula, Vocabulary vocabulary) =>
        ProveOnLattice(formula, vocabulary, []);

    /// <summary>As above, under those of the assumptions that the proof uses.</summary>
    /// <exception cref="ScopeException">The formula uses something that is not there, or of another sort.</exception>
    public static Verdict ProveOnLattice(
        Formula formula,
        Vocabulary vocabulary,
        EqArray<Condition> assumptions
    ) => ShiftProof.OnLattice(Scoped.Of(formula, vocabulary), assumptions);

    /// <summary>
    /// Compositions, sums and concatenations of equivariant operators are equivariant; elementary ones by their formulas,
    /// with stable windows and permutation representations as premises.
    /// </summary>
    /// <param name="op">The operator.</param>
    /// <param name="method">How formulas are proved.</param>
    /// <param name="cancellation">Checked while proofs are searched.</param>
    /// <exception cref="ScopeException">The meaning of a block is not well scoped.</exception>
    public static Verdict Prove(
        TypedOp op,
        ProofMethod method = ProofMethod.Cheapest,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(op);
        return op.Match(
            elementary: leaf => Layer(leaf, method, cancellation),
            sequence: sequence =>
                Parts(sequence, Rules.Composition, sequence.Layers, method, cancellation),
            sum: sum => Parts(sum, Rules.SumOfBranches, sum.Branches, method, cancellation),
            concatenation: concatenation =>
                Parts(
                    concatenation,
                    Rules.Concatenation,
                    concatenation.Branches,
                    method,
                    cancellation
                ),
            restriction: restriction =>
                Parts(restriction, Rules.Restriction, [restriction.Body], method, cancellation)
        );
    }

    // A shift, then one with changes of bound variables; where both fail, where the first is stuck.
    private static (Derivation? Proof, Verdict Stuck) ByShift(
        Scoped scoped,
        EqArray<Condition> assumptions,
        CancellationToken cancellation
    )
    {
        var shift = ShiftProof.Equivariance(scoped, assumptions, cancellation);
        return (
            shift is Verdict.Proved proved
                ? proved.Proof
                : ReindexedShift.Equivariance(scoped, assumptions, cancellation),
            shift
        );
    }

    // By a shift; where the group is named, by its elements.
    private static (Derivation? Proof, Verdict Stuck) InGroup(
        Scoped scoped,
        EqArray<Condition> assumptions,
        CancellationToken cancellation
    )
    {
        var (proof, stuck) = ByShift(scoped, assumptions, cancellation);
        return (
            proof
                ?? (
                    assumptions.Contains(new Condition.NamedGroup(scoped.Vocabulary.Group))
                        ? ExpandedShift.Equivariance(scoped, assumptions, cancellation)
                        : null
                ),
            stuck
        );
    }

    /// <summary>The laws of terms where no shift does it; where they do not either, where the shift is stuck.</summary>
    internal static Verdict ByLaws(
        Scoped scoped,
        EqArray<Condition> assumptions,
        Verdict stuck,
        CancellationToken cancellation
    )
    {
        var (proof, bound) = LawProof.Equivariance(scoped, assumptions, cancellation);
        if (proof is not null)
            return new Verdict.Proved(proof);
        return stuck is Verdict.Undecided undecided && bound is not null
            ? undecided with
            {
                Reason = $"{undecided.Reason}; the laws of terms ended at their bound of {bound}",
            }
            : stuck;
    }

    private static Verdict Parts(
        TypedOp op,
        Rule rule,
        EqArray<TypedOp> parts,
        ProofMethod method,
        CancellationToken cancellation
    )
    {
        var premises = new List<Derivation>();
        foreach (var part in parts)
        {
            var verdict = Prove(part, method, cancellation);
            if (verdict is not Verdict.Proved proved)
                return verdict;
            premises.Add(proved.Proof);
        }
        return new Verdict.Proved(new(rule, new Claim.Commutes(op), premises.ToEqArray()));
    }

    private static Verdict Layer(
        TypedOp.Elementary layer,
        ProofMethod method,
        CancellationToken cancellation
    )
    {
        var vocabulary = Vocabulary.Of(layer);
        var scoped = Scoped.Of(layer.Meaning.Formula, vocabulary, cancellation);
        var premises = new List<Derivation>();
        var equivariance = method switch
        {
            ProofMethod.Cheapest => ForEveryFunction(scoped, cancellation),
            ProofMethod.UniformShift => ShiftProof.Equivariance(scoped, [], cancellation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (equivariance is not Verdict.Proved equivariant)
            return At(layer, equivariance);
        premises.Add(equivariant.Proof);
        foreach (var window in vocabulary.Windows)
        {
            if (ShiftProof.StableWindow(vocabulary.Group, window) is not { } stable)
                return new Verdict.Undecided(
                    Place(layer, window.Name),
                    $"the window is not stable under {vocabulary.Group.Name}"
                );
            premises.Add(stable);
        }
        if (FormulaContents.HasPointwise(scoped.Formula.Body))
            premises.Add(
                new(Rules.PermutationRepresentation, new Claim.PermutationFibre(layer.Input), [])
            );
        if (layer.Output.Fibre == Fibre.Trivial)
        {
            var onLattice = ShiftProof.OnLattice(scoped);
            if (onLattice is not Verdict.Proved lattice)
                return At(layer, onLattice);
            premises.Add(lattice.Proof);
        }
        return new Verdict.Proved(
            new(Rules.Layer, new Claim.Commutes(layer), premises.ToEqArray())
        );
    }

    private static Verdict At(TypedOp layer, Verdict verdict) =>
        verdict.Match<Verdict>(
            proved: proved => proved,
            refuted: refuted => refuted,
            undecided: undecided => undecided with { Part = Place(layer, undecided.Part) }
        );

    private static string Place(TypedOp layer, string part) =>
        layer.Path.Length == 0 ? part : $"layer '{layer.Path}', {part}";
}

/// <summary>How the equivariance of formulas is proved.</summary>
public enum ProofMethod
{
    /// <summary>Typing, and a uniform shift where typing is stuck.</summary>
    Cheapest,

    /// <summary>Uniform shift: the chain of equations.</summary>
    UniformShift,
}
