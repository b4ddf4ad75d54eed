using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Specification;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx;

/// <summary>What a model says of itself: the same keys and texts as a file of weights, where both have them.</summary>
internal static class OnnxMetadata
{
    private const string InGraph = "preprocessing_in_graph";
    private const string InputValues = "input_values";

    /// <summary>The entries, by key.</summary>
    /// <exception cref="ArgumentException">There are names of classes, and not one for each output.</exception>
    public static EqArray<KeyValuePair<string, string>> Of(
        string name,
        TypedOp op,
        OnnxOptions options
    )
    {
        var entries = new List<KeyValuePair<string, string>>
        {
            new(ParameterFile.NetworkKey, name),
            new("group", op.Input.Group.Symbol),
            new("input_type", op.Input.ToString()),
        };
        if (options.Classes.Count > 0)
        {
            if (options.Classes.Count != op.Output.Channels)
                throw new ArgumentException(
                    $"{name} has {op.Output.Channels} outputs, received {options.Classes.Count} names of classes; expected one for each.",
                    nameof(options)
                );
            entries.Add(new(ParameterFile.ClassesKey, ClassNames.Render(options.Classes)));
        }
        if (options.Preprocessing is { } preprocessing)
        {
            entries.Add(
                new(ParameterFile.PreprocessingKey, PreprocessingText.Render(preprocessing))
            );
            entries.Add(new(InGraph, options.IsPreprocessed ? "true" : "false"));
            entries.Add(
                new(
                    InputValues,
                    options.IsPreprocessed
                        ? $"{Kind(op)} v from 0 to {Preprocessing.White}, axes in the order rows, columns"
                        : $"{preprocessing} for {Kind(op)} v from 0 to {Preprocessing.White}"
                )
            );
        }
        return entries.ToEqArray();
    }

    private static string Kind(TypedOp op) => op.Input.Channels == 1 ? "grey values" : "values";
}
