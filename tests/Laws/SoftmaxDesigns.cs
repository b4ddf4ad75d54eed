using AgeFormal.Operators.Language;

namespace AgeFormal.Laws;

/// <summary>Attention over every sort of domain: by softmax, and by the ratio of sums that it stands for.</summary>
/// <param name="Over">The domain with its variables.</param>
/// <param name="Score">What the softmax is of.</param>
/// <param name="Value">What is weighted.</param>
public sealed record SoftmaxDesigns(string Over, string Score, string Value)
{
    private const string Head =
        "input f[2] on group\noutput 2\nwindow S 3\nparam rho[H, S], A[2, 2]\nλ(g; o). ";

    /// <summary>The designs by name.</summary>
    public static IReadOnlyDictionary<string, SoftmaxDesigns> All { get; } =
        new Dictionary<string, SoftmaxDesigns>
        {
            ["window"] = new(
                "n ∈ Win(S), k ∈ H",
                "f[o](g) · f[o](g·n·k) + rho(k, n)",
                "f[0](g·n·k)"
            ),
            ["positions"] = new("v ∈ Site", "f[o](g) · f[o](v)", "f[1](v)"),
            ["group"] = new("r ∈ G", "f[o](g) − 2 · f[0](g·r)", "f[o](g·r)"),
            ["point group"] = new("k ∈ H", "square(f[o](g·k)) · rho(k, e)", "f[o](g·k)"),
            ["translations"] = new("n ∈ N", "f[0](g·n) · f[o](g)", "f[o](g·n)"),
            ["channels"] = new("c ∈ Ch(2)", "A(o, c) · f[c](g)", "f[c](g)"),
            ["two softmaxes"] = new(
                "k ∈ H",
                "Σ[c ∈ Ch(2)] softmax[c ∈ Ch(2)](f[c](g)) · f[c](g·k)",
                "f[o](g·k)"
            ),
        };

    /// <summary>Σ[D] softmax[D](s) · v.</summary>
    public Design Stable => Parse($"Σ[{Over}] softmax[{Over}]({Score}) · {Value}");

    /// <summary>(Σ[D] e^s · v) / (Σ[D] e^s).</summary>
    public Design ByHand => Parse($"(Σ[{Over}] exp({Score}) · {Value}) / (Σ[{Over}] exp({Score}))");

    /// <summary>The weights read the orientation of g itself.</summary>
    public Design Absolute =>
        Parse($"Σ[{Over}] softmax[{Over}](({Score}) · rho(Abs(g), e)) · {Value}");

    private static Design Parse(string formula) =>
        DesignParser.Parse($"design softmax\n{Head}{formula}", nameof(SoftmaxDesigns));
}
