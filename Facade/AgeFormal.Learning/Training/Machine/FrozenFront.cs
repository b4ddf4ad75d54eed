using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Training;

/// <summary>The layers before a named one, which a training leaves as they are, and the rest.</summary>
internal static class FrozenFront
{
    private const int MostNames = 60;

    /// <summary>
    /// The two parts of a network, each with the paths of the whole; null where nothing is frozen. Law: the rest after the front
    /// is the network.
    /// </summary>
    /// <param name="op">The network.</param>
    /// <param name="until">The name of the first layer that is trained; null where all are.</param>
    /// <exception cref="ArgumentException">The network has no such layer; the message lists those that it has.</exception>
    public static (TypedOp Front, TypedOp Back)? Split(TypedOp op, string? until)
    {
        if (until is null)
            return null;
        EqArray<Layer> layers = op.Untyped() is Op.Sequence sequence ? sequence.Layers : [];
        int first = Array.FindIndex([.. layers], layer => layer.Name == until);
        if (first < 0 || until.Length == 0)
            throw new ArgumentException(
                $"The recipe freezes the layers before '{Excerpt.Of(until)}'; expected one of the layers {string.Join(", ", layers.Select(layer => layer.Name).Where(name => name.Length > 0).Take(MostNames))}."
            );
        if (first == 0)
            return null;
        var front = Typing.Elaborate(new Op.Sequence([.. layers.Take(first)]), op.Input);
        var rest = Typing.Elaborate(new Op.Sequence([.. layers.Skip(first)]), front.Output);
        return rest.Parameters().Any(parameter => parameter.Declaration.Trained)
            ? (front, rest)
            : throw new ArgumentException(
                $"The recipe freezes the layers before '{until}', behind which nothing is left to train."
            );
    }
}
