using OxyPlot;

namespace AgeFormal.Learning.Plots;

/// <summary>A drawing as a value; equal ones give equal files.</summary>
internal interface IChart
{
    /// <summary>The width in points.</summary>
    int Width { get; }

    /// <summary>The height in points.</summary>
    int Height { get; }

    /// <summary>The drawing for OxyPlot.</summary>
    PlotModel Model();
}
