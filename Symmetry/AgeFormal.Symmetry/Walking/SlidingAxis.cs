using AgeFormal.Algebra;

namespace AgeFormal.Symmetry.Walking;

/// <summary>One axis of a window that slides: at place y tap k reads stride·y + dilation·k − before, where that is inside.</summary>
internal sealed record SlidingAxis(
    int Size,
    int Window,
    int Stride,
    int Dilation,
    int Before,
    int Outputs
)
{
    /// <summary>The place that a tap reads; −1 outside.</summary>
    public int Read(int place, int tap)
    {
        var read = Stride * place + Dilation * tap - Before;
        return read >= 0 && read < Size ? read : -1;
    }

    /// <summary>Whether reading commutes with going from the axis to another one, backwards or not.</summary>
    public bool Commutes(SlidingAxis to, bool flips)
    {
        if (Size != to.Size || Window != to.Window || Outputs != to.Outputs)
            return false;
        for (var place = 0; place < Outputs; place++)
        for (var tap = 0; tap < Window; tap++)
        {
            var read = Read(place, tap);
            var moved = read < 0 || !flips ? read : Size - 1 - read;
            if (
                to.Read(flips ? Outputs - 1 - place : place, flips ? Window - 1 - tap : tap)
                != moved
            )
                return false;
        }
        return true;
    }

    /// <summary>Twice the distance of the centre of the output from the centre of the input.</summary>
    public int Drift => Stride * (Outputs - 1) + Dilation * (Window - 1) - 2 * Before - (Size - 1);

    /// <summary>For example <c>3×3, stride 2 on 32×32</c>.</summary>
    public static string Text(EqArray<SlidingAxis> axes)
    {
        string By(Func<SlidingAxis, int> size) => string.Join('×', axes.Select(size));
        var strides = axes.Select(axis => axis.Stride).Distinct().ToArray();
        return $"{By(axis => axis.Window)}, stride {(strides.Length == 1 ? $"{strides[0]}" : By(axis => axis.Stride))} on {By(axis => axis.Size)}";
    }

    /// <summary>What keeps a motion from commuting.</summary>
    public static string Misfit(EqArray<SlidingAxis> axes)
    {
        var drift = axes.Max(axis => Math.Abs(axis.Drift));
        return drift switch
        {
            0 => $"{Text(axes)}: the axes that it exchanges differ",
            1 => $"{Text(axes)}: off by half a pixel",
            _ when drift % 2 == 0 =>
                $"{Text(axes)}: off by {drift / 2} pixel{(drift == 2 ? "" : "s")}",
            _ => $"{Text(axes)}: off by {drift}/2 pixels",
        };
    }
}
