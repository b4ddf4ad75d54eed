namespace AgeFormal.Operators;

/// <summary>What a finer grid holds between the points of the coarser one.</summary>
public enum Interpolation
{
    /// <summary>The value of the nearest point: each point stands u times, on u·n points of an axis with n.</summary>
    Nearest,

    /// <summary>0: u − 1 zeros between neighbours, on u·(n − 1) + 1 points of an axis with n.</summary>
    Zeros,
}
