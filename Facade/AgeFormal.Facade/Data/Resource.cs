using AgeFormal.Networks.Weights;

namespace AgeFormal.Facade;

/// <summary>The safetensors files that the assembly carries.</summary>
internal static class Resource
{
    public const string Digits = "AgeFormal.Facade.Resources.digits.safetensors";

    public const string Weights = "AgeFormal.Facade.Resources.p4-cnn.safetensors";

    public static TensorFile Read(string name)
    {
        using Stream stream =
            typeof(Resource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException(
                $"The assembly {typeof(Resource).Assembly.GetName().Name} was built without the resource '{name}'."
            );
        return Safetensors.Read(stream, name);
    }
}
