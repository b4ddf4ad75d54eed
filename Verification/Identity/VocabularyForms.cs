using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Identity;

/// <summary>What finite models need of a vocabulary.</summary>
internal static class VocabularyForms
{
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
