using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>The order in which reductions that commute stand in one another.</summary>
internal static class ReductionOrder
{
    /// <summary>Whether a reduction is a sum up to a factor.</summary>
    public static bool IsLinear(Reduction by) => by is Reduction.Sum or Reduction.Mean;

    /// <summary>The place of a domain; channels stand outside, where the weights that do not depend on positions can follow them.</summary>
    public static (int, string) Of(Domain domain) =>
        domain.Match(
            sites: _ => (1, ""),
            wholeGroup: _ => (2, ""),
            translations: _ => (4, ""),
            pointElements: _ => (3, ""),
            window: window => (5, window.Name),
            absoluteWindow: window => (5, window.Name),
            channels: channels => (0, $"{channels.Count}")
        );
}
