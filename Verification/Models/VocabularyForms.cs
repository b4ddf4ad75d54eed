using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>What finite models need of a vocabulary.</summary>
internal static class VocabularyForms
{
    /// <summary>Without the parameters and windows of which a formula reads nothing.</summary>
    public static Vocabulary ReadBy(this Vocabulary vocabulary, Formula formula)
    {
        var parameters = FormulaNames.Parameters(formula.Body).ToHashSet(StringComparer.Ordinal);
        var read = vocabulary.Parameters.Where(of => parameters.Contains(of.Name)).ToEqArray();
        var windows = FormulaNames
            .Windows(formula.Body)
            .Concat(read.SelectMany(of => of.Axes.Windows))
            .ToHashSet(StringComparer.Ordinal);
        return vocabulary with
        {
            Parameters = read,
            Windows = vocabulary.Windows.Where(of => windows.Contains(of.Name)).ToEqArray(),
            Isotropic = vocabulary.Isotropic.Where(parameters.Contains).ToEqArray(),
        };
    }

    /// <summary>Without what only training uses: every parameter starts at 0.</summary>
    public static Vocabulary WithoutTraining(this Vocabulary vocabulary) =>
        vocabulary with
        {
            Parameters = vocabulary
                .Parameters.Select(parameter =>
                    parameter with
                    {
                        Initial = new Initial.Constant(0),
                        Trained = true,
                    }
                )
                .ToEqArray(),
        };
}
