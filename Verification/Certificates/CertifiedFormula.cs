using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Certificates;

/// <summary>A formula whose equivariance is certified.</summary>
/// <param name="Name">What a reader knows it by, for example the path of a layer; it appears in comments alone.</param>
/// <param name="Formula">Φ.</param>
/// <param name="Vocabulary">What Φ names.</param>
public sealed record CertifiedFormula(string Name, Formula Formula, Vocabulary Vocabulary)
{
    /// <summary>The conditions that the proof may use; the certificate states those that it does.</summary>
    public EqArray<Condition> Assumptions { get; init; } = [];

    /// <summary>The formula of an elementary block.</summary>
    public static CertifiedFormula Of(TypedOp.Elementary layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return new(layer.Path, layer.Meaning.Formula, Vocabulary.Of(layer));
    }

    /// <summary>The formula of a proved design, on the last group that it was tested on.</summary>
    /// <exception cref="CertificateException">The design is not proved.</exception>
    public static CertifiedFormula Of(DesignReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Theorem is Verdict.Refuted refuted)
            throw new CertificateException(
                report.Design.Name,
                $"the design is refuted: {refuted.Witness.Description}"
            );
        var conditions = Obligations.Proved(report.Theorem).Conditions;
        return new(
            report.Design.Name,
            report.Design.Formula,
            DesignVocabulary.On(report.Design, report.Models[^1].Group, conditions)
        )
        {
            Assumptions = conditions,
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
}
