using AgeFormal.Algebra;

namespace AgeFormal.Verification.Models;

/// <summary>The axes of parameters on a finite model, as row-major indices.</summary>
internal static class ParameterLayout
{
    /// <summary>The sizes of the axes: channels, |H|, or n^d for a window.</summary>
    public static EqArray<int> Sizes(FiniteModel model, int parameter) =>
        model
            .Vocabulary.Parameters[parameter]
            .Axes.Select(axis =>
                axis.Match(
                    channels: of => of.Count,
                    pointElements: _ => model.Group.PointGroup.Order,
                    window: _ => model.Group.TranslationCount
                )
            )
            .ToEqArray();

    /// <summary>The indices per axis.</summary>
    public static EqArray<int> Index(FiniteModel model, int parameter, long flat)
    {
        var sizes = Sizes(model, parameter);
        var index = new int[sizes.Count];
        for (var axis = sizes.Count - 1; axis >= 0; axis--, flat /= sizes[axis + 1])
            index[axis] = (int)(flat % sizes[axis]);
        return EqArray.Create<int>(index);
    }

    /// <summary>The row-major index, or −1 when an index is out of range or their number is another one.</summary>
    public static long Flat(FiniteModel model, int parameter, EqArray<int> index)
    {
        var sizes = Sizes(model, parameter);
        if (index.Count != sizes.Count)
            return -1;
        var flat = 0L;
        for (var axis = 0; axis < sizes.Count; axis++)
        {
            if ((uint)index[axis] >= (uint)sizes[axis])
                return -1;
            flat = flat * sizes[axis] + index[axis];
        }
        return flat;
    }
}
