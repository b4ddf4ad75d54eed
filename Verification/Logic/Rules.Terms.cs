using AgeFormal.Algebra;

namespace AgeFormal.Verification;

/// <content>The laws of terms, for every φ: a commutative ring and finite sums and means.</content>
public static partial class Rules
{
    private const string Ring = "commutative ring of values";
    private const string Reductions = "finite sums, means, maxima and minima";

    /// <summary>Sums of products.</summary>
    public static Rule RingLaws { get; } =
        new("ring laws", "both sides are one polynomial in their atoms", Ring);

    /// <summary>Σ and mean are additive.</summary>
    public static Rule Additivity { get; } =
        new("additivity", "Σ_v (t + …) = Σ_v t + …, and so for the mean", Reductions);

    /// <summary>Σ and mean are homogeneous.</summary>
    public static Rule Homogeneity { get; } =
        new("homogeneity", "Σ_v a·t = a·Σ_v t for a free of v, and so for the mean", Reductions);

    /// <summary>A reduction over an unused variable.</summary>
    public static Rule UnusedVariable { get; } =
        new(
            "unused variable",
            "the mean of t over v not in t is t, the sum over Ch(n) is n·t, a sum of 0 is 0",
            Reductions
        );

    /// <summary>Reductions commute.</summary>
    public static Rule Exchange { get; } =
        new(
            "exchange",
            "Σ_u Σ_v t = Σ_v Σ_u t, and so for means, and for a sum and a mean",
            Reductions
        );

    /// <summary>Bound names do not matter.</summary>
    public static Rule Renaming { get; } =
        new("renaming", "terms that differ in bound names are equal", Reductions);

    /// <summary>A mean over channels is a sum.</summary>
    public static Rule MeanOverChannels { get; } =
        new("mean over channels", "the mean over Ch(n) of t is 1/n·Σ over Ch(n) of t", Reductions);

    /// <summary>A reduction over one channel.</summary>
    public static Rule OneChannel { get; } =
        new("one channel", "Σ[c ∈ Ch(1)] t(c) = t(0), and so for the mean", Reductions);

    /// <summary>A sum over channels, written out.</summary>
    public static Rule ChannelsWrittenOut { get; } =
        new("channels written out", "Σ[c ∈ Ch(n)] t(c) = t(0) + … + t(n − 1)", Reductions);

    /// <summary>Every law of terms that holds whatever the functions are.</summary>
    public static EqArray<Rule> TermLaws { get; } =
    [
        RingLaws,
        Additivity,
        Homogeneity,
        UnusedVariable,
        Exchange,
        Renaming,
        MeanOverChannels,
        OneChannel,
        ChannelsWrittenOut,
    ];
}
