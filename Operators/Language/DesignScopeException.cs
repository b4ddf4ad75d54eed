using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>A design built in code is not one that a text can write.</summary>
public sealed class DesignScopeException : ArgumentException
{
    internal DesignScopeException(string design, string found, string expected)
        : base(
            $"The design '{Excerpt.Of(design)}' has {Excerpt.Of(found, 400)}; expected {Excerpt.Of(expected, 800)}."
        ) => Design = design;

    /// <summary>The name of the design.</summary>
    public string Design { get; }
}
