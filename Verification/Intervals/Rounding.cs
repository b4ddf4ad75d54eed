namespace AgeFormal.Verification.Intervals;

/// <summary>To which side a number with too many bits is rounded.</summary>
internal enum Rounding
{
    /// <summary>To a smaller number.</summary>
    Down,

    /// <summary>To a larger number.</summary>
    Up,
}
