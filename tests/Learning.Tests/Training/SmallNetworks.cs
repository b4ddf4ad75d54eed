using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Networks;
using AgeFormal.Networks.Building;

namespace AgeFormal.Learning.Tests.Training;

/// <summary>Networks that train in milliseconds.</summary>
internal static class SmallNetworks
{
    /// <summary>A classifier of digits with batch normalisation and dropout.</summary>
    public static Network Digits { get; } =
        Equivariant
            .On(PointGroups.P4)
            .Input(channels: 1, size: 28)
            .Lift(3, 5)
            .BatchNorm()
            .Relu()
            .MaxPool(4)
            .Dropout(0.3)
            .Convolve(10, 3)
            .GlobalPool()
            .PoolOverGroup()
            .Build("small-digits");
}
