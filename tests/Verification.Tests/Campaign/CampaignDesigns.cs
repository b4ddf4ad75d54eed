using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>
/// Seeded designs made of a relative part and of one or two parts that read absolute positions so that they often cancel:
/// words of a named group, sums over H, function laws, differences of equals, windows of given shape. Whether a design is
/// equivariant is not recorded; the judge tells.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="families">The parts that read absolute positions.</param>
internal sealed class CampaignDesigns(int seed, IReadOnlyList<IReadOnlyList<string>> families)
{
    private static readonly string[] Groups =
    [
        "any",
        "any",
        "abelian",
        "p1",
        "p2",
        "p4",
        "p4m",
        "pm",
        "cm",
        "pmm",
        "p3",
        "p6",
        "p3m1",
        "p6m",
    ];

    private static readonly string[] Relative =
    [
        "f[o](g)",
        "relu(f[o](g))",
        "(sum[n in Win(S)] K(n) * f[o](g*n))",
        "(mean[n in N] f[o](g*n))",
        "(sum[k in H, n in Win(S)] W(k, n; o) * f[o](g*n*k))",
        "(max[k in H] f[o](g*k))",
    ];

    /// <summary>Words of H, products with a fixed element, commutators, sums over H.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "V({h})",
        "V({h}*{h})",
        "V({h}*{h}*{h}*{h})",
        "V({h}*{h}*{h}*{h}*{h}*{h})",
        "V({h}*{h}*{h}*{h}*{h}*{h}*{h}*{h}*{h}*{h}*{h}*{h})",
        "V({h}*a*{h}^-1)",
        "V({h}*a*{h}^-1*a^-1)",
        "V({h}^-1*a*{h}*a^-1)",
        "(sum[k in H] V({h}*k))",
        "(sum[k in H] V(k*{h}))",
        "(max[k in H] V(k*{h}*k^-1))",
        "(sum[k in H] V(k*{h}*k^-1))",
        "(sum[k in H] V({h}*k*{h}^-1))",
        "(sum[k in H] V(k*{h}) * f[o](g*k))",
        "(sum[k in H] V({h}*k*{h}^-1) * f[o](g*k))",
    ];

    /// <summary>Laws of the named functions.</summary>
    public static IReadOnlyList<string> Laws { get; } =
    [
        "(exp(f[o](g) + {q}) / (sum[c in Ch(2)] exp(f[c](g) + {q})))",
        "(sigmoid({q}) + sigmoid(-1 * {q}))",
        "(tanh({q}) + tanh(-1 * {q}))",
        "(abs({q}) - abs(-1 * {q}))",
        "(relu({q}) - relu(-1 * {q}) - {q})",
        "(relu(exp({q}) * f[o](g)) / exp({q}))",
        "(max[c in Ch(2)] (f[c](g) + {q}) - {q})",
        "(exp({q}) * exp(-1 * {q}))",
        "relu(-1 * square({q}))",
        "step(-1 * abs({q}))",
        "(sqrt(square({q})) - abs({q}))",
    ];

    /// <summary>Differences of equals, products with 0, means of constants.</summary>
    public static IReadOnlyList<string> Cancelled { get; } =
    [
        "({q} - {q})",
        "(0 * {q})",
        "(f[o](g) + {q} - (mean[c in Ch(2)] (f[c](g) + {q})))",
        "((f[o](g) + {q}) * (f[o](g) - {q}) + {q} * {q})",
        "((mean[n in N] {q}) - {q})",
        "((max[c in Ch(2)] {q}) - {q})",
        "((sum[c in Ch(2)] {q}) - 2 * {q})",
    ];

    /// <summary>Windows of given shape, not turned or turned twice.</summary>
    public static IReadOnlyList<string> Windowed { get; } =
    [
        "(sum[n in AbsWin(S)@g] f[o](g*n))",
        "(max[n in AbsWin(One)@g] f[o](g*n))",
        "(mean[n in AbsWin(Row)@g] f[o](g*n))",
        "((sum[n in AbsWin(Row)@g] f[o](g*n)) + (sum[n in AbsWin(Column)@g] f[o](g*n)))",
        "(sum[n in AbsWin(S)@g] K({h}*n*{h}^-1) * f[o](g*n))",
        "(sum[n in Win(S)] K({h}*n*{h}^-1) * f[o](g*n))",
        "(sum[k in H, n in Win(S)] K(k*n*k^-1) * f[o](g*n))",
        "(sum[k in H, n in Win(S)] K(k*{h}*n*{h}^-1*k^-1) * f[o](g*n))",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next design.</summary>
    public Design Next()
    {
        var absolute = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Part()).ToArray();
        var body = string.Join(_random.Next(2) == 0 ? " * " : " + ", [Pick(Relative), .. absolute]);
        var group = Pick(Groups);
        // The hexagonal lattice has no boxes.
        var isHexagonal = group[0] == 'p' && (group[1] == '3' || group[1] == '6');
        if (isHexagonal)
            body = body.Replace("Row", "S", StringComparison.Ordinal)
                .Replace("Column", "One", StringComparison.Ordinal);
        return DesignParser.Parse(
            $"""
            design campaign
            group {group}
            input f[2] on {(_random.Next(3) == 0 ? "lattice" : "group")}
            output 2
            window S 3, One 1{(isHexagonal ? "" : ", Row 1x3, Column 3x1")}
            const a
            param V[H], K[S], W[2, H, S]
            lambda(g; o). {body}
            """,
            "campaign"
        );
    }

    private string Part()
    {
        var family = families[_random.Next(families.Count)];
        return Filled(family[_random.Next(family.Count)]);
    }

    private string Filled(string pattern)
    {
        var word = Pick(["V({h})", "V({h})", "V({h}*a)", "(V({h}) * f[o](g))", "V({h}*{h})"]);
        return pattern
            .Replace("{q}", word, StringComparison.Ordinal)
            .Replace(
                "{h}",
                _random.Next(3) == 0 ? "Abs(g)" : "(piH Abs(g))",
                StringComparison.Ordinal
            );
    }

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];
}
