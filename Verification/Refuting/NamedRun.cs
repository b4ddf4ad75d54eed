using AgeFormal.Algebra;
using AgeFormal.Verification.Counterexamples;

namespace AgeFormal.Verification.Refuting;

/// <summary>Both sides of Theorem 1 on one model, with the functions as named, exactly or between bounds.</summary>
/// <param name="Group">H.</param>
/// <param name="Side">n.</param>
/// <param name="Compared">The number of cases in which something is known of both sides.</param>
/// <param name="Undefined">The number of cases in which a side has no value.</param>
/// <param name="Difference">A case in which the sides are unequal for certain, or null.</param>
public sealed record NamedRun(
    PointGroup Group,
    int Side,
    int Compared,
    int Undefined,
    Counterexample? Difference
)
{
    /// <summary>Whether something was compared and no case differs for certain.</summary>
    public bool Holds => Compared > 0 && Difference is null;

    /// <summary>For example <c>p4m, n = 3: no difference in 60 cases</c>.</summary>
    public override string ToString() =>
        $"{Group.Symbol}, n = {Side}: {(Difference is null ? "no difference" : "a difference")} in {Compared} cases{(Undefined > 0 ? $", {Undefined} without a value" : "")}";
}
