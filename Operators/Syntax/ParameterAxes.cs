using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>What the axes of a parameter say of its arguments and of its storage.</summary>
public static class ParameterAxes
{
    extension(IEnumerable<ParameterAxis> axes)
    {
        /// <summary>The axes that take relative arguments, in order.</summary>
        public EqArray<ParameterAxis> Relative =>
            axes.Where(axis =>
                    axis.Match(channels: _ => false, pointElements: _ => true, window: _ => true)
                )
                .ToEqArray();

        /// <summary>The sizes of the axes that take channel arguments, in order.</summary>
        public EqArray<int> ChannelSizes =>
            axes.SelectMany(axis =>
                    axis.Match<int[]>(
                        channels: of => [of.Count],
                        pointElements: _ => [],
                        window: _ => []
                    )
                )
                .ToEqArray();

        /// <summary>The windows of the axes over windows, in order.</summary>
        public EqArray<string> Windows =>
            axes.SelectMany(axis =>
                    axis.Match<string[]>(
                        channels: _ => [],
                        pointElements: _ => [],
                        window: of => [of.Window]
                    )
                )
                .ToEqArray();

        /// <summary>The sizes in storage for an H of an order; a window with a box outline takes one size per spatial axis.</summary>
        /// <param name="order">|H|.</param>
        /// <param name="window">The sizes of the window with a name.</param>
        public EqArray<int> Shape(int order, Func<string, EqArray<int>> window)
        {
            ArgumentNullException.ThrowIfNull(window);
            return axes.SelectMany(axis =>
                    axis.Match<IEnumerable<int>>(
                        channels: of => [of.Count],
                        pointElements: _ => [order],
                        window: of => window(of.Window)
                    )
                )
                .ToEqArray();
        }
    }
}
