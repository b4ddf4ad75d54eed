using System.Globalization;
using AgeFormal.Algebra;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace AgeFormal.Learning.Plots;

/// <summary>A bar for each of several things, with a line of one deviation to both sides of its end.</summary>
/// <param name="Title">The title.</param>
/// <param name="Across">The axis of the values.</param>
/// <param name="Bars">The bars, the first on top.</param>
internal sealed record BarChart(string Title, ChartAxis Across, EqArray<ChartBar> Bars) : IChart
{
    /// <inheritdoc/>
    public int Width => 720;

    /// <inheritdoc/>
    public int Height => 130 + 34 * Bars.Count;

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
        var names = new CategoryAxis { Position = AxisPosition.Left, GapWidth = 0.4 };
        names.Labels.AddRange(Bars.Reverse().Select(bar => ChartFile.Written(bar.Name)));
        model.Axes.Add(names);
        model.Axes.Add(
            new LinearAxis
            {
                Position = AxisPosition.Bottom,
                Title = ChartFile.Written(Across.Title),
                Minimum = 0,
                MaximumPadding = 0.1,
                MajorGridlineStyle = LineStyle.Solid,
                MajorGridlineColor = OxyColor.FromRgb(0xe6, 0xe6, 0xe6),
            }
        );
        var series = new ErrorBarSeries
        {
            FillColor = OxyColor.FromRgb(0x7f, 0xa8, 0xd9),
            LabelFormatString = "{0:0.00}",
            LabelPlacement = LabelPlacement.Base,
            ErrorStrokeThickness = 1,
            ErrorWidth = 0.3,
        };
        series.Items.AddRange(
            Bars.Reverse().Select(bar => new ErrorBarItem(bar.Value, bar.Deviation))
        );
        model.Series.Add(series);
        return model;
    }
}

/// <summary>A bar.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its length.</param>
/// <param name="Deviation">By how much it lies off to both sides; 0 for one value.</param>
internal sealed record ChartBar(string Name, double Value, double Deviation);
