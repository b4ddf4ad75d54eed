using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Tests;

/// <summary>Designs that are equivariant by the elements of one finite H, by windows of one point, or for several groups each by itself.</summary>
internal static class FiniteGroupDesigns
{
    /// <summary>A design, what its report says of the groups, and a rule of its proof.</summary>
    public sealed record Case(string Name, string Scope, Rule Rule, string[] Lines)
    {
        public Design Design => ConditionalDesigns.Parse(Lines);

        public override string ToString() => Name;
    }

    private const string Square = "p1, p2, p4, pm, cm, pmm, cmm, p4m";

    public static Case[] Proved { get; } =
    [
        new(
            "a gain per h of the trivial group",
            "p1",
            Rules.CasesOverH,
            ["group p1", "param V[2, H]", "λ(g; o). V(Abs(g); o) · f[o](g)"]
        ),
        new(
            "a square of h in a group of half turns",
            "pmm",
            Rules.CasesOverH,
            ["group pmm", "param V[2, H]", "λ(g; o). V(Abs(g)·Abs(g); o) · f[o](g)"]
        ),
        new(
            "a fourth power of h in a group of quarter turns",
            "p4m",
            Rules.CasesOverH,
            ["group p4m", "param V[2, H]", "λ(g; o). V(Abs(g)·Abs(g)·Abs(g)·Abs(g); o) · f[o](g)"]
        ),
        new(
            "a translation turned twice",
            "p2",
            Rules.CasesOverH,
            [
                "group p2",
                "window S 3",
                "param K[2, S]",
                "λ(g; o). Σ[n ∈ Win(S)] K(Abs(g)·Abs(g)·n·Abs(g)⁻¹·Abs(g)⁻¹; o) · f[o](g·n)",
            ]
        ),
        new(
            "a sum over the squares of H",
            "p3",
            Rules.CasesOverH,
            ["group p3", "param V[2, H]", "λ(g; o). f[o](g) · Σ[k ∈ H] V(Abs(g)·k·k; o)"]
        ),
        new(
            "a kernel summed over the turns of a window",
            "p4",
            Rules.ExpansionOverH,
            [
                "group p4",
                "window Row 1×3, Column 3×1",
                "λ(g; o). Σ[n ∈ AbsWin(Row)@g] f[o](g·n) + Σ[n ∈ AbsWin(Column)@g] f[o](g·n)",
            ]
        ),
        new(
            "rows and columns exchanged by a quarter turn",
            Square,
            Rules.GroupByGroup,
            [
                "window Row 1×3, Column 3×1",
                "λ(g; o). (max[n ∈ AbsWin(Row)@g] f[o](g·n)) · (max[n ∈ AbsWin(Column)@g] f[o](g·n))",
            ]
        ),
        new(
            "a row of columns",
            Square,
            Rules.GroupByGroup,
            [
                "window Row 1×3, Column 3×1",
                "λ(g; o). Σ[n ∈ AbsWin(Row)@g] Σ[m ∈ AbsWin(Column)@(g·n)] f[o](g·n·m)",
            ]
        ),
        new(
            "three rods of space",
            "T",
            Rules.ExpansionOverH,
            [
                "group T",
                "window X 1×1×3, Y 1×3×1, Z 3×1×1",
                "λ(g; o). Σ[n ∈ AbsWin(X)@g] f[o](g·n) + Σ[n ∈ AbsWin(Y)@g] f[o](g·n) + Σ[n ∈ AbsWin(Z)@g] f[o](g·n)",
            ]
        ),
        new(
            "a kernel on one point",
            "every H",
            Rules.OnePointWindow,
            [
                "window S 1",
                "param K[2, S]",
                "λ(g; o). Σ[n ∈ AbsWin(S)@g] K(Abs(g)·n·Abs(g)⁻¹; o) · f[o](g·n)",
            ]
        ),
        new(
            "a kernel that sees one point of a window",
            "every H",
            Rules.OnePointParameter,
            [
                "window S 1, T 3",
                "param K[2, S]",
                "λ(g; o). Σ[n ∈ Win(T)] K(Abs(g)·n·Abs(g)⁻¹; o) · f[o](g·n)",
            ]
        ),
        new(
            "a pooled window times a gain summed over H",
            "every H",
            Rules.TurnedWindow,
            [
                "window S stable",
                "param V[2, H]",
                "λ(g; o). (max[n ∈ AbsWin(S)@g] f[o](g·n)) · Σ[k ∈ H] V(Abs(g)·k; o)",
            ]
        ),
        new(
            "a kernel averaged over the turns of its argument",
            "every H",
            Rules.ChangeOfVariable,
            [
                "window S",
                "param K[2, S]",
                "λ(g; o). Σ[n ∈ Win(S)] (mean[k ∈ H] K(k·(Abs(g)·n·Abs(g)⁻¹)·k⁻¹; o)) · f[o](g·n)",
            ]
        ),
        new(
            "a window turned by a bound element",
            "every H",
            Rules.TurnedWindow,
            [
                "window S stable",
                "param V[2, H], K[2, S]",
                "λ(g; o). f[o](g) · max[k ∈ H] V(k; o) · Σ[n ∈ Win(S)] K(π_H (Abs(g))·k·n·k⁻¹·(π_H (Abs(g)))⁻¹; o)",
            ]
        ),
        new(
            "projections of projections",
            "every H",
            Rules.ChangeOfVariable,
            [
                "window S",
                "param V[2, H], K[2, S]",
                "λ(g; o). f[o](g) · (mean[r ∈ G] V(π_H (π_H (Abs(g)·r)); o)) · mean[v ∈ Site] K(π_X (π_X (Abs(v))); o)",
            ]
        ),
        new(
            "weights of squares of positions",
            "every H",
            Rules.ChangeOfVariable,
            ["param V[2, H]", "λ(g; o). f[o](g) · Σ[v ∈ Site] V(Abs(v)·Abs(v); o)"]
        ),
    ];

    /// <summary>Designs of the same kinds that are broken.</summary>
    public static Case[] Broken { get; } =
    [
        new(
            "a square of h in a group of quarter turns",
            "p4",
            Rules.CasesOverH,
            ["group p4", "param V[2, H]", "λ(g; o). V(Abs(g)·Abs(g); o) · f[o](g)"]
        ),
        new(
            "a sum over the squares of H, which are not all of H",
            "p4",
            Rules.ExpansionOverH,
            ["group p4", "param V[2, H]", "λ(g; o). f[o](g) · Σ[k ∈ H] V(Abs(g)·k·k; o)"]
        ),
        new(
            "rows and columns of unequal length",
            Square,
            Rules.GroupByGroup,
            [
                "window Row 1×3, Column 5×1",
                "λ(g; o). (max[n ∈ AbsWin(Row)@g] f[o](g·n)) · (max[n ∈ AbsWin(Column)@g] f[o](g·n))",
            ]
        ),
        new(
            "rows and columns weighted apart",
            Square,
            Rules.GroupByGroup,
            [
                "window Row 1×3, Column 3×1",
                "λ(g; o). Σ[n ∈ AbsWin(Row)@g] f[o](g·n) + 2 · Σ[n ∈ AbsWin(Column)@g] f[o](g·n)",
            ]
        ),
        new(
            "a row of columns, the inner one first",
            Square,
            Rules.GroupByGroup,
            [
                "window Row 1×3, Column 3×1",
                "λ(g; o). max[n ∈ AbsWin(Row)@g] Σ[m ∈ AbsWin(Column)@(g·n)] f[o](g·n·m)",
            ]
        ),
        new(
            "a kernel on one point besides its turn",
            "every H",
            Rules.OnePointWindow,
            [
                "window S 1",
                "param V[2, H]",
                "λ(g; o). Σ[n ∈ AbsWin(S)@g] V(Abs(g)·n; o) · f[o](g·n)",
            ]
        ),
        new(
            "a kernel that sees three points of a window",
            "every H",
            Rules.OnePointParameter,
            [
                "window S 1×3, T 3",
                "param K[2, S]",
                "λ(g; o). Σ[n ∈ Win(T)] K(Abs(g)·n·Abs(g)⁻¹; o) · f[o](g·n)",
            ]
        ),
        new(
            "a pooled window that is not stable times a gain summed over H",
            "every H",
            Rules.TurnedWindow,
            [
                "window S 1×3",
                "param V[2, H]",
                "λ(g; o). (max[n ∈ AbsWin(S)@g] f[o](g·n)) · Σ[k ∈ H] V(Abs(g)·k; o)",
            ]
        ),
    ];

    /// <summary>The proofs, as the checker is given them.</summary>
    public static IEnumerable<Derivation> Proofs => Proved.Select(Proof);

    /// <summary>Proofs for a group of the plane whose equations a small model can evaluate.</summary>
    public static IEnumerable<Derivation> SmallProofs =>
        new[]
        {
            ConditionalDesigns.Parse(
                "group p4m",
                "param V[2, H]",
                "λ(g; o). Σ[k ∈ H] f[o](g·k) · V(Abs(g)·Abs(g)·k·Abs(g)⁻¹·Abs(g)⁻¹·k⁻¹; o)"
            ),
            ConditionalDesigns.Parse(
                "group p4m",
                "window Row 1×3, Column 3×1",
                "λ(g; o). Σ[n ∈ AbsWin(Row)@g] f[o](g·n) + Σ[n ∈ AbsWin(Column)@g] f[o](g·n)"
            ),
            ConditionalDesigns.Parse(
                "group p4m",
                "window S 1",
                "param K[2, S]",
                "λ(g; o). Σ[n ∈ AbsWin(S)@g] K(Abs(g)·n·Abs(g)⁻¹; o) · f[o](g·n)"
            ),
            ConditionalDesigns.Parse(
                "group p4m",
                "window S 3",
                "param V[2, H]",
                "λ(g; o). (Σ[n ∈ AbsWin(S)@g] f[o](g·n)) · Σ[k ∈ H] V(k·Abs(g); o)"
            ),
        }.Select(Proof);

    private static Derivation Proof(Case one) => Proof(one.Design);

    private static Derivation Proof(Design design) =>
        Derivations.Proved(DesignVerifier.Verify(design).Theorem);
}
