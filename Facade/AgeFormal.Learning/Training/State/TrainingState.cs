using AgeFormal.Algebra;
using AgeFormal.Networks;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Training;

/// <summary>
/// A training as a value, between two steps: all that its rest depends on, besides the data. It is one safetensors file.
/// Laws: Read(Write(s)) = s; training n steps, writing, reading and training m steps equals training n + m steps, bit for
/// bit.
/// </summary>
/// <param name="Network">The network.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="Data">The identity of the data.</param>
/// <param name="Position">How far it has come.</param>
/// <param name="History">One report for each complete epoch.</param>
/// <param name="Values">The tensors.</param>
/// <param name="Best">The weights of the best epoch; null where the recipe keeps none, and before the first validation.</param>
public sealed record TrainingState(
    Network Network,
    TrainingRecipe Recipe,
    DataIdentity Data,
    TrainingPosition Position,
    EqArray<EpochReport> History,
    TrainedValues Values,
    BestWeights? Best
)
{
    /// <summary>What the training would return now: the best weights where they are kept, else the average, else the parameters.</summary>
    public TensorFile Weights => Best?.Parameters ?? Values.Evaluated;

    /// <summary>Writes the state atomically.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing was changed.</exception>
    /// <exception cref="IOException">The folder is absent or the disk is full; nothing was changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written; nothing was changed.</exception>
    public void Write(string path, CancellationToken cancellation = default) =>
        Safetensors.Write(path, TrainingStateFile.Write(this), cancellation);

    /// <summary>The state that a file holds.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network; null for the one that the file specifies.</param>
    /// <param name="cancellation">Checked while the file is read.</param>
    /// <exception cref="TrainingFileException">The file holds no state, or one of another network.</exception>
    /// <exception cref="Networks.Specification.SpecificationException">The specification of the network is damaged.</exception>
    /// <exception cref="SafetensorsException">The file breaks the format.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static TrainingState Read(
        string path,
        Network? network = null,
        CancellationToken cancellation = default
    ) => TrainingStateFile.Read(Safetensors.Read(path, cancellation), path, network);
}
