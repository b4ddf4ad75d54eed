using System.Text;
using AgeFormal.Algebra;
using AgeFormal.Operators.Language;

namespace AgeFormal.Operators;

/// <summary>A named part of a composite operator. The name prefixes the parameters' names: <c>c1.weight</c>.</summary>
/// <param name="Name">The name; empty for none.</param>
/// <param name="Op">The operator.</param>
public sealed record Layer(string Name, Op Op);

/// <summary>
/// An immutable building block. Each elementary block denotes a <see cref="Formula"/> (see <see cref="Denotation"/>);
/// composites combine blocks. A block does not know its input: <see cref="Typing"/> gives it one.
/// </summary>
public abstract record Op
{
    private Op() { }

    /// <summary>A block that denotes a formula of its own.</summary>
    public abstract record Elementary : Op
    {
        private protected Elementary() { }

        /// <summary>Interprets the block: one method of the fold per elementary case.</summary>
        public abstract T Fold<T>(IElementaryFold<T> fold);

        /// <inheritdoc/>
        public sealed override T Fold<T>(IOpFold<T> fold) =>
            Fold((IElementaryFold<T>)Checked(fold));

        internal sealed override EqArray<Layer> Parts => [];
    }

    /// <summary>
    /// [f ⋆ ψ](g)_o = Σ_c Σ_{n∈S} f_c(g·n) ψ(n)_{o,c}, from the lattice to the group.
    /// <c>[b, c, 1, y, x] → [b, o, h, y′, x′]</c>. Cohen and Welling 2016, eq. 10.
    /// </summary>
    /// <param name="Channels">The number of output channels.</param>
    /// <param name="Window">S, stable under H.</param>
    public sealed record LiftingConvolution(int Channels, Region Window) : Elementary
    {
        /// <summary>Stride, padding and dilation.</summary>
        public Sampling Sampling { get; init; } = Sampling.Dense;

        /// <summary>The distribution of ψ before training.</summary>
        public WeightScale Initial { get; init; } = WeightScale.Preserving;

        /// <inheritdoc/>
        public override T Fold<T>(IElementaryFold<T> fold) =>
            Checked(fold).LiftingConvolution(this);
    }

    /// <summary>
    /// [f ⋆ ψ](g)_o = μ Σ_c Σ_{k∈H} Σ_{n∈S} f_c(g·n·k) ψ(k, n)_{o,c}. <c>[b, c, h, y, x] → [b, o, h, y′, x′]</c>.
    /// Cohen and Welling 2016, eq. 11, with the weight μ of the Haar measure on H.
    /// </summary>
    /// <param name="Channels">The number of output channels.</param>
    /// <param name="Window">S, stable under H.</param>
    public sealed record GroupConvolution(int Channels, Region Window) : Elementary
    {
        /// <summary>Stride, padding and dilation.</summary>
        public Sampling Sampling { get; init; } = Sampling.Dense;

        /// <summary>The distribution of ψ before training.</summary>
        public WeightScale Initial { get; init; } = WeightScale.Preserving;

        /// <summary>μ; null for the normalised measure, 1/|H|.</summary>
        public Coefficient? HaarWeight { get; init; }

        /// <inheritdoc/>
        public override T Fold<T>(IElementaryFold<T> fold) => Checked(fold).GroupConvolution(this);
    }

    /// <summary>
    /// [f ⋆^α ψ](g)_o = μ Σ_c Σ_{k∈H} α(g, g·k)_{o,c} F(g, k)_{o,c} with F(g, k)_{o,c} = Σ_{n∈S} f_c(g·n·k) ψ(k, n)_{o,c} and
    /// α = α_X α_C, or 1 − α_X α_C. From the group to the group, or, without k and μ, from the lattice to the group.
    /// Romero et al. 2020, eqs. 12 and 14.
    /// </summary>
    /// <param name="Channels">The number of output channels.</param>
    /// <param name="Window">S, stable under H.</param>
    public sealed record AttentiveConvolution(int Channels, Region Window) : Elementary
    {
        /// <summary>Stride, padding and dilation of the convolution; attention looks at its output points.</summary>
        public Sampling Sampling { get; init; } = Sampling.Dense;

        /// <summary>The distribution of ψ before training.</summary>
        public WeightScale Initial { get; init; } = WeightScale.Preserving;

        /// <summary>μ; null for the normalised measure, 1/|H|. Without effect on the lattice.</summary>
        public Coefficient? HaarWeight { get; init; }

        /// <summary>α_C, of every output channel and k; null for 1.</summary>
        public ChannelAttention? Channel { get; init; }

        /// <summary>α_X, after α_C, of every output channel and k; null for 1.</summary>
        public SpatialAttention? Spatial { get; init; }

        /// <summary>α or 1 − α.</summary>
        public AttentionBranch Branch { get; init; } = AttentionBranch.Residual;

        /// <inheritdoc/>
        public override T Fold<T>(IElementaryFold<T> fold) =>
            Checked(fold).AttentiveConvolution(this);
    }

    /// <summary>
    /// (1 − α_X α_C) f, or α_X α_C f: attention on the input of a convolution. Types are kept. α_C are two 1×1 group
    /// convolutions of statistics over space; α_X is a group convolution of statistics over the channels, on the plane a
    /// lifting convolution and the maximum over H. Romero et al. 2020, sec. 5.1 (αF).
    /// </summary>
    public sealed record InputAttention : Elementary
    {
        /// <summary>α_C; null for 1.</summary>
        public ChannelAttention? Channel { get; init; }

        /// <summary>α_X, after α_C; null for 1.</summary>
        public SpatialAttention? Spatial { get; init; }

        /// <summary>α or 1 − α.</summary>
        public AttentionBranch Branch { get; init; } = AttentionBranch.Residual;

        /// <summary>The weight of the Haar measure in α_X on the group; null for the normalised measure, 1/|H|.</summary>
        public Coefficient? HaarWeight { get; init; }

        /// <inheritdoc/>
        public override T Fold<T>(IElementaryFold<T> fold) => Checked(fold).InputAttention(this);
    }

    /// <summary>
    /// A layer by a formula of one's own, λ(g; o). t. The grid is kept; the signal and sampled intermediates are zero outside
    /// of it.
    /// </summary>
    /// <param name="Design">The formula with its windows, whose shapes are given, and parameters.</param>
    public sealed record Custom(Design Design) : Elementary
    {
        /// <summary>How H acts on the output; trivial asks for a formula whose values ignore h.</summary>
        public Fibre Output { get; init; } = Fibre.Regular;

        /// <summary>The distribution of the parameters before training; the fan-in is all axes but the first.</summary>
        public WeightScale Initial { get; init; } = WeightScale.Preserving;

        /// <inheritdoc/>
        public override T Fold<T>(IElementaryFold<T> fold) => Checked(fold).Custom(this);
    }

    /// <summary>f_c(g) without a margin of the grid. <c>[b, c, h, y, x] → [b, c, h, y − 2m, x − 2m]</c>.</summary>
    /// <param name="Margin">m, the number of points left out on every side.</param>
    public sealed record Crop(int Margin) : Elementary
    {
        /// <inheritdoc/>
        public override T Fold<T>(IElementaryFold<T> fold) => Checked(fold).Crop(this);
    }

    /// <summary>
    /// f_c(g) on a grid that is u times finer: between the points of f the nearest of their values, point o of the output
    /// reads point ⌊o/u⌋, or 0, point o reads point o/u where u divides o. The centre stays, on odd and even sides. A
    /// convolution behind zeros is a transposed one with stride u. <c>[b, c, h, y, x] → [b, c, h, u·y, u·x]</c>, and with
    /// zeros <c>[b, c, h, u·(y − 1) + 1, …]</c>. Nearest values are those of boxes: between the points of a hexagonal lattice
    /// are such that are equally near to two.
    /// </summary>
    /// <param name="Factor">u.</param>
    public sealed record Upsampling(PerAxis Factor) : Elementary
    {
        /// <summary>What lies between the points of f.</summary>
        public Interpolation Between { get; init; } = Interpolation.Nearest;

        /// <inheritdoc/>
        public override T Fold<T>(IElementaryFold<T> fold) => Checked(fold).Upsampling(this);
    }

    /// <summary>φ(f_c(g)). Shapes are kept.</summary>
    /// <param name="Function">φ.</param>
    public sealed record Pointwise(PointwiseFunction Function) : Elementary
    {
        /// <inheritdoc/>
        public override T Fold<T>(IElementaryFold<T> fold) => Checked(fold).Pointwise(this);
    }

    /// <summary>
    /// γ_c · (f_c(g) − μ_c)/√(v_c + ε) + β_c with one γ, β, μ, v per channel, shared over h and space. In training μ and v
    /// are the batch's mean and variance over everything but the channel; in evaluation the running ones.
    /// </summary>
    public sealed record BatchNormalization : Elementary
    {
        /// <summary>ε.</summary>
        public Rational Epsilon { get; init; } = new(1, 50_000);

        /// <summary>The weight of a batch in the running statistics.</summary>
        public double Momentum { get; init; } = 0.1;

        /// <inheritdoc/>
        public override T Fold<T>(IElementaryFold<T> fold) =>
            Checked(fold).BatchNormalization(this);
    }

    /// <summary>
    /// In evaluation f itself. In training each value is zeroed with probability p and scaled by 1/(1 − p) otherwise;
    /// the random mask is outside of every theorem.
    /// </summary>
    /// <param name="Rate">p in [0, 1).</param>
    public sealed record Dropout(double Rate) : Elementary
    {
        /// <inheritdoc/>
        public override T Fold<T>(IElementaryFold<T> fold) => Checked(fold).Dropout(this);
    }

    /// <summary>op_{n∈S} f_c(g·n). <c>[b, c, h, y, x] → [b, c, h, y′, x′]</c>; the h axis is kept.</summary>
    /// <param name="By">op.</param>
    /// <param name="Window">S, stable under H.</param>
    public sealed record SpatialPooling(Reduction By, Region Window) : Elementary
    {
        /// <summary>Stride, padding and dilation.</summary>
        public Sampling Sampling { get; init; } = Sampling.Dense;

        /// <inheritdoc/>
        public override T Fold<T>(IElementaryFold<T> fold) => Checked(fold).SpatialPooling(this);
    }

    /// <summary>op_{n∈N} f_c(g·n) over the whole grid. <c>[b, c, h, y, x] → [b, c, h, 1, 1]</c>.</summary>
    /// <param name="By">op.</param>
    public sealed record GlobalPooling(Reduction By) : Elementary
    {
        /// <inheritdoc/>
        public override T Fold<T>(IElementaryFold<T> fold) => Checked(fold).GlobalPooling(this);
    }

    /// <summary>op_{k∈H} f_c(g·k), from the group to the lattice. <c>[b, c, h, y, x] → [b, c, 1, y, x]</c>.</summary>
    /// <param name="By">op.</param>
    public sealed record GroupPooling(Reduction By) : Elementary
    {
        /// <inheritdoc/>
        public override T Fold<T>(IElementaryFold<T> fold) => Checked(fold).GroupPooling(this);
    }

    /// <summary>The composition of the layers, first layer first. Empty: the identity.</summary>
    /// <param name="Layers">The layers.</param>
    public sealed record Sequence(EqArray<Layer> Layers) : Op
    {
        /// <inheritdoc/>
        public override T Fold<T>(IOpFold<T> fold) => Checked(fold).Sequence(this);

        internal override EqArray<Layer> Parts => Layers;
    }

    /// <summary>Σᵢ branchᵢ(f): a residual connection when one branch is the identity.</summary>
    /// <param name="Branches">The branches, all with one output type.</param>
    public sealed record Sum(EqArray<Layer> Branches) : Op
    {
        /// <inheritdoc/>
        public override T Fold<T>(IOpFold<T> fold) => Checked(fold).Sum(this);

        internal override EqArray<Layer> Parts => Branches;
    }

    /// <summary>The branches' outputs one after another on the channel axis.</summary>
    /// <param name="Branches">The branches, whose output types agree but for the channels.</param>
    public sealed record Concatenation(EqArray<Layer> Branches) : Op
    {
        /// <inheritdoc/>
        public override T Fold<T>(IOpFold<T> fold) => Checked(fold).Concatenation(this);

        internal override EqArray<Layer> Parts => Branches;
    }

    /// <summary>
    /// Φ|K[f]_{c·q + i}(g) = Φ[f]_c(g·t_i) for g ∈ ℤ^d ⋊ K: an operator Φ on ℤ^d ⋊ H as one on ℤ^d ⋊ K, K the subgroup of H that
    /// the input is over, with representatives t_0 = e, t_1, … of the q = |H|/|K| cosets K·t. A channel on ℤ^d ⋊ H is q channels
    /// on ℤ^d ⋊ K with the same numbers. What is behind it is equivariant under K alone, and so is the whole.
    /// <c>[b, c, 1, y, x] → [b, o·q, k, y′, x′]</c>. Weiler and Cesa 2019, General E(2)-equivariant steerable CNNs, sec. 2.6
    /// (group restriction), for regular fields.
    /// </summary>
    /// <param name="Of">H with its lattice.</param>
    /// <param name="Body">Φ, from a signal on the lattice.</param>
    public sealed record Restriction(PointGroup Of, Op Body) : Op
    {
        /// <inheritdoc/>
        public override T Fold<T>(IOpFold<T> fold) => Checked(fold).Restriction(this);

        internal override EqArray<Layer> Parts => [new("", Body)];
    }

    /// <summary>f ↦ f.</summary>
    public static Op Identity { get; } = new Sequence([]);

    /// <summary>Interprets the block: one method of the fold per case.</summary>
    /// <exception cref="NestingException">The block is nested too deeply for the stack.</exception>
    public abstract T Fold<T>(IOpFold<T> fold);

    /// <summary>The layers directly inside of a composite, in order.</summary>
    internal abstract EqArray<Layer> Parts { get; }

    /// <inheritdoc/>
    public virtual bool Equals(Op? other)
    {
        Recursion.Enter();
        return other is not null && EqualityContract == other.EqualityContract;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        Recursion.Enter();
        return EqualityContract.GetHashCode();
    }

    /// <summary>The name of the case and its properties, as records write them.</summary>
    /// <exception cref="NestingException">The block is nested too deeply for the stack.</exception>
    public sealed override string ToString()
    {
        var text = new StringBuilder(GetType().Name).Append(" { ");
        try
        {
            if (PrintMembers(text))
                text.Append(' ');
        }
        catch (InsufficientExecutionStackException)
        {
            throw new NestingException();
        }
        return text.Append('}').ToString();
    }

    private static TFold Checked<TFold>(TFold fold)
        where TFold : class
    {
        ArgumentNullException.ThrowIfNull(fold);
        Recursion.Enter();
        return fold;
    }
}
