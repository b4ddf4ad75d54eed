using System.Globalization;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Testing.Snapshots;

/// <summary>What a snapshot stores: a tensor and, for a signal, its type.</summary>
/// <param name="Tensor">The numbers.</param>
/// <param name="Type">The type of the signal as text; null for a plain tensor.</param>
internal sealed record SnapshotContent(TensorData Tensor, string? Type)
{
    private const string TensorName = "value";
    private const string TypeKey = "type";

    public static SnapshotContent Of(Signal<double> signal, Precision precision)
    {
        long[] shape = [signal.Batch, .. signal.Type.Shape.Select(size => (long)size)];
        return new(
            precision == Precision.Single
                ? TensorData.FromSingle(shape, [.. signal.Values.Select(value => (float)value)])
                : TensorData.FromDouble(shape, signal.Values.AsSpan()),
            signal.Type.ToString()
        );
    }

    /// <exception cref="SafetensorsException">The file breaks the format.</exception>
    /// <exception cref="KeyNotFoundException">The file is not that of a snapshot.</exception>
    public static SnapshotContent Read(string path)
    {
        var file = Safetensors.Read(path);
        return new(file[TensorName], file.Metadata.GetValueOrDefault(TypeKey));
    }

    /// <summary>The signal of a type; entries outside its outline are zero.</summary>
    public Signal<double> ToSignal(FieldType type)
    {
        var values = Tensor.ToDouble();
        return Signal<double>.Generate(type, values.Length / type.Count, i => values[i]);
    }

    public void Write(string path) =>
        Safetensors.Write(
            path,
            TensorFile.Of(
                [new(TensorName, Tensor)],
                Type is null ? [] : [new KeyValuePair<string, string>(TypeKey, Type)]
            )
        );

    /// <summary>For example <c>F32[2, 1, 4, 8, 8] of p4 regular · 1 channel · 8×8</c>.</summary>
    public string Kind => Type is null ? $"{Tensor}" : $"{Tensor} of {Type}";

    /// <summary>The kind with the least, the largest and the mean value.</summary>
    public string Summary
    {
        get
        {
            var values = Tensor.ToDouble();
            return values.Length == 0
                ? Kind
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Kind}, min {values.Min():G6}, max {values.Max():G6}, mean {values.Average():G6}"
                );
        }
    }
}
