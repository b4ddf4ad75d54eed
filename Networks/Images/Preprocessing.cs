using System.Globalization;

namespace AgeFormal.Networks.Images;

/// <summary>
/// What stands between a stored image and a network: an image of another size is brought to the network's, a value v from 0 to
/// 255 becomes (v/255 − mean)/deviation, by channel where the constants are, then the axes are put into the order in which the
/// network reads them. Weights and exported models carry it in their metadata.
/// </summary>
public sealed record Preprocessing
{
    /// <summary>The value of white in a stored image, in every channel; black is 0.</summary>
    public const int White = 255;

    private Preprocessing(AxisOrder axes, Normalization normalization, PictureFit fit)
    {
        Fit = fit;
        Axes = axes;
        Normalization = normalization;
    }

    /// <summary>The order in which the network reads the axes of an image.</summary>
    public AxisOrder Axes { get; }

    /// <summary>Mean and deviation of the pixels v/255.</summary>
    public Normalization Normalization { get; }

    /// <summary>How a picture of another size is brought to that of the network.</summary>
    public PictureFit Fit { get; }

    /// <summary>The preprocessing of the given parts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The order of the axes or the fit is not one of the enumeration.</exception>
    public static Preprocessing Of(
        AxisOrder axes,
        Normalization normalization,
        PictureFit fit = PictureFit.Contain
    )
    {
        ArgumentNullException.ThrowIfNull(normalization);
        return new(Defined(axes, nameof(axes)), normalization, Defined(fit, nameof(fit)));
    }

    /// <summary>The formula, for example <c>(v/255 − 0.5)/0.25, axes in the order columns, rows</c>.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"(v/{White} − {Normalization.Text(Normalization.Means)})/{Normalization.Text(Normalization.Deviations)}, axes in the order {(Axes == AxisOrder.RowsColumns ? "rows, columns" : "columns, rows")}"
        );

    private static T Defined<T>(T value, string name)
        where T : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                $"Expected one of {string.Join(", ", Enum.GetValues<T>())}."
            );
}
