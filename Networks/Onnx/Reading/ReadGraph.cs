namespace AgeFormal.Networks.Onnx.Reading;

/// <summary>The parts of a model that is read.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Length">The number of bytes.</param>
/// <param name="Opset">The version of the standard operators.</param>
/// <param name="Nodes">The nodes in the order of the file.</param>
/// <param name="Constants">The constants by name, read when they are asked for.</param>
/// <param name="Input">The name of the input.</param>
/// <param name="Sizes">Its sizes; 0 or less where they are open. Null where the file says nothing.</param>
/// <param name="Outputs">The names of the outputs.</param>
internal sealed record ReadGraph(
    string File,
    long Length,
    long Opset,
    ReadNode[] Nodes,
    IReadOnlyDictionary<string, Lazy<ReadTensor>> Constants,
    string Input,
    long[]? Sizes,
    string[] Outputs
)
{
    public bool HasFreeBatch => Sizes is [<= 0, ..] or null;

    /// <exception cref="OnnxFormatException">The bytes are no model.</exception>
    public static ReadGraph Of(ReadOnlyMemory<byte> bytes, string file, string? folder)
    {
        try
        {
            var model = WireMessage.Of(bytes);
            var graph =
                model.Message(7)
                ?? throw new OnnxFormatException(file, "", "no graph, expected one in a model");
            long opset = 0;
            foreach (var set in model.Messages(8))
                if (set.Text(1) is "" or "ai.onnx")
                    opset = set.Integer(2);
            if (opset is < 7 or > 30)
                throw new OnnxFormatException(
                    file,
                    "",
                    $"version {opset} of the standard operators, expected one from 7",
                    isUnsupported: opset > 0
                );
            var constants = new Dictionary<string, Lazy<ReadTensor>>(StringComparer.Ordinal);
            foreach (var tensor in graph.Messages(5))
                constants[tensor.Text(8)] = new(() => ReadTensor.Of(tensor, folder));
            var inputs = graph
                .Messages(11)
                .Where(input => !constants.ContainsKey(input.Text(1)))
                .ToArray();
            if (inputs.Length != 1)
                throw new OnnxFormatException(
                    file,
                    "",
                    $"{inputs.Length} inputs, expected one",
                    isUnsupported: inputs.Length > 1
                );
            string[] outputs = [.. graph.Messages(12).Select(output => output.Text(1))];
            if (outputs.Length == 0)
                throw new OnnxFormatException(file, "", "no output, expected one");
            var shape = inputs[0].Message(2)?.Message(1)?.Message(2);
            return new(
                file,
                bytes.Length,
                opset,
                [.. graph.Messages(1).Select(node => new ReadNode(node))],
                constants,
                inputs[0].Text(1),
                shape is null ? null : [.. shape.Messages(1).Select(size => size.Integer(1))],
                outputs
            );
        }
        catch (FormatException fault) when (fault is not OnnxFormatException)
        {
            throw new OnnxFormatException(file, "", fault.Message);
        }
    }
}
