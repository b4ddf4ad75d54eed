using AgeFormal.Algebra;

namespace AgeFormal.Verification;

/// <content>The laws of named functions: what holds for exp, σ, relu and the others, and not for every φ.</content>
public static partial class Rules
{
    /// <summary>Every law of a named function: a derivation that uses one holds for the functions as named, not for every φ.</summary>
    public static EqArray<Rule> FunctionLaws { get; } = [];
}
