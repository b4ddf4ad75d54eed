using AgeFormal.Algebra;

namespace AgeFormal.Verification.Models;

/// <summary>A formula has no value in a finite model: a window does not fit the group, or the work is too much.</summary>
public sealed class ModelException : ArgumentException
{
    /// <summary>What is in the way at a part of a formula.</summary>
    /// <param name="part">The part as it is printed.</param>
    /// <param name="reason">What was found and what was expected.</param>
    public ModelException(string part, string reason)
        : base(
            $"No finite model gives '{Excerpt.Of(part ?? "", 400)}' a value: {Excerpt.Of(reason ?? "", 800)}."
        )
    {
        Part = part ?? "";
        Reason = reason ?? "";
    }

    /// <summary>The part as it is printed.</summary>
    public string Part { get; }

    /// <summary>What was found and what was expected.</summary>
    public string Reason { get; }
}
