using System.Globalization;
using AgeFormal.Algebra;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace AgeFormal.Learning.Plots;

/// <summary>Lines over one axis, as a value; equal charts give equal drawings.</summary>
/// <param name="Title">The title.</param>
/// <param name="Across">The axis below.</param>
/// <param name="Left">The axis on the left.</param>
/// <param name="Right">The axis on the right, or null.</param>
/// <param name="Lines">The lines.</param>
internal sealed record LineChart(
    string Title,
    ChartAxis Across,
    ChartAxis Left,
    ChartAxis? Right,
    EqArray<ChartLine> Lines
) : IChart
{
    private const int MostMarks = 60;
    private const string RightKey = "right";

    /// <inheritdoc/>
    public int Width => 720;

    /// <inheritdoc/>
    public int Height => 420;

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
        if (Lines.Count > 1)
            model.Legends.Add(
                new Legend
                {
                    LegendPosition = LegendPosition.BottomCenter,
                    LegendPlacement = LegendPlacement.Outside,
                    LegendOrientation = LegendOrientation.Horizontal,
                }
            );
        model.Axes.Add(Axis(Across, AxisPosition.Bottom));
        model.Axes.Add(Axis(Left, AxisPosition.Left));
        if (Right is not null)
            model.Axes.Add(Axis(Right, AxisPosition.Right));
        foreach (var line in Lines)
        {
            var series = Series(line);
            model.Series.Add(series);
            if (line.Deviations.Count > 0)
                model.Series.Add(Bars(line));
        }
        return model;
    }

    private static LinearAxis Axis(ChartAxis axis, AxisPosition position) =>
        new()
        {
            Title = ChartFile.Written(axis.Title),
            Position = position,
            Key = position == AxisPosition.Right ? RightKey : null,
            MajorGridlineStyle = position == AxisPosition.Right ? LineStyle.None : LineStyle.Solid,
            MajorGridlineColor = OxyColor.FromRgb(0xe6, 0xe6, 0xe6),
            Minimum = position == AxisPosition.Bottom ? double.NaN : 0,
            MajorStep = axis.Step,
            MaximumPadding = 0.05,
            AxisTitleDistance = position == AxisPosition.Bottom ? 4 : 12,
        };

    private static LineSeries Series(ChartLine line)
    {
        var series = new LineSeries
        {
            Title = ChartFile.Written(line.Name),
            StrokeThickness = 1.5,
            MarkerType = line.Points.Count <= MostMarks ? MarkerType.Circle : MarkerType.None,
            MarkerSize = 2.5,
            LineStyle = line.OnRight ? LineStyle.Dash : LineStyle.Solid,
            YAxisKey = line.OnRight ? RightKey : null,
        };
        series.Points.AddRange(line.Points.Select(point => new DataPoint(point.X, point.Y)));
        return series;
    }

    private static ScatterErrorSeries Bars(ChartLine line)
    {
        var bars = new ScatterErrorSeries
        {
            MarkerType = MarkerType.None,
            ErrorBarColor = OxyColor.FromRgb(0x80, 0x80, 0x80),
            ErrorBarStrokeThickness = 1,
            ErrorBarStopWidth = 3,
            YAxisKey = line.OnRight ? RightKey : null,
        };
        bars.Points.AddRange(
            line.Points.Zip(
                line.Deviations,
                (point, deviation) => new ScatterErrorPoint(point.X, point.Y, 0, 2 * deviation)
            )
        );
        return bars;
    }
}

/// <summary>An axis of a chart.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Step">The distance of its numbers; not a number for one that fits.</param>
internal sealed record ChartAxis(string Title, double Step = double.NaN);

/// <summary>A line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="OnRight">Whether its values are those of the axis on the right.</param>
/// <param name="Points">Its points.</param>
internal sealed record ChartLine(string Name, bool OnRight, EqArray<(double X, double Y)> Points)
{
    /// <summary>By how much each point lies off to both sides; empty for no bars.</summary>
    public EqArray<double> Deviations { get; init; } = [];
}
