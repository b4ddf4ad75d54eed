using AgeFormal.Algebra;
using AgeFormal.Learning.Data;
using AgeFormal.Networks.Images;

namespace AgeFormal.Learning.Training;

/// <summary>What a training says of its data: it goes on only with the same ones.</summary>
/// <param name="Training">The training set in words.</param>
/// <param name="Validation">The validation set in words; null without one.</param>
/// <param name="Fingerprint">Differs where the content of a set does.</param>
/// <param name="Preparation">What made the images ready for the network; null where it is not known.</param>
/// <param name="Classes">The names of the classes; empty where they have none.</param>
public sealed record DataIdentity(
    string Training,
    string? Validation,
    string Fingerprint,
    Preprocessing? Preparation,
    EqArray<string> Classes
)
{
    /// <summary>The identity of a training and a validation set.</summary>
    public static DataIdentity Of(IExamples training, IExamples? validation)
    {
        ArgumentNullException.ThrowIfNull(training);
        return new(
            training.Description,
            validation?.Description,
            $"{training.Fingerprint} / {validation?.Fingerprint ?? "none"}",
            training.Preparation,
            training.Classes
        );
    }
}
