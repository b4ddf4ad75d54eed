namespace AgeFormal.Programs;

/// <summary>A formula, or a part of one, has no execution as tensors. The message names the layer, the part and what was expected.</summary>
public sealed class LoweringException : NotSupportedException
{
    /// <summary>The part of a layer that cannot be lowered.</summary>
    /// <param name="layer">The path of the layer.</param>
    /// <param name="part">The part of its formula, as text.</param>
    /// <param name="reason">What is wrong with it and what was expected.</param>
    public LoweringException(string layer, string part, string reason)
        : base($"Layer '{layer}': {part}: {reason}.")
    {
        Layer = layer;
        Part = part;
    }

    /// <summary>The path of the layer.</summary>
    public string Layer { get; }

    /// <summary>The part of the formula that cannot be lowered.</summary>
    public string Part { get; }
}
