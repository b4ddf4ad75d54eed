using AgeFormal.Algebra;

namespace AgeFormal.Facade.Pictures;

/// <summary>Colours for values from 0 to 1, from dark blue over green to yellow, each lighter than the one before.</summary>
internal static class Palette
{
    // Nine colours of viridis (S. van der Walt and N. Smith, CC0), with straight lines between.
    private static readonly EqArray<(byte R, byte G, byte B)> Anchors =
    [
        (68, 1, 84),
        (72, 40, 120),
        (62, 74, 137),
        (49, 104, 142),
        (38, 130, 142),
        (31, 158, 137),
        (53, 183, 121),
        (110, 206, 88),
        (253, 231, 37),
    ];

    /// <summary>The colour of a value; values beyond 0 and 1 have the colours of these.</summary>
    public static (byte R, byte G, byte B) At(double value)
    {
        var place = Math.Clamp(double.IsFinite(value) ? value : 0, 0, 1) * (Anchors.Count - 1);
        var low = Math.Min((int)place, Anchors.Count - 2);
        var part = place - low;
        byte Mixed(byte from, byte to) => (byte)Math.Round(from + part * (to - from));
        var (a, b) = (Anchors[low], Anchors[low + 1]);
        return (Mixed(a.R, b.R), Mixed(a.G, b.G), Mixed(a.B, b.B));
    }

    /// <summary>Grey of a value.</summary>
    public static (byte R, byte G, byte B) Grey(double value)
    {
        var level = (byte)Math.Round(255 * Math.Clamp(double.IsFinite(value) ? value : 0, 0, 1));
        return (level, level, level);
    }
}
