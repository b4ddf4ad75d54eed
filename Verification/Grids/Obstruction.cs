using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>Why, by the closed form, an element h of H is not exact for a layer.</summary>
public abstract record Obstruction
{
    private Obstruction() { }

    /// <summary>h maps the grid of the input to another one.</summary>
    /// <param name="Grid">The grid.</param>
    /// <param name="Image">Its image.</param>
    public sealed record InputMoves(Region Grid, Region Image) : Obstruction;

    /// <summary>h maps the grid of the output to another one.</summary>
    /// <param name="Grid">The grid.</param>
    /// <param name="Image">Its image.</param>
    public sealed record OutputMoves(Region Grid, Region Image) : Obstruction;

    /// <summary>h does not map a window of the layer to itself.</summary>
    /// <param name="Window">The window.</param>
    public sealed record WindowMoves(DeclaredWindow Window) : Obstruction;

    /// <summary>h flips an axis whose r is not 0.</summary>
    /// <param name="Axis">The axis with its r.</param>
    public sealed record Flips(AxisRemainder Axis) : Obstruction;

    /// <summary>h maps one axis to another, and a quantity differs between them.</summary>
    /// <param name="Quantity">The letter: n, k, s, u, p, p′ or d.</param>
    /// <param name="From">An axis.</param>
    /// <param name="To">The axis that it is mapped to.</param>
    /// <param name="Left">The quantity on the first.</param>
    /// <param name="Right">The quantity on the second.</param>
    public sealed record AxesDiffer(string Quantity, int From, int To, int Left, int Right)
        : Obstruction;

    /// <summary>h mixes two axes and moves the centre of the output, which lies at −r in half input points.</summary>
    /// <param name="First">The first axis with its r.</param>
    /// <param name="Second">The second axis with its r.</param>
    public sealed record CentreMoves(AxisRemainder First, AxisRemainder Second) : Obstruction;

    /// <summary>On a hexagon of side 2R + 1 with equal padding on both sides a layer is exact iff 2s divides N.</summary>
    /// <param name="Axis">An axis with its N and s.</param>
    public sealed record Hexagon(AxisRemainder Axis) : Obstruction;

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<InputMoves, T> inputMoves,
        Func<OutputMoves, T> outputMoves,
        Func<WindowMoves, T> windowMoves,
        Func<Flips, T> flips,
        Func<AxesDiffer, T> axesDiffer,
        Func<CentreMoves, T> centreMoves,
        Func<Hexagon, T> hexagon
    )
    {
        ArgumentNullException.ThrowIfNull(inputMoves);
        ArgumentNullException.ThrowIfNull(outputMoves);
        ArgumentNullException.ThrowIfNull(windowMoves);
        ArgumentNullException.ThrowIfNull(flips);
        ArgumentNullException.ThrowIfNull(axesDiffer);
        ArgumentNullException.ThrowIfNull(centreMoves);
        ArgumentNullException.ThrowIfNull(hexagon);
        return this switch
        {
            InputMoves reason => inputMoves(reason),
            OutputMoves reason => outputMoves(reason),
            WindowMoves reason => windowMoves(reason),
            Flips reason => flips(reason),
            AxesDiffer reason => axesDiffer(reason),
            CentreMoves reason => centreMoves(reason),
            Hexagon reason => hexagon(reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The reason as a clause.</summary>
    public sealed override string ToString() =>
        Match(
            inputMoves: moves => $"the input grid {moves.Grid} is mapped to {moves.Image}",
            outputMoves: moves => $"the output grid {moves.Grid} is mapped to {moves.Image}",
            windowMoves: moves => $"the window {moves.Window.Region} is not mapped to itself",
            flips: flips => $"axis {flips.Axis.Axis} is flipped, {flips.Axis}",
            axesDiffer: differ =>
                $"axis {differ.From} is mapped to axis {differ.To}, {differ.Quantity} is {differ.Left} and {differ.Right}",
            centreMoves: moves =>
                $"axes {moves.First.Axis} and {moves.Second.Axis} are mixed, {moves.First} and {moves.Second}",
            hexagon: hexagon =>
                $"a hexagon of side {hexagon.Axis.Size} needs 2s | N, {2 * hexagon.Axis.Stride} does not divide {hexagon.Axis.Play}"
        );
}
