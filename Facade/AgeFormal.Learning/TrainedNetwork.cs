using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Learning.Data;
using AgeFormal.LibTorch;
using AgeFormal.Networks;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Specification;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using AgeFormal.Verification;
using static TorchSharp.torch;

namespace AgeFormal.Learning;

/// <summary>A network with the values of its parameters, as data; nothing is compiled.</summary>
public sealed record TrainedNetwork
{
    private TrainedNetwork(Network network, TypedOp op, Parameters<double> parameters)
    {
        Network = network;
        Op = op;
        Parameters = parameters;
        Preprocessing = Assumed(op);
        Classes = IsClassifier(op)
            ? Enumerable
                .Range(0, op.Output.Channels)
                .Select(index => index.ToString(CultureInfo.InvariantCulture))
                .ToEqArray()
            : [];
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Its operator with all types.</summary>
    public TypedOp Op { get; }

    /// <summary>The values of all parameters and running statistics.</summary>
    public Parameters<double> Parameters { get; }

    /// <summary>
    /// What stands between a stored image and the network: as the file of weights says. Where it does not say, and the
    /// network classifies grey images of 28×28, that of <see cref="RotatedMnist"/>, which files without it were made for;
    /// else null.
    /// </summary>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>
    /// The names of the classes, in the order of the outputs: as the file of weights says, else their numbers; none for a
    /// network that is no classifier.
    /// </summary>
    public EqArray<string> Classes { get; private init; }

    /// <summary>A network with the weights of a file, one of this library or a published state dictionary.</summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">The file.</param>
    /// <param name="source">The name that errors give to the file.</param>
    /// <exception cref="SpecificationException">The metadata hold a preprocessing or names of classes that are none.</exception>
    /// <exception cref="WeightsMismatchException">The tensors are not those of the network.</exception>
    public static TrainedNetwork Of(Network network, TensorFile weights, string source = "weights")
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(weights);
        TypedOp op = network.Elaborate();
        try
        {
            var trained = new TrainedNetwork(network, op, ParameterFile.Read(weights, op));
            return trained with
            {
                Preprocessing =
                    ParameterFile.PreprocessingOf(weights, op, source) ?? trained.Preprocessing,
                Classes = ParameterFile.ClassesOf(weights, op, source) ?? trained.Classes,
            };
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
    /// <exception cref="SpecificationException">The metadata hold a preprocessing or names of classes that are none.</exception>
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
        ) with
        {
            Name = Network.Name,
        };

    /// <summary>
    /// Writes the network as an ONNX model (<see cref="OnnxFile"/>), atomically. Its metadata say how images are made ready
    /// for it and what its classes are called.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="precision">The format of parameters and activations.</param>
    /// <param name="preprocess">
    /// Whether the graph does the <see cref="Preprocessing"/>, so that its input is a stored image: grey values from 0 to
    /// 255 in row order.
    /// </param>
    /// <param name="cancellation">Checked before the file is replaced.</param>
    /// <exception cref="OnnxExportException">
    /// A layer has no standard operators, and the message names it; or the graph is to do a preprocessing that is not known.
    /// </exception>
    /// <exception cref="IOException">The folder is absent or the disk is full; nothing was changed.</exception>
    public void ExportOnnx(
        string path,
        Precision precision = Precision.Single,
        bool preprocess = false,
        CancellationToken cancellation = default
    ) =>
        OnnxFile.Write(
            path,
            Network,
            Parameters,
            new OnnxOptions
            {
                Precision = precision,
                Preprocessing = Preprocessing,
                IsPreprocessed = preprocess,
                Classes = Classes,
            },
            cancellation
        );

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

    /// <summary>
    /// Writes network, parameters as 32-bit floats, preprocessing and names of the classes as a safetensors file, atomically.
    /// Law: what <see cref="Read(string, CancellationToken)"/> gives of the file, written again, is the file.
    /// </summary>
    /// <exception cref="IOException">The folder is absent or the disk is full; nothing was changed.</exception>
    public void Save(string path, CancellationToken cancellation = default)
    {
        List<KeyValuePair<string, string>> metadata = [];
        if (Preprocessing is { } known)
            metadata.Add(new(ParameterFile.PreprocessingKey, PreprocessingText.Render(known)));
        if (Classes.Count > 0)
            metadata.Add(new(ParameterFile.ClassesKey, ClassNames.Render(Classes)));
        Safetensors.Write(path, ParameterFile.Write(Network, Parameters, metadata), cancellation);
    }

    /// <summary>What stands between a stored image and the network, where it is known.</summary>
    /// <exception cref="UnspecifiedPreprocessingException">It is not.</exception>
    public Preprocessing RequirePreprocessing() =>
        Preprocessing ?? throw new UnspecifiedPreprocessingException(Network.Name);

    /// <summary>The network with other names of its classes.</summary>
    /// <exception cref="ArgumentException">There is not one name for each output.</exception>
    public TrainedNetwork WithClasses(EqArray<string> names) =>
        names.Count == Op.Output.Channels
            ? this with
            {
                Classes = names,
            }
            : throw new ArgumentException(
                $"Expected {Op.Output.Channels} names, one for each output of {Network.Name}, received {names.Count}.",
                nameof(names)
            );

    /// <summary>The network for inference alone, to be disposed of by the caller.</summary>
    /// <param name="precision">The floating-point format.</param>
    /// <param name="device">The device, <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public FrozenNetwork Freeze(Precision precision = Precision.Single, string device = "cpu")
    {
        using var compiled = Compile(precision, device);
        return compiled.Freeze();
    }

    /// <summary>The frozen network with its preprocessing, which classifies any number of pictures; to be disposed of by the caller.</summary>
    /// <exception cref="UnspecifiedPreprocessingException">The network does not say how a picture is made ready for it.</exception>
    /// <exception cref="ArgumentException">The network is no classifier of images.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public Predictor Predictor()
    {
        if (!IsClassifier(Op) || Op.Input.Fibre != Fibre.Trivial)
            throw new ArgumentException(
                $"Expected a classifier of images; {Network.Name} reads {Op.Input}, and its output is {Op.Output}."
            );
        return new(Freeze(), RequirePreprocessing(), Classes);
    }

    /// <summary>Classifies a picture in a file: PNG, JPEG or BMP, upright or not, grey or in colour, of any size.</summary>
    /// <inheritdoc cref="Predictor()" path="/exception"/>
    /// <exception cref="DataFormatException">The file is no picture, or damaged.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public Prediction Predict(string path, CancellationToken cancellation = default)
    {
        var picture = PictureFile.Read(path, cancellation);
        using var predictor = Predictor();
        return predictor.Predict(picture, cancellation)[0];
    }

    /// <summary>Classifies images as stored, in [0, 1], neither normalised nor in another order of their axes.</summary>
    /// <inheritdoc cref="Predictor()" path="/exception"/>
    public EqArray<Prediction> Predict(ImageSet images, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var predictor = Predictor();
        return predictor.Predict(images, cancellation);
    }

    /// <summary>
    /// Classifies images as stored, a tensor [channels, …grid] or [batch, channels, …grid] of bytes from 0 to 255 or
    /// floating-point values from 0 to 1.
    /// </summary>
    /// <inheritdoc cref="Predictor()" path="/exception"/>
    public EqArray<Prediction> Predict(Tensor images, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var predictor = Predictor();
        return predictor.Predict(images, cancellation);
    }

    private static Preprocessing? Assumed(TypedOp op) =>
        IsClassifier(op) && op.Input.Shape.AsSpan().SequenceEqual([1, 1, 28, 28])
            ? RotatedMnist.Preprocessing
            : null;

    private static bool IsClassifier(TypedOp op) => op.Output.Count == op.Output.Channels;
}
