using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>The laws of terms and of functions with what each says: whether a whole term follows from another.</summary>
internal static class LawChecks
{
    /// <summary>The laws with their relations, left to right.</summary>
    public static EqArray<(Rule Rule, Func<WordTerm, WordTerm, bool> Follows)> All { get; } =
    [
        (Rules.RingLaws, RingCheck.Follows),
        OfReduction(Rules.Additivity, ReductionLawCheck.Additivity),
        OfReduction(Rules.Homogeneity, ReductionLawCheck.Homogeneity),
        OfReduction(Rules.UnusedVariable, ReductionLawCheck.UnusedVariable),
        OfReduction(Rules.Exchange, ReductionLawCheck.Exchange),
        (Rules.Renaming, TermsUnder.SameUpToNames),
        OfReduction(Rules.MeanOverChannels, ReductionLawCheck.MeanOverChannels),
        OfReduction(Rules.OneChannel, ReductionLawCheck.OneChannel),
        OfReduction(Rules.ChannelsWrittenOut, ReductionLawCheck.ChannelsWrittenOut),
        (Rules.FieldLaws, FieldCheck.Follows),
        OfFunction(Rules.KnownValue, FunctionLawCheck.KnownValue),
        OfFunction(Rules.KnownSign, FunctionLawCheck.KnownSign),
        OfFunction(Rules.SigmoidComplement, FunctionLawCheck.SigmoidComplement),
        OfFunction(Rules.OddFunction, FunctionLawCheck.OddFunction),
        OfFunction(Rules.EvenFunction, FunctionLawCheck.EvenFunction),
        OfFunction(Rules.ReluOfNegative, FunctionLawCheck.ReluOfNegative),
        OfFunction(Rules.AbsoluteValue, FunctionLawCheck.AbsoluteValue),
        OfFunction(Rules.AbsoluteValueOfProduct, FunctionLawCheck.AbsoluteValueOfProduct),
        OfFunction(Rules.NonnegativeFactor, FunctionLawCheck.NonnegativeFactor),
        OfFunction(Rules.PositiveFactorOfStep, FunctionLawCheck.PositiveFactorOfStep),
        (Rules.ProductOfGates, FunctionLawCheck.ProductOfGates),
        OfFunction(Rules.Root, RootCheck.Follows),
        OfReduction(Rules.ExtremumOfConstant, ReductionLawCheck.ExtremumOfConstant),
        OfReduction(Rules.ExtremumOfSum, ReductionLawCheck.ExtremumOfSum),
        OfReduction(Rules.ExtremumOfMultiple, ReductionLawCheck.ExtremumOfMultiple),
        OfReduction(Rules.ExchangeOfExtrema, ReductionLawCheck.ExchangeOfExtrema),
        OfReduction(
            Rules.ExtremumOfNonnegativeMultiple,
            FunctionLawCheck.ExtremumOfNonnegativeMultiple
        ),
        OfReduction(Rules.MonotoneFunction, FunctionLawCheck.MonotoneFunction),
        OfFunction(Rules.SigmoidByExponential, FunctionLawCheck.SigmoidByExponential),
        OfFunction(Rules.TanhByExponential, FunctionLawCheck.TanhByExponential),
    ];

    private static readonly Dictionary<Rule, Func<WordTerm, WordTerm, bool>> Relations =
        All.ToDictionary(row => row.Rule, row => row.Follows);

    /// <summary>What a law says.</summary>
    public static Func<WordTerm, WordTerm, bool> Of(Rule law) => Relations[law];

    private static (Rule, Func<WordTerm, WordTerm, bool>) OfReduction(
        Rule law,
        Func<WordTerm.Reduce, WordTerm, bool> follows
    ) => (law, (left, right) => left is WordTerm.Reduce reduce && follows(reduce, right));

    private static (Rule, Func<WordTerm, WordTerm, bool>) OfFunction(
        Rule law,
        Func<WordTerm.Pointwise, WordTerm, bool> follows
    ) => (law, (left, right) => left is WordTerm.Pointwise applied && follows(applied, right));
}
