using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Certificates;

namespace AgeFormal.Verification.Tests.Certificates;

/// <summary>Formulas that have certificates.</summary>
internal static class Certified
{
    /// <summary>Absolute positions that cancel: provable by a shift only.</summary>
    public static EqArray<CertifiedFormula> ByShift { get; } =
    [
        Named("cancelling positions", Cancelling(site => new Rel.Absolute(site))),
        Named(
            "cancelling point parts",
            Cancelling(site => new Rel.PointPart(new Rel.Absolute(site)))
        ),
    ];

    /// <summary>One formula per elementary block.</summary>
    public static EqArray<CertifiedFormula> Blocks { get; } =
        Tests
            .Blocks.All.Keys.Select(block =>
                CertifiedFormula.Of(Tests.Blocks.Typed("p4m", block)) with
                {
                    Name = block,
                }
            )
            .ToEqArray();

    /// <summary>A formula at two positions with every construct but the escape hatches.</summary>
    public static CertifiedFormula Everything { get; } =
        Named("every \"construct\" (* of the language *)", Formulas.Everything);

    private static CertifiedFormula Named(string name, Formula formula) =>
        new(name, formula, Formulas.Vocabulary);

    private static Formula Cancelling(Func<Site, Rel> part)
    {
        var relative = new Rel.Inverse(part(Formulas.G)) * part(Formulas.V);
        return Formulas.Layer(
            Formulas.Over(
                new Domain.Sites(),
                "v",
                Formulas.At(Formulas.V) * Formulas.Weight(relative, relative)
            )
        );
    }
}
