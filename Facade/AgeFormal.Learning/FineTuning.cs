using AgeFormal.Algebra;
using AgeFormal.LibTorch;
using AgeFormal.Networks;
using AgeFormal.Networks.Building;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Learning;

/// <summary>
/// What a training begins with where it does not begin from nothing: the weights of a file, with a new head where the classes are
/// others. Which layers stay as they are says <see cref="Training.TrainingRecipe.FreezeUntil"/>.
/// </summary>
public static class FineTuning
{
    /// <summary>
    /// A network with the weights of a file, own or published: all of them, where they are those of the network; else all but
    /// the head's, where nothing but the head differs.
    /// </summary>
    /// <param name="network">The network; its number of classes may be another than the file's.</param>
    /// <param name="weights">The file.</param>
    /// <param name="newHead">Whether the head is drawn anew in any case.</param>
    /// <param name="seed">The seed of a new head.</param>
    /// <param name="source">The name that errors give to the file.</param>
    /// <exception cref="Networks.Specification.SpecificationException">The metadata hold a preprocessing that is none.</exception>
    /// <exception cref="WeightsMismatchException">More than the head differs.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static TrainedNetwork Start(
        Network network,
        TensorFile weights,
        bool newHead = false,
        int seed = 0,
        string source = "weights"
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(weights);
        var op = network.Elaborate();
        var head = NetworkHead.Parameters(op);
        var misfits = ParameterFile.Misfits(weights, op);
        if (!newHead && misfits.Count == 0)
            return TrainedNetwork.Of(network, weights, source);
        if (misfits.Any(misfit => !IsOf(head, misfit)))
            return TrainedNetwork.Of(network, weights, source);
        var drawn = ParameterFile.Write(network, TrainedNetwork.Initial(network, seed).Parameters);
        return TrainedNetwork.Of(
            network,
            TensorFile.Of(
                drawn.Tensors.Select(entry =>
                    head.Contains(entry.Key)
                        ? entry
                        : KeyValuePair.Create(entry.Key, weights[entry.Key])
                ),
                weights.Metadata.Where(entry => entry.Key == ParameterFile.PreprocessingKey)
            ),
            source
        );
    }

    /// <summary>The network with a new head, drawn anew, for another number of classes; all before it is as it was.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="seed">The seed of the new head.</param>
    /// <exception cref="ArgumentException">The network is no classifier whose head can be changed, or the number is not from 1 to 2²⁰.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static TrainedNetwork WithHead(this TrainedNetwork trained, int classes, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(trained);
        return Start(
            trained.Network.WithClasses(classes),
            ParameterFile.Write(trained.Network, trained.Parameters),
            newHead: true,
            seed
        ) with
        {
            Preprocessing = trained.Preprocessing,
        };
    }

    private static bool IsOf(EqArray<string> head, ParameterMisfit misfit) =>
        misfit.Match(
            missing: missing => head.Contains(missing.Name),
            unexpected: _ => false,
            misshapen: misshapen => head.Contains(misshapen.Name),
            misvalued: _ => false,
            ofOtherFormat: _ => false
        );
}
