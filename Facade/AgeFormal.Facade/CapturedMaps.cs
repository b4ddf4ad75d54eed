using System.Text;
using AgeFormal.Algebra;
using AgeFormal.Facade.Pictures;
using AgeFormal.Learning.Data;
using AgeFormal.Networks.Images;
using AgeFormal.Operators;

namespace AgeFormal.Facade;

/// <summary>The attention maps of a network for a batch of inputs, in the order of execution, as data, drawings and files.</summary>
/// <param name="Maps">The maps.</param>
/// <param name="Input">The inputs, as the network read them.</param>
/// <param name="Axes">The order of the axes in which the network reads images, which drawings undo.</param>
public sealed record CapturedMaps(
    EqArray<CapturedAttention> Maps,
    Signal<double> Input,
    AxisOrder Axes
)
{
    /// <summary>How the paths end that <see cref="Write"/> takes.</summary>
    internal static EqArray<string> Endings { get; } = [".png", ".svg", ".npy"];

    /// <summary>The inputs, as the network read them.</summary>
    public Signal<double> Input
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Input));
    } = Input ?? throw new ArgumentNullException(nameof(Input));

    /// <summary>The map of a full name, for example <c>c1.spatial_attention</c>.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names that exist.</exception>
    public CapturedAttention this[string name] =>
        Maps.FirstOrDefault(map => map.Name == name)
        ?? throw new ArgumentException(
            $"Expected the name of a map ({(Maps.Count == 0 ? "the network has none" : string.Join(", ", Maps.Select(map => map.Name)))}), received '{Excerpt.Of(name)}'."
        );

    /// <summary>
    /// The maps for one input as an SVG drawing: a row for each map, a column for each h. Maps over positions are the mean over
    /// channels, laid over the input, centre on centre; last come arrows at the points of a map, one for each h, as long as its
    /// value (Romero et al. 2020, figures 7 and 8). Maps over channels are cells, one for each channel.
    /// </summary>
    /// <param name="batch">The input.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such input.</exception>
    public string ToSvg(int batch = 0) => DrawingSvg.Write(AttentionFigure.Of(this, batch));

    /// <summary>The drawing of <see cref="ToSvg"/> as a PNG file; text is painted where the machine has a font.</summary>
    /// <inheritdoc cref="ToSvg" path="/param"/>
    /// <inheritdoc cref="ToSvg" path="/exception"/>
    public byte[] ToPng(int batch = 0) => DrawingPng.Write(AttentionFigure.Of(this, batch));

    /// <summary>
    /// Writes the maps, by the ending of the path: <c>.svg</c> and <c>.png</c> the drawing; <c>.npy</c> the values in double
    /// precision, [batch, channel, h, …grid] as NumPy reads them, for several maps a file for each, whose name ends in that of
    /// its map. Each file is replaced as a whole.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Checked before a file is replaced.</param>
    /// <returns>The files that were written.</returns>
    /// <exception cref="ArgumentException">The path ends otherwise.</exception>
    /// <exception cref="IOException">The folder is absent or the disk is full.</exception>
    public EqArray<string> Write(string path, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        EqArray<(string Path, byte[] Content)> files = Path.GetExtension(path)
            .ToLowerInvariant() switch
        {
            ".svg" => [(path, Encoding.UTF8.GetBytes(ToSvg()))],
            ".png" => [(path, ToPng())],
            ".npy" => Maps.Select(map =>
                    (
                        Maps.Count == 1 ? path : Path.ChangeExtension(path, $"{map.Name}.npy"),
                        NumpyArray.Write(
                            [map.Signal.Batch, .. map.Signal.Type.Shape],
                            map.Signal.Values.AsSpan()
                        )
                    )
                )
                .ToEqArray(),
            _ => throw new ArgumentException(
                $"Expected a file NAME.svg, NAME.png or NAME.npy, received '{Excerpt.Of(path)}'.",
                nameof(path)
            ),
        };
        foreach (var (file, content) in files)
            AtomicFile.Write(file, stream => stream.Write(content), cancellation);
        return files.Select(file => file.Path).ToEqArray();
    }
}
