using AgeFormal.Facade.Data;
using AgeFormal.Networks;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Specification;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using AgeFormal.Verification;

namespace AgeFormal.Facade;

/// <summary>A network with the values of its parameters, as data; nothing is compiled.</summary>
public sealed record TrainedNetwork
{
    private TrainedNetwork(Network network, TypedOp op, Parameters<double> parameters)
    {
        Network = network;
        Op = op;
        Parameters = parameters;
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Its operator with all types.</summary>
    public TypedOp Op { get; }

    /// <summary>The values of all parameters and running statistics.</summary>
    public Parameters<double> Parameters { get; }

    /// <summary>A network with the weights of a file, one of this library or a published state dictionary.</summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">The file.</param>
    /// <param name="source">The name that errors give to the file.</param>
    /// <exception cref="WeightsMismatchException">The tensors are not those of the network.</exception>
    public static TrainedNetwork Of(Network network, TensorFile weights, string source = "weights")
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(weights);
        TypedOp op = network.Elaborate();
        try
        {
            return new(network, op, ParameterFile.Read(weights, op));
        }
        catch (ParameterMismatchException cause)
        {
            throw new WeightsMismatchException(
                source,
                network.Name,
                weights.Metadata.GetValueOrDefault(ParameterFile.NetworkKey),
                cause.Misfits,
                cause
            );
        }
    }

    /// <summary>A network with the weights of a safetensors file.</summary>
    /// <exception cref="WeightsMismatchException">The tensors are not those of the network.</exception>
    /// <exception cref="SafetensorsException">The file breaks the format.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static TrainedNetwork Read(
        Network network,
        string path,
        CancellationToken cancellation = default
    ) => Of(network, Safetensors.Read(path, cancellation), path);

    /// <summary>The network that a file of this library holds, with its weights: the file says which it is.</summary>
    /// <param name="weights">The file.</param>
    /// <param name="source">The name that errors give to the file.</param>
    /// <exception cref="UnspecifiedNetworkException">The file does not say which network it is of.</exception>
    /// <exception cref="SpecificationException">The specification is not one of a known version.</exception>
    /// <exception cref="TypingException">The specified operator does not fit its input.</exception>
    /// <exception cref="WeightsMismatchException">The tensors are not those of the network.</exception>
    public static TrainedNetwork Of(TensorFile weights, string source = "weights") =>
        Of(
            ParameterFile.NetworkOf(weights, source)
                ?? throw new UnspecifiedNetworkException(
                    source,
                    WeightsInspection.FittingOf(weights)
                ),
            weights,
            source
        );

    /// <summary>The network that a safetensors file of this library holds, with its weights.</summary>
    /// <exception cref="UnspecifiedNetworkException">The file does not say which network it is of.</exception>
    /// <exception cref="SpecificationException">The specification is not one of a known version.</exception>
    /// <exception cref="TypingException">The specified operator does not fit its input.</exception>
    /// <exception cref="WeightsMismatchException">The tensors are not those of the network.</exception>
    /// <exception cref="SafetensorsException">The file breaks the format.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static TrainedNetwork Read(string path, CancellationToken cancellation = default) =>
        Of(Safetensors.Read(path, cancellation), path);

    /// <summary>A network with parameters as before training.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">The seed of the parameters.</param>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static TrainedNetwork Initial(Network network, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        TypedOp op = network.Elaborate();
        using var compiled = TorchNetwork.Create(op, new TorchOptions { Seed = seed });
        return new(network, op, compiled.Parameters());
    }

    /// <summary>A network with values of its parameters.</summary>
    /// <exception cref="ParameterMismatchException">The values are those of another network.</exception>
    internal static TrainedNetwork With(Network network, Parameters<double> parameters)
    {
        TypedOp op = network.Elaborate();
        return new(network, op, Parameters<double>.For(op, parameters.Values));
    }

    /// <summary>
    /// Theorem, grid and execution of the network, the residual on the given images. It is executed on the CPU and, where
    /// libtorch finds one, on a CUDA device; a disagreement on either counts.
    /// </summary>
    /// <param name="sample">The images, as the network reads them.</param>
    /// <param name="options">What is checked.</param>
    /// <param name="cancellation">Checked before each execution.</param>
    /// <exception cref="ArgumentException">The sample is empty or does not fit the types of the network.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public VerificationReport Verify(
        ImageSet sample,
        VerificationOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(sample);
        return Verify(sample.ToSignal(Op.Input), options, cancellation);
    }

    /// <summary>Theorem, grid and execution of the network on the CPU, the residual on the given signals.</summary>
    /// <param name="sample">A batch of inputs.</param>
    /// <param name="options">What is checked.</param>
    /// <param name="cancellation">Checked before each execution.</param>
    /// <exception cref="ArgumentException">The sample is not of the network's input type.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public VerificationReport Verify(
        Signal<double> sample,
        VerificationOptions? options = null,
        CancellationToken cancellation = default
    ) =>
        Verifier.Verify(
            Op,
            Parameters,
            sample,
            TorchExecutor.OnEveryDevice(),
            options ?? VerificationOptions.Default,
            cancellation
        );

    /// <summary>Writes the network as an ONNX model (<see cref="OnnxFile"/>), atomically.</summary>
    /// <exception cref="OnnxExportException">A layer has no standard operators; the message names it.</exception>
    /// <exception cref="IOException">The folder is absent or the disk is full; nothing was changed.</exception>
    public void ExportOnnx(
        string path,
        Precision precision = Precision.Single,
        CancellationToken cancellation = default
    ) => OnnxFile.Write(path, Network, Parameters, precision, cancellation);

    /// <summary>The compiled network in evaluation mode, to be disposed of by the caller.</summary>
    /// <param name="precision">The floating-point format.</param>
    /// <param name="device">The device, <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public TorchNetwork Compile(Precision precision = Precision.Single, string device = "cpu")
    {
        var compiled = TorchNetwork.Create(
            Op,
            new TorchOptions { Precision = precision, Device = device }
        );
        compiled.Load(Parameters);
        compiled.eval();
        return compiled;
    }
}
