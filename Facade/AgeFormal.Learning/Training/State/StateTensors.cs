using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Training;

/// <summary>The tensors of a state's file, group by group, each checked against the parameters of the network.</summary>
internal sealed class StateTensors(TensorFile file, string source, TypedOp op, Dtype format)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>The format of the tensors of a recipe.</summary>
    public static Dtype FormatOf(TrainingRecipe recipe) =>
        recipe.Precision == TrainingPrecision.Double ? Dtype.F64 : Dtype.F32;

    /// <summary>The tensors of a group under the names of the parameters.</summary>
    public TensorFile Group(string group, bool trainedAlone) =>
        TensorFile.Of(
            op.Parameters()
                .Where(parameter => !trainedAlone || parameter.Declaration.Trained)
                .Select(parameter =>
                    KeyValuePair.Create(
                        parameter.Name,
                        Tensor($"{group}/{parameter.Name}", parameter.Declaration)
                    )
                )
                .ToArray()
        );

    public void RequireNoOther()
    {
        if (file.Tensors.Keys.FirstOrDefault(name => !_read.Contains(name)) is { } other)
            throw new TrainingFileException(
                source,
                other,
                $"{file[other]}",
                "no tensor of that name in a training of this network and recipe"
            );
    }

    private TensorData Tensor(string name, ParameterDeclaration declaration)
    {
        var expected = $"{format.Code()}[{string.Join(", ", declaration.Shape)}]";
        if (!file.Tensors.TryGetValue(name, out var tensor))
            throw new TrainingFileException(source, name, "no tensor", expected);
        if (
            tensor.Dtype != format
            || !tensor.Shape.SequenceEqual(declaration.Shape.Select(size => (long)size))
        )
            throw new TrainingFileException(source, name, $"{tensor}", expected);
        if (TensorNumbers.FirstNotFinite(tensor) is { } fault)
            throw new TrainingFileException(source, name, fault, "finite numbers");
        _read.Add(name);
        return tensor;
    }
}
