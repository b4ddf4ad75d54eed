using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Identity;

namespace AgeFormal.Verification.Designs;

/// <summary>Proves or refutes Theorem 1 for a design as written in a file.</summary>
/// <remarks>
/// A proof is replayed by the checker, and the identity test runs beside it: a design counts as proved only when the
/// second method finds no failure. What cannot be proved is refuted by a counterexample, or left undecided.
/// </remarks>
public static class DesignVerifier
{
    private static readonly EqArray<PointGroup> Abelian =
    [
        PointGroups.P2,
        PointGroups.P4,
        PointGroups.Pm,
        PointGroups.P3,
    ];

    /// <summary>The verdict and what the identity test ran.</summary>
    /// <exception cref="DesignScopeException">The design is not well scoped.</exception>
    /// <exception cref="ArgumentException">A window has no points on a lattice.</exception>
    public static DesignReport Verify(Design design, IdentityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        DesignScope.Check(design);
        var groups = Groups(design);
        if (groups.Count == 0)
            throw new ArgumentException(
                $"{design.Name}: no group of the models has the declared windows; expected shapes that exist, and are stable where declared so, on the square or the hexagonal lattice.",
                nameof(design)
            );
        var proof = Prove(design, groups[^1]);
        var runs = groups
            .Select(group =>
                IdentityTest.RunOn(
                    design.Formula.OnGroup,
                    DesignVocabulary.On(design, group),
                    group,
                    options
                )
            )
            .ToEqArray();
        var failing = runs.FirstOrDefault(run => run.Failure is not null);
        return new(design, Judge(design, proof, failing, options), runs);
    }

    private static Verdict Judge(
        Design design,
        Verdict proof,
        ModelRun? failing,
        IdentityOptions? options
    )
    {
        if (failing is null)
            return proof;
        if (proof.IsProved)
            return new Verdict.Undecided(
                design.Formula.ToString(),
                $"the two methods disagree: a derivation was found, and the identity fails on {failing}"
            );
        if (design.Parameters.FirstOrDefault(parameter => parameter.Isotropic) is { } isotropic)
            return new Verdict.Undecided(
                isotropic.Name,
                "it is declared isotropic, which neither the prover nor the finite models take into account"
            );
        var refuted = Refuter.RefuteOn(
            design.Formula.OnGroup,
            DesignVocabulary.On(design, failing.Group),
            failing,
            options
        );
        return refuted.Match(_ => proof, found => found, undecided => undecided);
    }

    /// <summary>
    /// The prover's verdict on one group, replayed by the checker. Typing and uniform shift use no property of H, so the
    /// group stands for every H.
    /// </summary>
    private static Verdict Prove(Design design, PointGroup group)
    {
        var vocabulary = DesignVocabulary.On(design, group);
        var verdict = Prover.Prove(design.Formula.OnGroup, vocabulary);
        return verdict.Match(
            proved =>
                ProofChecker.Accepts(
                    proved.Derivation,
                    new Claim.Equivariant(design.Formula.OnGroup, vocabulary)
                )
                    ? verdict
                    : new Verdict.Undecided(
                        proved.Derivation.ToString(),
                        "the checker does not accept the derivation"
                    ),
            refuted => refuted,
            undecided => undecided
        );
    }

    private static EqArray<PointGroup> Groups(Design design) =>
        design.Group.Match(
            _ => FittingLattice(design, new IdentityOptions().GroupsFor(2)),
            _ => FittingLattice(design, Abelian),
            named => [PointGroups.Parse(named.Symbol)]
        );

    // The lattices that have the declared windows, stable where the design says so.
    private static EqArray<PointGroup> FittingLattice(Design design, EqArray<PointGroup> groups) =>
        groups
            .Where(group =>
                design.Windows.All(window =>
                    window.Shape is null || Fits(window.Shape, window.Stable, group)
                )
            )
            .ToEqArray();

    private static bool Fits(WindowShape shape, bool stable, PointGroup group) =>
        Exists(shape, group) && (!stable || shape.On(group).Stabilizer(group).Count == group.Order);

    private static bool Exists(WindowShape shape, PointGroup group) =>
        shape.Match(
            side => group.Lattice != Lattice.Hexagonal || side.Length % 2 == 1,
            box => group.Lattice != Lattice.Hexagonal && box.Sides.Count == group.Dimension,
            _ => group.Lattice == Lattice.Hexagonal
        );
}
