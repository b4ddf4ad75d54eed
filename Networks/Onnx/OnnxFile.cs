using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx.Protobuf;
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
/// The size of the batch is free. The metadata hold <c>network</c>, <c>group</c> and <c>input_type</c>.
/// </remarks>
public static class OnnxFile
{
    /// <summary>The name of the model's input.</summary>
    public const string Input = "input";

    /// <summary>The name of the model's output.</summary>
    public const string Output = "logits";

    /// <summary>The version of the standard operators.</summary>
    public const int Opset = OnnxModel.Opset;

    private const string Producer = "AgeFormal";

    /// <summary>Writes a file atomically (<see cref="AtomicFile"/>).</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="precision">The format of parameters and activations.</param>
    /// <param name="cancellation">Checked before the file is replaced.</param>
    /// <exception cref="OnnxExportException">A layer has no standard operators, or the model would pass 2 GiB.</exception>
    /// <exception cref="ParameterMismatchException">The parameters are those of another network.</exception>
    /// <exception cref="IOException">The folder is absent or the disk is full; nothing was changed.</exception>
    public static void Write(
        string path,
        Network network,
        Parameters<double> parameters,
        Precision precision = Precision.Single,
        CancellationToken cancellation = default
    )
    {
        var message = Message(network, parameters, precision);
        AtomicFile.Write(path, stream => Write(stream, message), cancellation);
    }

    /// <summary>Writes to the stream, which stays open, the same bytes as the file would have.</summary>
    /// <exception cref="OnnxExportException">A layer has no standard operators, or the model would pass 2 GiB.</exception>
    /// <exception cref="ParameterMismatchException">The parameters are those of another network.</exception>
    public static void Write(
        Stream stream,
        Network network,
        Parameters<double> parameters,
        Precision precision = Precision.Single
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanWrite)
            throw new ArgumentException(
                "A stream that can be written is expected, received a closed or read-only one.",
                nameof(stream)
            );
        Write(stream, Message(network, parameters, precision));
    }

    /// <summary>The model as a value.</summary>
    internal static OnnxModel Model(
        Network network,
        Parameters<double> parameters,
        Precision precision
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(parameters);
        var op = network.Elaborate();
        var draft = new GraphDraft(precision);
        var whole = new GraphScope(draft, "");
        var input = new Wire(draft.Reserve(Input));
        draft.Reserve(Output);
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
                new(Input, draft.Type, Shape(op.Input)),
                new(Output, draft.Type, shape)
            ),
            Producer,
            Version,
            [
                new("network", network.Name),
                new("group", op.Input.Group.Symbol),
                new("input_type", op.Input.ToString()),
            ]
        );
    }

    private static string Version =>
        typeof(OnnxFile).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    private static ProtobufMessage Message(
        Network network,
        Parameters<double> parameters,
        Precision precision
    )
    {
        var message = OnnxSchema.Message(Model(network, parameters, precision));
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
