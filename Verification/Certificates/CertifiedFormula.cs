using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Certificates;

/// <summary>A formula whose equivariance is certified.</summary>
/// <param name="Name">What a reader knows it by, for example the path of a layer; it appears in comments alone.</param>
/// <param name="Formula">Φ as it is written, sampled intermediates included; it is proved on the group.</param>
/// <param name="Vocabulary">What Φ names.</param>
public sealed record CertifiedFormula(string Name, Formula Formula, Vocabulary Vocabulary)
{
    /// <summary>The conditions that the proof may use; the certificate states those that it does.</summary>
    public EqArray<Condition> Assumptions { get; init; } = [];

    /// <summary>Those of the conditions that a certificate computes in place of assuming them.</summary>
    public EqArray<Condition> Computed { get; init; } = [];

    /// <summary>What Φ names on each group of the claim: where conditions are computed, the theorem is about these groups.</summary>
    public EqArray<Vocabulary> Groups { get; init; } = [];

    /// <summary>The derivation of its equivariance that the checker replayed; null where one is still to be found.</summary>
    internal Derivation? Checked { get; init; }

    /// <summary>The formula on the group: what its proof is about.</summary>
    /// <exception cref="ScopeException">The formula uses something that is not there, or of another sort.</exception>
    internal Scoped Scoped => Scoped.Of(Formula, Vocabulary);

    /// <summary>The formula of an elementary block.</summary>
    public static CertifiedFormula Of(TypedOp.Elementary layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return new(layer.Path, layer.Meaning.Formula, Vocabulary.Of(layer));
    }

    /// <summary>
    /// The formula of a proved design, on the last group that it was tested on; conditions that hold by computation are
    /// certified by it, on every group of the claim.
    /// </summary>
    /// <exception cref="CertificateException">The design is not proved.</exception>
    public static CertifiedFormula Of(DesignReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Theorem is Verdict.Refuted refuted)
            throw new CertificateException(
                report.Design.Name,
                $"the design is refuted: {refuted.Witness.Description}"
            );
        var proved = Obligations.Proved(report.Theorem);
        if (
            proved
                .Steps()
                .Any(step =>
                    step.Rule == Rules.CasesOverH
                    || step.Rule == Rules.ExpansionOverH
                    || step.Rule == Rules.GroupByGroup
                )
        )
            throw new CertificateException(
                report.Design.Name,
                $"the proof distinguishes the elements of {report.Scope}, of which the library states no tables"
            );
        var conditions = proved.Conditions;
        return new(
            report.Design.Name,
            report.Design.Formula,
            DesignVocabulary.OfProof(report.Design, report.Models[^1].Group, conditions)
        )
        {
            Assumptions = conditions,
            Checked = proved,
            Computed = report
                .Conditions.Where(of => of.Ground == ConditionGround.Computed)
                .Select(of => of.Condition)
                .ToEqArray(),
            Groups = DesignAssumptions
                .Groups(report.Design)
                .Select(group => DesignVocabulary.OfProof(report.Design, group, conditions))
                .ToEqArray(),
        };
    }

    /// <summary>The distinct layer formulas of an operator, in the order of execution, each by its first layer.</summary>
    public static EqArray<CertifiedFormula> DistinctOf(TypedOp op)
    {
        ArgumentNullException.ThrowIfNull(op);
        return op.Leaves()
            .Select(Of)
            .DistinctBy(certified => (certified.Formula, certified.Vocabulary))
            .ToEqArray();
    }

    /// <summary>As above, by the proofs that a report replayed.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="theorem">The verdict on it.</param>
    public static EqArray<CertifiedFormula> DistinctOf(TypedOp op, Verdict theorem)
    {
        ArgumentNullException.ThrowIfNull(theorem);
        var proofs = new Dictionary<Claim, Derivation>();
        if (theorem is Verdict.Proved { Proof: var whole })
            foreach (var step in whole.Steps())
                if (step.Conclusion is Claim.Equivariant)
                    proofs.TryAdd(step.Conclusion, step);
        return DistinctOf(op)
            .Select(certified =>
                certified with
                {
                    Checked = proofs.GetValueOrDefault(
                        new Claim.Equivariant(certified.Formula.OnGroup, certified.Vocabulary)
                    ),
                }
            )
            .ToEqArray();
    }
}
