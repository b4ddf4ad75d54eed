using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>
/// What an elementary block is lowered in. Its input is <c>[b, c·h, …grid]</c>, and so is what it gives.
/// </summary>
/// <param name="Builder">The program.</param>
/// <param name="Op">The block with its types and meaning.</param>
/// <param name="Kernels">Where transformed kernels are read.</param>
internal sealed record LayerScope(
    ProgramBuilder Builder,
    TypedOp.Elementary Op,
    Func<FieldType, Region, KernelTable> Kernels
)
{
    public FieldType Input => Op.Input;

    public FieldType Output => Op.Output;

    /// <summary>|H|.</summary>
    public int Order => Input.Group.Order;

    /// <summary>The number of values of the input at a point and channel: 1 on the lattice.</summary>
    public int Fibre => Input.FibreSize;

    public bool IsRegular => Input.Fibre == Operators.Fibre.Regular;

    public Geometry Geometry => Op.Meaning.Geometry;

    /// <summary>The number of axes of the grid.</summary>
    public int Dimension => Input.Grid.Dimension;

    /// <summary>1 for each axis of the grid.</summary>
    public EqArray<int> Ones => Enumerable.Repeat(1, Dimension).ToEqArray();

    /// <summary>A parameter as it is stored.</summary>
    public Node Parameter(string name) =>
        Builder.Parameter(
            TypedOp.Join(Op.Path, name),
            Op.Meaning.Parameters.First(parameter => parameter.Name == name).Shape
        );

    /// <summary>μ, by default that of the normalised measure; 1 on the lattice, over which nothing is integrated.</summary>
    public Coefficient Haar(Coefficient? weight) =>
        IsRegular ? weight ?? new Rational(1, Order) : Coefficient.One;

    /// <summary>
    /// q times a weight over a window, and over H on the group, transformed by every h: <c>[leading…, h̃, …window]</c> as
    /// <c>[leading…, h, h̃, …box]</c>, zero outside of the window's outline.
    /// </summary>
    public Node Transformed(
        string name,
        Region window,
        Coefficient factor,
        params ReadOnlySpan<int> leading
    )
    {
        var table = Kernels(Input, window);
        var kernels = 1;
        foreach (var size in leading)
            kernels = checked(kernels * size);
        return Parameter(name)
            .Reshape(kernels, table.Stored)
            .Times(factor)
            .Take(1, table.Indices)
            .Reshape([.. leading, Order, Fibre, .. window.Sizes]);
    }

    /// <summary>The values, whose last axes are a grid, with a number outside of the grid's outline.</summary>
    public static Node Filled(Node values, Region grid, double outside) =>
        grid.Outline == Outline.Box
            ? values
            : values.Fill(
                grid.Mask().Select(inside => inside ? 0 : -1).ToEqArray(),
                grid.Sizes,
                outside
            );

    /// <summary>Gives h an axis of its own: <c>[b, c·h, …]</c> as <c>[b, c, h, …]</c>.</summary>
    public static Node Unfold(Node values, FieldType type) =>
        values.Reshape([Sizes.Batch, .. type.Shape]);

    /// <summary>Folds h into the channels.</summary>
    public static Node Fold(Node values, FieldType type) =>
        values.Reshape([Sizes.Batch, type.Channels * type.FibreSize, .. type.Grid.Sizes]);

    /// <summary>Shows an attention map of the block, zero outside of its outline.</summary>
    public void Show(string name, Node map)
    {
        var type = Op.Meaning.Maps.First(of => of.Name == name).Type;
        Builder.Observe(TypedOp.Join(Op.Path, name), type, Filled(map, type.Grid, 0));
    }
}
