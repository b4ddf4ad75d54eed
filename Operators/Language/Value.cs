using System.Collections.Immutable;

namespace AgeFormal.Operators.Language;

/// <summary>What a name or word stands for.</summary>
internal enum Sort
{
    Site,

    /// <summary>s⁻¹, which only means something before a position.</summary>
    InverseSite,

    Rel,
    Channel,

    /// <summary>The argument of a definition that is read on its own: fits everywhere.</summary>
    Open,
}

/// <summary>A resolved site, relative element or channel index with its nesting and the variables that occur in it.</summary>
internal sealed record Value(
    Sort Sort,
    Site? AsSite,
    Rel? AsRel,
    Channel? AsChannel,
    int Depth,
    ImmutableHashSet<string> Free
)
{
    /// <summary>For a channel index, the number of values that it takes, from 0.</summary>
    public int Count { get; init; }

    public static Value Of(Site site, int depth, ImmutableHashSet<string> free) =>
        new(Sort.Site, site, null, null, depth, free);

    public static Value Of(Rel rel, int depth, ImmutableHashSet<string> free) =>
        new(Sort.Rel, null, rel, null, depth, free);

    public static Value Of(Channel channel, int count, int depth, ImmutableHashSet<string> free) =>
        new(Sort.Channel, null, null, channel, depth, free) { Count = count };

    public static Value Open(string name) =>
        new(
            Sort.Open,
            new Site.Variable(name),
            new Rel.Variable(name),
            new Channel.Variable(name),
            0,
            []
        );

    /// <summary>As it is named in a message.</summary>
    public string Shown =>
        Sort switch
        {
            Sort.Site => $"the position '{Cut(AsSite!.ToString())}'",
            Sort.InverseSite => $"the inverse of the position '{Cut(AsSite!.ToString())}'",
            Sort.Rel => $"the relative element '{Cut(AsRel!.ToString())}'",
            Sort.Channel => $"the channel index '{Cut(AsChannel!.ToString())}'",
            Sort.Open => $"'{AsSite}'",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>A channel index as it is named in a message, with its values.</summary>
    public string ShownWithCount =>
        AsChannel is Channel.Literal ? Shown : $"{Shown} with values up to {Count - 1}";

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
