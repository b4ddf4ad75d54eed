using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Tests;

/// <summary>Designs that are equivariant under conditions, each written with and without them.</summary>
public static class ConditionalDesigns
{
    /// <summary>A design in two spellings, and the conditions that only the first one declares.</summary>
    public sealed record Case(string Name, Design Declared, Design Undeclared, string Conditions)
    {
        public override string ToString() => Name;
    }

    public static Case[] All { get; } =
    [
        Of(
            "order of h swapped",
            "H is abelian",
            "group abelian",
            "group any",
            "param W[2, 2, H]",
            "λ(g; o). Σ[c ∈ Ch(2), k ∈ H] W(Abs(g·k)·Abs(g)⁻¹; o, c) · f[c](g·k)"
        ),
        Of(
            "signal read at a conjugate",
            "H is abelian",
            "group abelian",
            "group any",
            "param V[2, H]",
            "λ(g; o). Σ[k ∈ H] V(k; o) · f[o](g·π_H (Abs(g))·k·(π_H (Abs(g)))⁻¹)"
        ),
        Of(
            "stable window, read unturned",
            "S is H-stable",
            "window S stable",
            "window S",
            "",
            "λ(g; o). max[n ∈ AbsWin(S)@g] f[o](g·n)"
        ),
        Of(
            "two stable windows, one in the other",
            "S is H-stable and T is H-stable",
            "window S stable, T stable",
            "window S, T",
            "",
            "λ(g; o). mean[n ∈ AbsWin(S)@g] max[m ∈ AbsWin(T)@(g·n)] f[o](g·n·m)"
        ),
        Of(
            "isotropic kernel, read unturned",
            "K is isotropic",
            "param K[2, S] isotropic",
            "param K[2, S]",
            "window S",
            "λ(g; o). Σ[n ∈ Win(S)] K(Abs(g)·n·Abs(g)⁻¹; o) · f[o](g·n)"
        ),
        Of(
            "isotropic kernel of a difference",
            "K is isotropic",
            "param K[2, S] isotropic",
            "param K[2, S]",
            "window S",
            "λ(g; o). max[v ∈ Site] K(π_H (Abs(g))·g⁻¹·v; o) · f[o](v)"
        ),
        Of(
            "unturned kernel on an unturned window",
            "S is H-stable and K is isotropic",
            "window S stable param K[2, S] isotropic",
            "window S param K[2, S]",
            "",
            "λ(g; o). max[n ∈ AbsWin(S)@g] K(Abs(g)·n·Abs(g)⁻¹; o) · f[o](g·n)"
        ),
        Of(
            "isotropic kernel with weights W(h̃h⁻¹)",
            "H is abelian and K is isotropic",
            "group abelian param K[2, S] isotropic",
            "group any param K[2, S]",
            "window S param V[2, H]",
            "λ(g; o). Σ[k ∈ H, n ∈ Win(S)] K(Abs(g)·n·Abs(g)⁻¹; o) · V(Abs(g·k)·Abs(g)⁻¹; o) · f[o](g·n·k)"
        ),
    ];

    /// <summary>Equivariant although absolute positions occur: a bijection of the domain takes them away.</summary>
    public static string[] Reindexed { get; } =
    [
        "λ(g; o). max[k ∈ H] f[o](g·(π_H (Abs(g)))⁻¹·k)",
        "λ(g; o). mean[r ∈ G] f[o](g·Abs(g)⁻¹·r)",
        "λ(g; o). max[n ∈ N] f[o](g·(π_H (Abs(g)))⁻¹·n·π_H (Abs(g)))",
        "λ(g; o). f[o](g) · Σ[k ∈ H] V((π_H (Abs(g)))⁻¹·k·π_H (Abs(g)); o)",
    ];

    public static Design Parse(params string[] lines) =>
        DesignParser.Parse(
            $"design test\ninput f[2] on group\noutput 2\n{string.Join('\n', lines)}\n",
            "test"
        );

    private static Case Of(
        string name,
        string conditions,
        string declared,
        string undeclared,
        string rest,
        string formula
    ) => new(name, Parse(declared, rest, formula), Parse(undeclared, rest, formula), conditions);
}
