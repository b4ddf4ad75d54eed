namespace AgeFormal.Operators;

/// <summary>Exact evaluation met a number or a function that leaves ℚ.</summary>
public sealed class NotExactException : InvalidOperationException
{
    /// <summary>The number or function.</summary>
    public NotExactException(string reason)
        : base(
            $"Exact evaluation is not possible: {reason}. Replace it by a rational one, or evaluate in double precision."
        ) { }
}
