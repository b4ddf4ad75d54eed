using AgeFormal.Algebra;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx;

/// <summary>How a network is written as a model.</summary>
public sealed record OnnxOptions
{
    /// <summary>What is written without other wishes.</summary>
    public static OnnxOptions Default { get; } = new();

    /// <summary>The format of parameters and activations.</summary>
    public Precision Precision { get; init; } = Precision.Single;

    /// <summary>What stands between a stored image and the network; null where it is not known.</summary>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>
    /// Whether the graph does the preprocessing: its input is then the stored image, grey values from 0 to 255 in row order.
    /// </summary>
    public bool IsPreprocessed { get; init; }

    /// <summary>The names of the classes, in the order of the outputs; empty where they have none.</summary>
    public EqArray<string> Classes { get; init; } = [];
}
