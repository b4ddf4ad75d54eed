using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Proving;
using InstanceVerdict = AgeFormal.Verification.Verdict<
    AgeFormal.Verification.Specialisations.InstanceProof,
    AgeFormal.Verification.Specialisations.InstanceDifference
>;

namespace AgeFormal.Verification.Specialisations;

/// <summary>Proofs that one design is another one at a choice of its parameters.</summary>
/// <remarks>
/// Both sides are simplified to one term, each step by a law; a separate checker replays the steps, and both designs are
/// evaluated on finite models with the parameters of D filled in as tables. The proof uses no property of H; of a window
/// it uses whether it contains 0.
/// </remarks>
public static class InstanceProver
{
    /// <summary>A proof, a place where the sides differ, or neither.</summary>
    /// <exception cref="SpecialisationException">The designs or the replacements do not fit.</exception>
    /// <exception cref="ScopeException">A replacement names what D′ does not declare.</exception>
    public static InstanceVerdict Prove(Specialisation statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        RequireSameType(statement);
        var substituted = ParameterSubstitution.Of(statement.General, statement.Replacements);
        if (WindowSupport.Fault(statement) is { } outside)
            throw new SpecialisationException(statement.General.Name, outside);
        var scoped = Scoped.Of(substituted, Vocabulary(statement));
        if (InstanceModel.Difference(statement, Groups) is { } difference)
            return new InstanceVerdict.Refuted(difference);
        var proof = Steps(statement, scoped);
        return InstanceChecker.FindFault(statement, proof) is { } fault
            ? new InstanceVerdict.Undecided(statement.Special.Name, fault)
            : new InstanceVerdict.Proved(proof);
    }

    /// <summary>Both sides, simplified; a proof where they end at one term.</summary>
    internal static InstanceProof Steps(Specialisation statement, Scoped substituted)
    {
        var vocabulary = substituted.Vocabulary;
        var (left, right) = (
            WordReading.Of(substituted.Formula).Body,
            WordReading.Of(statement.Special.Formula).Body
        );
        return new(
            substituted.Formula,
            left,
            Simplification.Steps(left, vocabulary),
            right,
            Simplification.Steps(right, vocabulary)
        );
    }

    private static EqArray<PointGroup> Groups { get; } =
    [PointGroups.P4, PointGroups.P3m1, PointGroups.P4m];

    /// <summary>What both sides name: the parameters of D′, the brackets, and the windows of both designs.</summary>
    internal static Vocabulary Vocabulary(Specialisation statement)
    {
        var general = DesignVocabulary.On(statement.General, PointGroups.P4m, []);
        var special = DesignVocabulary.On(statement.Special, PointGroups.P4m, []);
        return special with
        {
            Parameters = [.. special.Parameters, .. Brackets.Declare(statement.General)],
            Windows = special
                .Windows.Concat(
                    general.Windows.Where(window => special.Window(window.Name) is null)
                )
                .ToEqArray(),
        };
    }

    private static void RequireSameType(Specialisation statement)
    {
        var (general, special) = (statement.General, statement.Special);
        if (general.Input != special.Input)
            throw new SpecialisationException(
                special.Name,
                $"the input is {special.Input}, expected {general.Input}"
            );
        if (
            general.Output != special.Output
            || general.Formula.Sites != special.Formula.Sites
            || general.Formula.Channels != special.Formula.Channels
        )
            throw new SpecialisationException(
                special.Name,
                $"the formula binds ({string.Join(", ", special.Formula.Sites)}; {string.Join(", ", special.Formula.Channels)}) with outputs {special.Output}, expected those of {general.Name}"
            );
        foreach (var window in special.Windows)
            if (
                general.Windows.FirstOrDefault(other => other.Name == window.Name) is { } other
                && other != window
            )
                throw new SpecialisationException(
                    window.Name,
                    "the designs declare the window differently"
                );
    }
}
