using AgeFormal.Algebra;
using AgeFormal.Operators.Language;

namespace AgeFormal.Operators;

/// <summary>
/// Layers of other papers. Those that are no blocks of their own are designs: their formulas are proved and lowered like a
/// user's.
/// </summary>
public static class BuildingBlocks
{
    /// <summary>
    /// σ(Σ_j W2(o, j) relu(Σ_c W1(j, c) mean f_c)) · f_o(g), with the mean over the whole group, on the lattice over its points.
    /// Types are kept. Hu et al. 2018, Squeeze-and-excitation networks, eqs. 2 to 4.
    /// </summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="ratio">The hidden layer has ⌊channels / ratio⌋ units.</param>
    /// <param name="fibre">Where the signal lives: on the group or on the lattice.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel or no hidden unit.</exception>
    public static Op SqueezeExcitation(int channels, int ratio, Fibre fibre)
    {
        AtLeastOne(channels, nameof(channels));
        AtLeastOne(ratio, nameof(ratio));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ratio, channels);
        var units = channels / ratio;
        var (place, mean) =
            fibre == Fibre.Regular
                ? ("group", "mean[r ∈ G] f[c](g·r)")
                : ("lattice", "mean[n ∈ N] f[c](g·n)");
        return Layer(
            $"""
            design squeeze-excitation
            input f[{channels}] on {place}
            output {channels}
            param W1[{units}, {channels}], W2[{channels}, {units}]

            let hidden(g; j) = relu(Σ[c ∈ Ch({channels})] W1(j, c) · {mean})

            λ(g; o). σ(Σ[j ∈ Ch({units})] W2(o, j) · hidden(g; j)) · f[o](g)
            """,
            fibre
        );
    }

    /// <summary>
    /// α_X α_C f: channel, then spatial attention on the signal itself, each from mean and maximum. Types are kept.
    /// Woo et al. 2018, CBAM: Convolutional block attention module, eqs. 1 to 3; on the group its convolutions are group
    /// convolutions, see <see cref="Op.InputAttention"/>.
    /// </summary>
    /// <param name="ratio">The hidden layer of the channel attention has ⌊channels / ratio⌋ units.</param>
    /// <param name="window">The window of the spatial attention, 7×7 in the paper.</param>
    public static Op ConvolutionalAttention(int ratio, Region window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return new Op.InputAttention
        {
            Channel = new ChannelAttention(ratio),
            Spatial = new SpatialAttention(window),
            Branch = AttentionBranch.Direct,
        };
    }

    /// <summary>
    /// Σ_{a,j} W(o, a, j) Σ_r A_a(g, r) v_{a,j}(g·r) with A_a(g, ·) the softmax of Σ_j q_{a,j}(g) (k_{a,j}(g·r) + ρ(r)_{a,j}) / √d
    /// over r = n·k, n ∈ S and k ∈ H, and linear q, k, v of f: self-attention with heads a in a local window S, with relative
    /// position encoding ρ. On the lattice r = n, which lifts to the group. Outside of the grid f is zero.
    /// <c>[b, c, h, y, x] → [b, o, h, y, x]</c>. Romero and Cordonnier 2021, Group equivariant stand-alone self-attention for
    /// vision, eqs. 13 to 15.
    /// </summary>
    /// <param name="inputs">The number of input channels c.</param>
    /// <param name="outputs">The number of output channels o.</param>
    /// <param name="heads">The number of heads a.</param>
    /// <param name="depth">d, the number of channels j of a head.</param>
    /// <param name="side">The odd side of S: a box, or a hexagon on the hexagonal lattice.</param>
    /// <param name="fibre">Where the input lives: on the group or on the lattice.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or the side is even.</exception>
    public static Op SelfAttention(
        int inputs,
        int outputs,
        int heads,
        int depth,
        int side,
        Fibre fibre
    )
    {
        AtLeastOne(inputs, nameof(inputs));
        AtLeastOne(outputs, nameof(outputs));
        AtLeastOne(heads, nameof(heads));
        AtLeastOne(depth, nameof(depth));
        AtLeastOne(side, nameof(side));
        if (side % 2 == 0)
            throw new ArgumentOutOfRangeException(
                nameof(side),
                side,
                "An odd side is expected, for a window that is centred on a point."
            );
        var (place, axes, all, moved, relative) =
            fibre == Fibre.Regular
                ? ("group", "H, S", "n ∈ Win(S), k ∈ H", "g·n·k", "k, n")
                : ("lattice", "S", "n ∈ Win(S)", "g·n", "n");
        var arguments = fibre == Fibre.Regular ? "g, n, k" : "g, n";
        return Layer(
            $"""
            design self-attention
            input f[{inputs}] on {place}
            output {outputs}
            window S {side}
            param Q[{heads}, {depth}, {inputs}], K[{heads}, {depth}, {inputs}], V[{heads}, {depth}, {inputs}]
            param W[{outputs}, {heads}, {depth}], rho[{heads}, {depth}, {axes}]

            let query(g; a, j) = rsqrt({depth}) · Σ[c ∈ Ch({inputs})] Q(a, j, c) · f[c](g)
            let key(g; a, j) = Σ[c ∈ Ch({inputs})] K(a, j, c) · f[c](g)
            let value(g; a, j) = Σ[c ∈ Ch({inputs})] V(a, j, c) · f[c](g)
            let content({arguments}; a) = Σ[j ∈ Ch({depth})] query(g; a, j) · key({moved}; a, j)
            let position({arguments}; a) = Σ[j ∈ Ch({depth})] query(g; a, j) · rho({relative}; a, j)
            let weight({arguments}; a) = softmax[{all}](content({arguments}; a) + position({arguments}; a))
            let head(g; a, j) = Σ[{all}] weight({arguments}; a) · value({moved}; a, j)

            λ(g; o). Σ[a ∈ Ch({heads}), j ∈ Ch({depth})] W(o, a, j) · head(g; a, j)
            """,
            Fibre.Regular
        );
    }

    /// <summary>
    /// e^(f_o(g) − m) / Σ_c e^(f_c(g) − m) with m the largest f_c(g), so that no power is too large: at each g positive values
    /// whose sum over the channels is 1. Types are kept.
    /// </summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="fibre">Where the signal lives: on the group or on the lattice.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel.</exception>
    public static Op Softmax(int channels, Fibre fibre)
    {
        AtLeastOne(channels, nameof(channels));
        return Layer(
            $"""
            design softmax
            input f[{channels}] on {(fibre == Fibre.Regular ? "group" : "lattice")}
            output {channels}

            λ(g; o). softmax[o ∈ Ch({channels})](f[o](g))
            """,
            fibre
        );
    }

    /// <summary>
    /// (1 + γ_o) (f_o(g) − m)/√(v + ε) + β_o with the mean m and the variance v of one signal over its channels, its points and
    /// H. γ and β are 0 before training. Types are kept. Ba et al. 2016, Layer normalization; the same in training and in
    /// evaluation.
    /// </summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="fibre">Where the signal lives: on the group or on the lattice.</param>
    /// <param name="epsilon">ε; 1/100000 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel, or ε is not positive.</exception>
    public static Op LayerNormalization(int channels, Fibre fibre, Rational? epsilon = null)
    {
        AtLeastOne(channels, nameof(channels));
        var (place, space) = Everywhere(fibre);
        return Normalization(
            $"""
            design layer-normalization
            input f[{channels}] on {place}
            output {channels}
            param gamma[{channels}], beta[{channels}]

            let centred(g; c) = f[c](g) − mean[j ∈ Ch({channels}), r ∈ {space}] f[j](g·r)
            let variance(g) = mean[c ∈ Ch({channels}), r ∈ {space}] square(centred(g·r; c))

            λ(g; o). (1 + gamma(o)) · centred(g; o) · rsqrt(variance(g) + {Positive(
                epsilon
            )}) + beta(o)
            """,
            fibre
        );
    }

    /// <summary>
    /// (1 + γ_o) (f_o(g) − m_o)/√(v_o + ε) + β_o with the mean m_o and the variance v_o of one signal over the channels of the
    /// group of o, its points and H; groups are of channels in order, of one size. γ and β are 0 before training. Types are
    /// kept. With one group it is <see cref="LayerNormalization"/>, with groups of one channel the instance normalization of
    /// Ulyanov et al. 2016. Wu and He 2018, Group normalization, eqs. 1 to 7; the same in training and in evaluation.
    /// </summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="groups">The number of groups, a divisor of the number of channels.</param>
    /// <param name="fibre">Where the signal lives: on the group or on the lattice.</param>
    /// <param name="epsilon">ε; 1/100000 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel or no group, the channels do not part into the groups, or ε is not positive.</exception>
    public static Op GroupNormalization(
        int channels,
        int groups,
        Fibre fibre,
        Rational? epsilon = null
    )
    {
        AtLeastOne(channels, nameof(channels));
        AtLeastOne(groups, nameof(groups));
        if (channels % groups != 0)
            throw new ArgumentOutOfRangeException(
                nameof(groups),
                groups,
                $"A divisor of the number of channels, {channels}, is expected."
            );
        var n = channels / groups;
        var (place, space) = Everywhere(fibre);
        return Normalization(
            $"""
            design group-normalization
            input f[{channels}] on {place}
            output {channels}
            param gamma[{channels}], beta[{channels}]

            let centre(g; o) = mean[j ∈ Ch({n}), r ∈ {space}] f[⌊o/{n}⌋·{n} + j](g·r)
            let variance(g; o) = mean[j ∈ Ch({n}), r ∈ {space}] square(f[⌊o/{n}⌋·{n} + j](g·r) − centre(g; o))

            λ(g; o). (1 + gamma(o)) · (f[o](g) − centre(g; o)) · rsqrt(variance(g; o) + {Positive(
                epsilon
            )}) + beta(o)
            """,
            fibre
        );
    }

    // The signals of a normalization, and all of G or of the lattice seen from g.
    private static (string Place, string Space) Everywhere(Fibre fibre) =>
        fibre == Fibre.Regular ? ("group", "G") : ("lattice", "N");

    private static string Positive(Rational? epsilon)
    {
        var least = epsilon ?? new Rational(1, 100_000);
        return least.Sign > 0
            ? $"{least.Numerator}/{least.Denominator}"
            : throw new ArgumentOutOfRangeException(
                nameof(epsilon),
                epsilon,
                "A positive ε is expected."
            );
    }

    // A scale 1 + γ and a shift β that start at 0.
    private static Op.Custom Normalization(string text, Fibre fibre) =>
        new(DesignParser.Parse(text, nameof(BuildingBlocks)))
        {
            Output = fibre,
            Initial = new WeightScale(WeightDistribution.Normal, Scale: 0),
        };

    private static Op Layer(string text, Fibre output) =>
        new Op.Custom(DesignParser.Parse(text, nameof(BuildingBlocks))) { Output = output };

    private static void AtLeastOne(int value, string name) =>
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
}
