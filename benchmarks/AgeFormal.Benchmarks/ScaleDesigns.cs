using AgeFormal.Operators.Language;

namespace AgeFormal.Benchmarks;

/// <summary>Designs that are large in one respect: windows, channels, nesting, the group, what is declared and not read.</summary>
internal static class ScaleDesigns
{
    private const string Nothing = "";

    /// <summary>The texts by their names; the first is the unit that the others are compared with.</summary>
    public static IReadOnlyList<(string Name, string Text)> All { get; } =
    [
        ("window 3", Convolution(3, 2)),
        ("window 11", Convolution(11, 2)),
        ("window 51", Convolution(51, 2)),
        ("window 101", Convolution(101, 2)),
        ("64 channels", Convolution(3, 64)),
        ("256 channels", Convolution(3, 256)),
        ("1000000 channels", Convolution(3, 1_000_000)),
        ("4 nested windows", Nested("Win(S)", 4)),
        ("6 nested windows", Nested("Win(S)", 6)),
        ("6 nested sums over H", Nested("H", 6)),
        ("2 stacked attentions", Stacked(2)),
        ("4 stacked attentions", Stacked(4)),
        ("large-kernel attention", LargeKernel),
        (
            "volumetric convolution on O",
            Text(
                "O",
                1,
                "window S 3\nparam psi[H, S]",
                Nothing,
                "sum[n in Win(S), k in H] psi(k, n) * f[o](g*n*k)"
            )
        ),
        ("attention over space on O", Text("O", 1, Nothing, Score, Softmax)),
        ("unused hexagon 127", Unused(127)),
        ("unused hexagon 512", Unused(512)),
        (
            "window 1x1023",
            Text(
                "any",
                2,
                "window S 1x1023\nparam psi[H, S]",
                Nothing,
                "sum[k in H, n in Win(S)] f[o](g*n*k) * psi(k, n)"
            )
        ),
        (
            "broken, window 101",
            Text(
                "any",
                2,
                "window S 101\nparam psi[S]",
                Nothing,
                "sum[n in AbsWin(S)@g] psi(Abs(g)*n*Abs(g)^-1) * f[o](g*n)"
            )
        ),
    ];

    /// <summary>The design with a name.</summary>
    public static Design Find(string name) =>
        DesignParser.Parse(All.First(one => one.Name == name).Text, name);

    private const string Score = "let s(g, v; o) = exp(f[o](g) * f[o](v))";

    private const string Softmax =
        "(sum[v in Site] s(g, v; o) * f[o](v)) / (sum[v in Site] s(g, v; o))";

    private static string Convolution(int side, int channels) =>
        Text(
            "any",
            channels,
            $"window S {side}\nparam psi[{channels}, {channels}, H, S]",
            Nothing,
            $"sum[c in Ch({channels}), n in Win(S), k in H] psi(k, n; o, c) * f[c](g*n*k)"
        );

    private static string Nested(string domain, int depth)
    {
        var names = Enumerable.Range(0, depth).Select(i => $"n{i}").ToArray();
        var weights = string.Concat(names.Select(name => $"w({name}) * "));
        return Text(
            "any",
            2,
            $"window S 3\nparam w[{(domain == "H" ? "H" : "S")}]",
            Nothing,
            $"sum[{string.Join(", ", names.Select(name => $"{name} in {domain}"))}] {weights}f[o](g*{string.Join('*', names)})"
        );
    }

    private static string Stacked(int depth)
    {
        var lets = new List<string> { "let x0(g; c) = f[c](g)" };
        for (var i = 1; i <= depth; i++)
        {
            lets.Add($"let s{i}(g, n; c) = exp(x{i - 1}(g; c) * x{i - 1}(g*n; c) + rho(n; c))");
            lets.Add(
                $"let x{i}(g; c) = (sum[n in Win(S)] s{i}(g, n; c) * x{i - 1}(g*n; c)) / (sum[n in Win(S)] s{i}(g, n; c))"
            );
        }
        return Text(
            "any",
            2,
            "window S 3\nparam rho[2, S]",
            string.Join('\n', lets),
            $"x{depth}(g; o)"
        );
    }

    private static string Unused(int side) =>
        Text("p6m", 2, $"window S hexagon {side}", Nothing, "f[o](g)");

    private static string LargeKernel =>
        Text(
            "any",
            2,
            "window S 3, T 5\nparam A[2, H, S], B[2, H, T], W[2, 2]",
            """
            let inner(g; c) = sum[n in Win(S), k in H] A(k, n; c) * f[c](g*n*k)
            let outer(g; c) = sum[n in Win(T), k in H] B(k, n; c) * inner(g*n*k; c)
            """,
            "f[o](g) * sum[c in Ch(2)] W(o, c) * outer(g; c)"
        );

    private static string Text(
        string group,
        int channels,
        string declared,
        string lets,
        string body
    ) =>
        $"design scale\ngroup {group}\ninput f[{channels}] on group\noutput {channels}\n{declared}\n{lets}\nlambda(g; o). {body}\n";
}
