using System.Globalization;
using AgeFormal.Algebra;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace AgeFormal.Learning.Plots;

/// <summary>How often each class was taken for each: a row for each label, a column for each class found.</summary>
/// <param name="Title">The title.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Counts">The counts, row by row.</param>
internal sealed record MatrixChart(string Title, EqArray<string> Classes, EqArray<int> Counts)
    : IChart
{
    // More would be too small to be read.
    private const int MostWritten = 20;
    private const int Cell = 34;
    private const int LongestName = 14;

    /// <inheritdoc/>
    public int Width => 220 + Side;

    /// <inheritdoc/>
    public int Height => 190 + Side;

    private int Side => Cell * Math.Clamp(Classes.Count, 6, MostWritten);

    /// <inheritdoc/>
    public PlotModel Model()
    {
        var model = new PlotModel
        {
            Title = ChartFile.Written(Title),
            TitleFontSize = 14,
            Culture = CultureInfo.InvariantCulture,
            Background = OxyColors.White,
        };
        // The share of the row, so that small classes are seen; the number is the count.
        model.Axes.Add(
            new LinearColorAxis
            {
                Position = AxisPosition.Right,
                Palette = OxyPalette.Interpolate(
                    100,
                    OxyColors.White,
                    OxyColor.FromRgb(0x2f, 0x6d, 0xb5)
                ),
                Minimum = 0,
                Maximum = 100,
                Title = "percent of the label",
                Key = "share",
            }
        );
        model.Axes.Add(Names(AxisPosition.Bottom, "class found", Classes, 45));
        model.Axes.Add(Names(AxisPosition.Left, "label", [.. Classes.Reverse()], 0));
        var shares = new HeatMapSeries
        {
            X0 = 0,
            X1 = Classes.Count - 1,
            Y0 = 0,
            Y1 = Classes.Count - 1,
            Interpolate = false,
            RenderMethod = HeatMapRenderMethod.Rectangles,
            Data = new double[Classes.Count, Classes.Count],
            ColorAxisKey = "share",
        };
        model.Series.Add(shares);
        for (var label = 0; label < Classes.Count; label++)
        {
            var row = Counts.Skip(label * Classes.Count).Take(Classes.Count).ToArray();
            for (var found = 0; found < Classes.Count; found++)
            {
                var share = 100.0 * row[found] / Math.Max(1, row.Sum());
                shares.Data[found, Classes.Count - 1 - label] = share;
                if (Classes.Count <= MostWritten && row[found] > 0)
                    model.Annotations.Add(
                        Count(row[found], found, Classes.Count - 1 - label, share)
                    );
            }
        }
        return model;
    }

    private static OxyPlot.Annotations.TextAnnotation Count(
        int count,
        int x,
        int y,
        double share
    ) =>
        new()
        {
            Text = count.ToString(CultureInfo.InvariantCulture),
            TextPosition = new DataPoint(x, y),
            TextHorizontalAlignment = HorizontalAlignment.Center,
            TextVerticalAlignment = VerticalAlignment.Middle,
            TextColor = share > 55 ? OxyColors.White : OxyColors.Black,
            StrokeThickness = 0,
        };

    private static CategoryAxis Names(
        AxisPosition position,
        string title,
        EqArray<string> names,
        double angle
    )
    {
        var axis = new CategoryAxis
        {
            Position = position,
            Title = title,
            Angle = names.Any(name => name.Length > 3) ? angle : 0,
            AxisTitleDistance = 10,
        };
        axis.Labels.AddRange(
            names.Select(name =>
                ChartFile.Written(
                    name.Length <= LongestName ? name : $"{name[..(LongestName - 1)]}…"
                )
            )
        );
        return axis;
    }
}
