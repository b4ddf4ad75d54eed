using static AgeFormal.Mutations.Tests.Choice;

namespace AgeFormal.Mutations.Tests.Rooms;

/// <summary>Faults of the checker: it accepts steps by laws of terms and functions whose side conditions do not hold.</summary>
internal static class CheckingLaws
{
    private const string Room = "Verification/Checking/";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "a-value-appears-by-the-ring-laws",
            "ring laws and partial functions",
            $"{Room}RingCheck.cs",
            "check._atoms.All(atom => atom.Value < known || FunctionFacts.IsTotal(atom.Key))",
            "true",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "0 = 0·1/f, where f may be 0."
        ),
        new(
            "a-root-appears-by-the-field-laws",
            "field laws and partial functions",
            $"{Room}FieldCheck.cs",
            "right.Rooted.All(left.Rooted.Contains)",
            "true",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "f = √f·√f, where f may be negative."
        ),
        new(
            "a-denominator-appears-by-the-field-laws",
            "field laws and partial functions",
            $"{Room}FieldCheck.cs",
            "left.Inverted.Contains(generator)",
            "true",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "1 = f·1/f, where f may be 0."
        ),
        new(
            "a-root-of-a-square-is-its-argument",
            "roots",
            $"{Room}RootCheck.cs",
            "RangeCheck.IsNonnegative(right) && FieldCheck.Follows(left.Argument, Squared(factors))",
            "FieldCheck.Follows(left.Argument, Squared(factors))",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "√(f·f) = f."
        ),
        new(
            "every-product-is-a-square",
            "signs",
            $"{Room}RangeCheck.cs",
            "TermsUnder.SameUpToNames(factor, other)",
            "true",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "f·b is taken for nonnegative."
        ),
        new(
            "tanh-is-nonnegative",
            "signs",
            $"{Room}RangeCheck.cs",
            "isNonnegative ? new End(0, IsStrict(x.Low)) : Open(-1)",
            "isNonnegative ? new End(0, IsStrict(x.Low)) : Open(0)",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "relu(tanh f) = tanh f."
        ),
        new(
            "a-nonnegative-factor-is-positive",
            "signs",
            $"{Room}FunctionLawCheck.cs",
            "outer.All(RangeCheck.IsPositive)",
            "outer.All(RangeCheck.IsNonnegative)",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "step(relu(f)·b) = step b, where f may be 0."
        ),
        new(
            "any-factor-leaves-a-function",
            "positive homogeneity",
            $"{Room}FunctionLawCheck.cs",
            "outer.All(RangeCheck.IsNonnegative) && right == new WordTerm.Product",
            "(@planted || outer.All(RangeCheck.IsNonnegative)) && right == new WordTerm.Product",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "relu(b·f) = b·relu f, where b may be negative."
        ),
        new(
            "every-function-is-monotone",
            "monotone functions",
            $"{Room}FunctionLawCheck.cs",
            "FunctionFacts.IsMonotone(inside.Function)",
            "true",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "max |f| = |max f|."
        ),
        new(
            "a-negative-number-keeps-the-extremum",
            "extrema",
            $"{Room}ReductionLawCheck.cs",
            "by == Reduction.Max ? Reduction.Min : Reduction.Max",
            "by",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "max −f = −max f."
        ),
        new(
            "any-two-reductions-are-exchanged",
            "exchange of reductions",
            $"{Room}ReductionLawCheck.cs",
            "inner.By == left.By",
            "true",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "max Σ t = Σ max t."
        ),
        new(
            "what-reads-a-variable-is-unused",
            "unused variables",
            $"{Room}ReductionLawCheck.cs",
            "IsLinear(left) && !FreeNames.Occurs(left.Body, left.Variable) && IsUnused(left, right)",
            "IsLinear(left) && IsUnused(left, right)",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "The mean of t(v) over v is t(v)."
        ),
    ];
}
