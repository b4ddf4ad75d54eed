namespace AgeFormal.Symmetry;

/// <summary>How an element of a group moves the input besides its space.</summary>
public enum InputAction
{
    /// <summary>Space, the last axes, moves; channels stay.</summary>
    Trivial,

    /// <summary>
    /// Space, the last axes, moves, and the channels are those of a regular representation, the elements of the group last:
    /// h takes the one of k to that of hk. They may have an axis of their own.
    /// </summary>
    Regular,

    /// <summary>Space, the axes after the batch, moves; channels, the last axis, stay.</summary>
    ChannelsLast,
}
