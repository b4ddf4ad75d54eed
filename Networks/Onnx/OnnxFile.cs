using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Onnx.Protobuf;
using AgeFormal.Networks.Specification;
using AgeFormal.Operators;
using AgeFormal.Programs;
using AgeFormal.Programs.Steps;
using Google.Protobuf;

namespace AgeFormal.Networks.Onnx;

/// <summary>
/// Networks as ONNX models of the standard operators, opset 18, with kernels that are already transformed: any runtime
/// computes what the network does in evaluation mode.
/// </summary>
/// <remarks>
/// The model's input is <c>input</c>, <c>[batch, c, …grid]</c> on the lattice and <c>[batch, c, h, …grid]</c> on the group.
/// Its output is <c>logits</c>, likewise, without the grid where it is one point: <c>[batch, classes]</c> for a classifier.
/// The size of the batch is free. The metadata hold <c>network</c>, <c>group</c> and <c>input_type</c>; where they are
/// known, <c>classes</c> (<see cref="ClassNames"/>) and <c>preprocessing</c> (<see cref="PreprocessingText"/>), with
/// <c>preprocessing_in_graph</c>, whether the graph does it, and <c>input_values</c>, which says in words what the graph reads.
/// </remarks>
public static class OnnxFile
{
    /// <summary>The name of the model's input.</summary>
    public const string Input = "input";

    /// <summary>The name of the model's output.</summary>
    public const string Output = "logits";

    /// <summary>The version of the standard operators.</summary>
    public const int Opset = ExportedModel.Opset;

    private const string Producer = "AgeFormal";

    /// <summary>Writes a file atomically (<see cref="AtomicFile"/>).</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="options">The format of numbers, the preprocessing and the names of the classes.</param>
    /// <param name="cancellation">Checked before the file is replaced.</param>
    /// <exception cref="OnnxExportException">
    /// A layer has no standard operators, the model would pass 2 GiB, or the graph is to prepare images and there is no
    /// preprocessing or the network reads none.
    /// </exception>
    /// <exception cref="ArgumentException">There are names of classes, and not one for each output.</exception>
    /// <exception cref="ParameterMismatchException">The parameters are those of another network.</exception>
    /// <exception cref="IOException">The folder is absent or the disk is full; nothing was changed.</exception>
    public static void Write(
        string path,
        Network network,
        Parameters<double> parameters,
        OnnxOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        var message = Message(network, parameters, options);
        AtomicFile.Write(path, stream => Write(stream, message), cancellation);
    }

    /// <summary>Writes to the stream, which stays open, the same bytes as the file would have.</summary>
    /// <exception cref="OnnxExportException">
    /// A layer has no standard operators, the model would pass 2 GiB, or the graph is to prepare images and there is no
    /// preprocessing or the network reads none.
    /// </exception>
    /// <exception cref="ArgumentException">There are names of classes, and not one for each output.</exception>
    /// <exception cref="ParameterMismatchException">The parameters are those of another network.</exception>
    public static void Write(
        Stream stream,
        Network network,
        Parameters<double> parameters,
        OnnxOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanWrite)
            throw new ArgumentException(
                "A stream that can be written is expected, received a closed or read-only one.",
                nameof(stream)
            );
        Write(stream, Message(network, parameters, options));
    }

    /// <summary>The model as a value.</summary>
    internal static ExportedModel Model(
        Network network,
        Parameters<double> parameters,
        OnnxOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(parameters);
        options ??= OnnxOptions.Default;
        var op = network.Elaborate();
        var baked = options.IsPreprocessed ? Bakeable(op.Input, options.Preprocessing) : null;
        var draft = new GraphDraft(options.Precision);
        var whole = new GraphScope(draft, "");
        var stored = new Wire(draft.Reserve(Input));
        draft.Reserve(Output);
        var input = baked is null
            ? stored
            : PreprocessingNodes.Add(new(draft, "preprocessing"), stored, baked);
        var folded =
            op.Input.Fibre == Fibre.Trivial
                ? input
                : whole.Reshape(
                    input,
                    [Sizes.Batch, op.Input.Channels * op.Input.FibreSize, .. op.Input.Grid.Sizes]
                );
        var output = ProgramNodes.Add(
            draft,
            Lowering.Of(op),
            Parameters<double>.For(op, parameters.Values),
            folded
        );
        var shape = OutputShape(op.Output);
        whole.Finish(Output, output, [.. shape]);
        return new(
            draft.Finish(
                network.Name,
                new(
                    Input,
                    draft.Type,
                    baked is null
                        ? Shape(op.Input)
                        : PreprocessingNodes.Stored(Shape(op.Input), baked)
                ),
                new(Output, draft.Type, shape)
            ),
            Producer,
            Version,
            OnnxMetadata.Of(network.Name, op, options)
        );
    }

    private static Preprocessing Bakeable(FieldType input, Preprocessing? preprocessing) =>
        preprocessing is null
            ? throw new OnnxExportException(
                "",
                "its graph is to prepare images, and no preprocessing is given; expected one, such as the metadata of trained weights hold"
            )
        : input.Fibre != Fibre.Trivial || input.Grid.Sizes.Count != 2
            ? throw new OnnxExportException(
                "",
                $"its graph is to prepare images, and it reads {input}"
            )
        : !preprocessing.Normalization.Fits(input.Channels)
            ? throw new OnnxExportException(
                "",
                $"its graph is to prepare images of {input.Channels} channels, and the preprocessing has constants for {preprocessing.Normalization.Means.Count}: {preprocessing}"
            )
        : preprocessing;

    private static string Version =>
        typeof(OnnxFile).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    private static ProtobufMessage Message(
        Network network,
        Parameters<double> parameters,
        OnnxOptions? options
    )
    {
        var message = OnnxSchema.Message(Model(network, parameters, options));
        return message.Size <= int.MaxValue
            ? message
            : throw new OnnxExportException(
                "",
                $"it would have {message.Size} bytes, expected at most {int.MaxValue}"
            );
    }

    private static void Write(Stream stream, ProtobufMessage message)
    {
        using var output = new CodedOutputStream(stream, leaveOpen: true);
        message.Write(output);
    }

    private static EqArray<int> Shape(FieldType type) =>
        type.Fibre == Fibre.Regular ? type.Shape : [type.Channels, .. type.Grid.Sizes];

    private static EqArray<int> OutputShape(FieldType type) =>
        type.Grid.BoxCount > 1 ? Shape(type)
        : type.Fibre == Fibre.Regular ? [type.Channels, type.FibreSize]
        : [type.Channels];
}
