using System.Globalization;

namespace AgeFormal.Networks.Images;

/// <summary>
/// What stands between a stored image and a network: a grey value v from 0 to 255 becomes (v/255 − mean)/deviation, then
/// the axes are put into the order in which the network reads them. Weights and exported models carry it in their metadata.
/// </summary>
public sealed record Preprocessing
{
    /// <summary>The grey value of white in a stored image; black is 0.</summary>
    public const int White = 255;

    private Preprocessing(AxisOrder axes, Normalization normalization)
    {
        Axes = axes;
        Normalization = normalization;
    }

    /// <summary>The order in which the network reads the axes of an image.</summary>
    public AxisOrder Axes { get; }

    /// <summary>Mean and deviation of the pixels v/255.</summary>
    public Normalization Normalization { get; }

    /// <summary>The preprocessing of the given parts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The order of the axes is not one of the enumeration.</exception>
    public static Preprocessing Of(AxisOrder axes, Normalization normalization)
    {
        ArgumentNullException.ThrowIfNull(normalization);
        return Enum.IsDefined(axes)
            ? new(axes, normalization)
            : throw new ArgumentOutOfRangeException(
                nameof(axes),
                axes,
                $"Expected one of {string.Join(", ", Enum.GetValues<AxisOrder>())}."
            );
    }

    /// <summary>The formula, for example <c>(v/255 − 0.5)/0.25, axes in the order columns, rows</c>.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"(v/{White} − {Normalization.Mean})/{Normalization.Deviation}, axes in the order {(Axes == AxisOrder.RowsColumns ? "rows, columns" : "columns, rows")}"
        );
}
