using AgeFormal.Algebra;
using AgeFormal.Facade.Summaries;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;
using AgeFormal.LibTorch;
using AgeFormal.Networks;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;

namespace AgeFormal.Facade;

/// <summary>The attention maps of a forward pass.</summary>
public static class Attention
{
    /// <summary>All attention maps of a compiled network for a batch, in the order of execution; evaluation mode.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="input">A batch of inputs.</param>
    /// <exception cref="ArgumentException">The input has another type than the network's.</exception>
    public static EqArray<CapturedAttention> Capture(TorchNetwork network, Signal<double> input)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(input);
        return In(network.Op, network.Activations(input));
    }

    /// <summary>The attention maps among the activations of an operator, in the order of execution.</summary>
    internal static EqArray<CapturedAttention> In(
        TypedOp op,
        IReadOnlyDictionary<string, Signal<double>> activations
    ) =>
        op.Leaves()
            .Zip(ReceptiveField.Of(op))
            .SelectMany(entry =>
                entry.First.Meaning.Maps.Select(map => new CapturedAttention(
                    entry.First.Path,
                    map.Name,
                    activations[TypedOp.Join(entry.First.Path, map.Name)]
                )
                {
                    IsOnInput = entry.First.Op is Op.InputAttention,
                    Steps = entry.Second.Steps,
                })
            )
            .ToEqArray();

    /// <summary>
    /// The attention maps of a trained network for a picture in a file, which is made ready for the network as
    /// <see cref="TrainedNetwork.Predict(string, CancellationToken)"/> does.
    /// </summary>
    /// <param name="trained">The network.</param>
    /// <param name="path">The picture: PNG, JPEG or BMP, of any size.</param>
    /// <param name="cancellation">Checked while the file is read.</param>
    /// <exception cref="DataFormatException">The file is no picture, or damaged.</exception>
    /// <exception cref="UnspecifiedPreprocessingException">The network does not say how a picture is made ready for it.</exception>
    /// <exception cref="ArgumentException">The network does not read pictures, or the picture cannot be made ready for it.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static CapturedMaps Attend(
        this TrainedNetwork trained,
        string path,
        CancellationToken cancellation = default
    ) => trained.Attend(PictureFile.Read(path, cancellation));

    /// <summary>The attention maps of a trained network for images as stored, in [0, 1], neither normalised nor in another order of their axes.</summary>
    /// <inheritdoc cref="Attend(TrainedNetwork, string, CancellationToken)" path="/exception"/>
    public static CapturedMaps Attend(this TrainedNetwork trained, ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(images);
        var by = trained.RequirePreprocessing();
        return trained.Attend(
            images.Prepare(by, trained.Op.Input).ToSignal(trained.Op.Input),
            by.Axes
        );
    }

    /// <summary>The attention maps of a trained network for a batch of inputs, in double precision on the CPU.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="input">The inputs, as the network reads them.</param>
    /// <param name="axes">The order of the axes in which the network reads images, which drawings undo.</param>
    /// <exception cref="ArgumentException">The input has another type than the network's.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static CapturedMaps Attend(
        this TrainedNetwork trained,
        Signal<double> input,
        AxisOrder axes = AxisOrder.RowsColumns
    ) => new(Capture(trained, input), input, axes);

    /// <summary>All attention maps of a trained network for a batch, in double precision on the CPU.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="input">A batch of inputs.</param>
    /// <exception cref="ArgumentException">The input has another type than the network's.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static EqArray<CapturedAttention> Capture(TrainedNetwork trained, Signal<double> input)
    {
        ArgumentNullException.ThrowIfNull(trained);
        using var network = trained.Compile(Precision.Double);
        return Capture(network, input);
    }

    /// <summary>All attention maps of a network with parameters as before training, in double precision on the CPU.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">A batch of inputs.</param>
    /// <param name="seed">The seed of the parameters.</param>
    /// <exception cref="ArgumentException">The input has another type than the network's.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static EqArray<CapturedAttention> Capture(
        Network network,
        Signal<double> input,
        int seed = 0
    ) => Capture(TrainedNetwork.Initial(network, seed), input);
}
