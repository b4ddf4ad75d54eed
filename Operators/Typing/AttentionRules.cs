using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>The conditions on attention maps.</summary>
internal static class AttentionRules
{
    public static void Check(
        string path,
        FieldType input,
        ChannelAttention? channel,
        SpatialAttention? spatial
    )
    {
        if (channel is null && spatial is null)
            throw new TypingException(
                path,
                "neither channel nor spatial attention is given, expected at least one"
            );
        if (channel is not null)
            Check(path, input, channel);
        if (spatial is not null)
            Check(path, input, spatial);
    }

    private static void Check(string path, FieldType input, ChannelAttention attention)
    {
        if (attention.Ratio < 1 || attention.Ratio > input.Channels)
            throw new TypingException(
                path,
                $"the ratio of the channel attention is {attention.Ratio}, expected 1 to {input.Channels}, the channels of the input"
            );
        CheckStatistics(path, "channel", attention.Statistics);
    }

    private static void Check(string path, FieldType input, SpatialAttention attention)
    {
        TypingRules.CheckShape(path, input, attention.Window);
        foreach (var size in attention.Window.Sizes)
            if (size % 2 == 0)
                throw new TypingException(
                    path,
                    $"the window of the spatial attention is {attention.Window}, expected odd sides, centred on a point"
                );
        var dilation = TypingRules.Numbers(
            path,
            "dilation of the spatial attention",
            attention.Dilation,
            input.Grid.Dimension,
            1
        );
        TypingRules.CheckStable(path, input, attention.Window, dilation);
        CheckStatistics(path, "spatial", attention.Statistics);
    }

    private static void CheckStatistics(string path, string what, EqArray<Reduction> statistics)
    {
        if (statistics.Count == 0 || statistics.Distinct().Count() != statistics.Count)
            throw new TypingException(
                path,
                $"the statistics of the {what} attention are [{string.Join(", ", statistics)}], expected one or more different ones"
            );
    }
}
