namespace AgeFormal.Operators;

/// <summary>
/// What blocks have in common, said once for each: interpretations that treat most blocks alike ask for these. A block that has
/// none of them is read by its formula alone.
/// </summary>
internal sealed record BlockFacts
{
    private static readonly BlockFacts None = new();

    /// <summary>The window that slides over the grid; null without one.</summary>
    public Sliding? Sliding { get; private init; }

    /// <summary>The block with another number of output channels; null where the input says how many there are.</summary>
    public Func<int, Op.Elementary>? WithChannels { get; private init; }

    /// <summary>The number of input channels without which the block has no type or an attention of it no hidden layer.</summary>
    public int FewestChannels { get; private init; } = 1;

    /// <summary>α_C; null for 1.</summary>
    public ChannelAttention? Channel { get; private init; }

    /// <summary>α_X; null for 1.</summary>
    public SpatialAttention? Spatial { get; private init; }

    /// <summary>The operation by which the block combines what it reads of a channel, unweighted; null for other blocks.</summary>
    public Reduction? Pooling { get; private init; }

    /// <summary>The facts of a block.</summary>
    public static BlockFacts Of(Op.Elementary op) => op.Fold(Reading.Instance);

    private sealed class Reading : IElementaryFold<BlockFacts>
    {
        public static Reading Instance { get; } = new();

        public BlockFacts LiftingConvolution(Op.LiftingConvolution op) =>
            new()
            {
                Sliding = new(op.Window, op.Sampling, true, to => op with { Sampling = to }),
                WithChannels = channels => op with { Channels = channels },
            };

        public BlockFacts GroupConvolution(Op.GroupConvolution op) =>
            new()
            {
                Sliding = new(op.Window, op.Sampling, true, to => op with { Sampling = to }),
                WithChannels = channels => op with { Channels = channels },
            };

        public BlockFacts AttentiveConvolution(Op.AttentiveConvolution op) =>
            Attending(op.Channel, op.Spatial) with
            {
                Sliding = new(op.Window, op.Sampling, true, to => op with { Sampling = to }),
                WithChannels = channels => op with { Channels = channels },
            };

        public BlockFacts InputAttention(Op.InputAttention op) => Attending(op.Channel, op.Spatial);

        // A formula has the channels that it has, whatever is asked for.
        public BlockFacts Custom(Op.Custom op) =>
            new() { WithChannels = _ => op, FewestChannels = op.Design.Input.Channels };

        public BlockFacts Crop(Op.Crop op) => None;

        public BlockFacts Upsampling(Op.Upsampling op) => None;

        public BlockFacts Pointwise(Op.Pointwise op) => None;

        public BlockFacts BatchNormalization(Op.BatchNormalization op) => None;

        public BlockFacts Dropout(Op.Dropout op) => None;

        public BlockFacts SpatialPooling(Op.SpatialPooling op) =>
            new()
            {
                Sliding = new(op.Window, op.Sampling, false, to => op with { Sampling = to }),
                Pooling = op.By,
            };

        public BlockFacts GlobalPooling(Op.GlobalPooling op) => new() { Pooling = op.By };

        public BlockFacts GroupPooling(Op.GroupPooling op) => new() { Pooling = op.By };

        private static BlockFacts Attending(ChannelAttention? channel, SpatialAttention? spatial) =>
            new()
            {
                Channel = channel,
                Spatial = spatial,
                FewestChannels = channel?.Ratio ?? 1,
            };
    }
}
