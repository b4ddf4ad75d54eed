using AgeFormal.Networks.Torch.Blocks;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Onnx;

/// <summary>What an elementary block is written from. Its values are <c>[b, c·h, …grid]</c> before and after.</summary>
/// <param name="Op">The block with its types and meaning.</param>
/// <param name="Parameters">The parameters of the network.</param>
/// <param name="Graph">Where it is written to.</param>
internal sealed record LayerContext(
    TypedOp.Elementary Op,
    Parameters<double> Parameters,
    GraphScope Graph
)
{
    public FieldType Input => Op.Input;

    public FieldType Output => Op.Output;

    public int Order => Input.Group.Order;

    public int Dimension => Input.Grid.Dimension;

    /// <summary>The values of a parameter as they are stored.</summary>
    public NumericArray Stored(string name)
    {
        var declaration = Op.Meaning.Parameters.First(parameter => parameter.Name == name);
        return NumericArray.Of(
            [.. declaration.Shape],
            Parameters[TypedOp.Join(Op.Path, declaration.Name)]
        );
    }

    /// <summary>
    /// A kernel transformed by every h: <c>[leading…, h̃, …window]</c> to <c>[leading…, h, h̃, …box]</c>, zero outside of
    /// the window's outline.
    /// </summary>
    public NumericArray Transformed(string name, Region window, params ReadOnlySpan<int> leading)
    {
        var values = Stored(name).Values;
        var table = KernelTable.Of(Input, window);
        var transformed = Enumerable
            .Range(0, values.Length / table.Stored)
            .SelectMany(kernel =>
                table.Indices.Select(index =>
                    index == table.Stored ? 0 : values[kernel * table.Stored + index]
                )
            );
        return NumericArray.Of(
            [.. leading, Order, Input.FibreSize, .. window.Sizes],
            [.. transformed]
        );
    }

    /// <summary>The values with a number in place of those outside of the outline of a grid, which are the last axes.</summary>
    public Wire Filled(Wire value, Region grid, double outside) =>
        grid.Outline == Outline.Box
            ? value
            : Graph.Node("Where", [Graph.Mask(grid), value, Graph.Scalar("outside", outside)]);

    /// <summary>Folds h into the channels.</summary>
    public Wire Fold(Wire value, FieldType type) =>
        Graph.Reshape(value, [type.Channels * type.FibreSize, .. type.Grid.Sizes]);

    /// <summary>Gives h an axis of its own.</summary>
    public Wire Unfold(Wire value, FieldType type) => Graph.Reshape(value, [.. type.Shape]);

    /// <summary>The axes of the grid in a value of some rank.</summary>
    public int[] GridAxes(int rank) => [.. Enumerable.Range(rank - Dimension, Dimension)];
}
