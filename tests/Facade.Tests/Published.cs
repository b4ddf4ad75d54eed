using AgeFormal.Laws;
using AgeFormal.Learning;
using AgeFormal.Networks;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Facade.Tests;

/// <summary>The published networks with the weights and recorded outputs of <c>shared/reference</c>.</summary>
internal static class Published
{
    public static TrainedNetwork Network(string name, string file) =>
        TrainedNetwork.Read(Catalogue.Parse(name), SharedFiles.Reference($"{file}.safetensors"));

    public static TensorFile Vectors(string file) =>
        Safetensors.Read(SharedFiles.Reference($"{file}.vectors.safetensors"));

    /// <summary>The file with one tensor replaced; null removes it.</summary>
    public static TensorFile With(this TensorFile file, string name, TensorData? tensor) =>
        TensorFile.Of(
            file.Tensors.Where(entry => entry.Key != name)
                .Concat(tensor is null ? [] : [KeyValuePair.Create(name, tensor)]),
            file.Metadata
        );
}
