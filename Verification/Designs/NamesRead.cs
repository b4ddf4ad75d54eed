using System.Collections.Immutable;
using AgeFormal.Operators;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Designs;

/// <summary>The windows and parameters that a term names.</summary>
internal sealed record NamesRead(
    ImmutableHashSet<string> Windows,
    ImmutableHashSet<string> Parameters
)
{
    public static NamesRead In(Term term) =>
        new([.. FormulaNames.Windows(term)], [.. FormulaNames.Parameters(term)]);
}
