using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>What a report says of the functions that others stand for when its blocks run on integers.</summary>
internal static class ReplacedFunctions
{
    /// <summary>
    /// The functions of a block that its surrogate replaces, in one sentence; null where it replaces none. For example
    /// <c>on integers sigmoid is replaced by step: the theorem holds for every φ in its place</c>, which is said of a theorem
    /// only that is proved without a law of any function.
    /// </summary>
    public static string? Sentence(IEnumerable<Op> blocks, Verdict theorem)
    {
        var replaced = blocks
            .SelectMany(Functions)
            .Distinct()
            .Where(function => !function.Equals(Replacements.Integer(function)))
            .Select(function => $"{function} is replaced by {Replacements.Integer(function)}")
            .Order(StringComparer.Ordinal)
            .ToArray();
        return replaced.Length == 0
            ? null
            : $"on integers {string.Join(", ", replaced)}{Reach(theorem, replaced.Length == 1 ? "its" : "their")}";
    }

    private static string Reach(Verdict theorem, string whose) =>
        theorem.Match(
            proved: proved =>
                proved.Proof.FunctionLaws is { Count: > 0 } laws
                    ? $": the theorem is of the functions as they are named, by {string.Join(", ", laws)}; on integers the execution is examined, not the theorem"
                    : $": the theorem holds for every φ in {whose} place",
            refuted: _ => "",
            undecided: _ => ""
        );

    private static IEnumerable<PointwiseFunction> Functions(Op block) =>
        block switch
        {
            Op.Pointwise of => [of.Function],
            Op.Custom of => of
                .Design.Formula.Body.Descendants()
                .OfType<Term.Pointwise>()
                .Select(pointwise => pointwise.Function),
            Op.Elementary of => Gates(BlockFacts.Of(of)),
            Op other => [],
        };

    private static IEnumerable<PointwiseFunction> Gates(BlockFacts block) =>
        new[] { block.Channel?.Gate, block.Spatial?.Gate }.OfType<PointwiseFunction>();
}
