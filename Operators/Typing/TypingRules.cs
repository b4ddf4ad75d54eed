using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>The conditions on types that several blocks share.</summary>
internal static class TypingRules
{
    public static void CheckInput(FieldType input)
    {
        if (input.Group is null || input.Grid is null || !Enum.IsDefined(input.Fibre))
            throw new TypingException("", "the input names no group, no grid or no fibre");
        if (input.Channels < 1)
            throw new TypingException(
                "",
                $"the input has {input.Channels} channels, expected at least 1"
            );
        if (input.Grid.Dimension != input.Group.Dimension)
            throw new TypingException(
                "",
                $"{input.Group.Symbol} acts on {input.Group.Dimension} dimensions, the input grid is {input.Grid}"
            );
        if ((input.Group.Lattice == Lattice.Hexagonal) != (input.Grid.Outline == Outline.Hexagon))
            throw new TypingException(
                "",
                input.Group.Lattice == Lattice.Hexagonal
                    ? $"{input.Group.Symbol} acts on the hexagonal lattice, whose grids are hexagons; received {input.Grid}"
                    : $"{input.Group.Symbol} acts on a {input.Group.Lattice} lattice, whose grids are boxes; received {input.Grid}"
            );
        CheckCount("", $"values of the input {input}", input.Values);
    }

    /// <summary>A count is bounded before anything of its size is made.</summary>
    public static void CheckCount(string path, string what, Int128 count, int most = Limits.Values)
    {
        if (count < 0 || count > most)
            throw new TypingException(
                path,
                $"the number of {what} is {count}, expected at most {most}"
            );
    }

    public static void Expect(string path, string what, Fibre fibre, FieldType input)
    {
        if (input.Fibre != fibre)
            throw new TypingException(
                path,
                $"{what} expects {(fibre == Fibre.Trivial ? "a signal on the lattice (trivial)" : "a signal on the group (regular)")}, received {input}"
            );
    }

    public static void ExpectMode(string path, bool holds, PaddingMode mode, string what)
    {
        if (!holds)
            throw new TypingException(path, $"{what} cannot be padded by {mode}");
    }

    public static void CheckChannels(string path, int channels)
    {
        if (channels < 1)
            throw new TypingException(
                path,
                $"the number of output channels is {channels}, expected at least 1"
            );
        CheckCount(path, "output channels", channels);
    }

    public static Geometry Slide(string path, FieldType input, Region window, Sampling sampling)
    {
        CheckShape(path, input, window);
        var dimension = input.Grid.Dimension;
        var stride = Numbers(path, "stride", sampling.Stride, dimension, 1);
        var dilation = Numbers(path, "dilation", sampling.Dilation, dimension, 1);
        var before = Numbers(path, "padding", sampling.Padding.Before, dimension, 0);
        var after = Numbers(path, "padding", sampling.Padding.After, dimension, 0);
        var extent = Enumerable
            .Range(0, dimension)
            .Select(i => Extent(path, window, dilation, i))
            .ToEqArray();
        CheckStable(path, input, window, dilation);
        CheckMode(path, input.Grid, before, after, extent, sampling.Padding.Mode);
        var draft = new Geometry(
            input.Grid,
            input.Grid,
            stride,
            before,
            after,
            extent,
            sampling.Padding.Mode
        );
        var sizes = new int[dimension];
        for (var axis = 0; axis < dimension; axis++)
        {
            if (draft.Play(axis) < 0)
                throw new TypingException(
                    path,
                    $"axis {axis} of the input has {input.Grid.Sizes[axis]} points with padding {before[axis]} + {after[axis]}, expected at least {extent[axis] + 1} for the window {window} with dilation {dilation[axis]}"
                );
            sizes[axis] = draft.Play(axis) / stride[axis] + 1;
        }
        return draft with { Output = OutputRegion(path, input.Grid, sizes) };
    }

    public static Geometry Crop(string path, FieldType input, int margin)
    {
        if (margin < 0)
            throw new TypingException(path, $"the margin is {margin}, expected at least 0");
        foreach (var size in input.Grid.Sizes)
            if (size <= 2L * margin)
                throw new TypingException(
                    path,
                    $"a margin of {margin} leaves nothing of the input {input.Grid}, expected more than {2L * margin} points per axis"
                );
        var sides = Enumerable.Repeat(-margin, input.Grid.Dimension).ToEqArray();
        return Geometry.Pointwise(input.Grid) with
        {
            Before = sides,
            After = sides,
            Output = OutputRegion(
                path,
                input.Grid,
                [.. input.Grid.Sizes.Select(size => size - 2 * margin)]
            ),
        };
    }

    public static Geometry Upsample(string path, FieldType input, Op.Upsampling op)
    {
        var factors = Numbers(path, "factor", op.Factor, input.Grid.Dimension, 1);
        if (!Enum.IsDefined(op.Between))
            throw new TypingException(
                path,
                $"the interpolation is {op.Between}, expected {Interpolation.Nearest} or {Interpolation.Zeros}"
            );
        if (
            input.Grid.Outline == Outline.Hexagon
            && op.Between == Interpolation.Nearest
            && factors.Any(one => one > 1)
        )
            throw new TypingException(
                path,
                $"the factor is {op.Factor}, expected 1 on {input.Grid}: points between those of a hexagonal lattice can be equally near to several"
            );
        var sizes = new int[factors.Count];
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            var (points, factor) = ((long)input.Grid.Sizes[axis], factors[axis]);
            var size =
                op.Between == Interpolation.Nearest ? points * factor : (points - 1) * factor + 1;
            CheckCount(path, "points of an axis of the output", size, Limits.Extent);
            sizes[axis] = (int)size;
        }
        return Geometry.Pointwise(input.Grid) with
        {
            Output = OutputRegion(path, input.Grid, sizes),
            Upsampling = factors,
            Between = op.Between,
        };
    }

    public static void CheckShape(string path, FieldType input, Region window)
    {
        if (window.Dimension != input.Grid.Dimension)
            throw new TypingException(
                path,
                $"the window {window} has {window.Dimension} axes, expected {input.Grid.Dimension} as the input {input.Grid}"
            );
        if (window.Outline != input.Grid.Outline)
            throw new TypingException(
                path,
                $"the window {window} is expected to have the outline of the input {input.Grid}"
            );
        if (window.BoxCount > Limits.WindowPoints)
            throw new TypingException(
                path,
                $"the window {window} has {window.BoxCount} points, expected at most {Limits.WindowPoints}"
            );
    }

    // The points that are read are the dilated ones: unequal dilations break the symmetry of a square window.
    public static void CheckStable(
        string path,
        FieldType input,
        Region window,
        EqArray<int> dilation
    )
    {
        for (var axis = 0; axis < window.Dimension; axis++)
            Extent(path, window, dilation, axis);
        foreach (var h in input.Group.Group.Elements)
            if (!IsStable(input.Group, h, window, dilation))
                throw new TypingException(
                    path,
                    $"the window {window} with dilation {dilation} is not stable under {input.Group.Group.ElementNames[h]} of {input.Group.Symbol}; a window that H maps to itself is expected"
                );
    }

    // A matrix that permutes the axes up to sign maps a box to itself iff sides and dilations agree along the permutation. On the
    // hexagonal lattice equal dilations scale the hexagon, and unequal ones stretch an axis that a turn takes to another.
    private static bool IsStable(PointGroup group, int h, Region window, EqArray<int> dilation)
    {
        if (window.Outline == Outline.Hexagon && group.Lattice == Lattice.Hexagonal)
            return h == group.Group.Identity || window.Sizes[0] == 1 || dilation[0] == dilation[1];
        var matrix = group.Matrices[h];
        var axes = Enumerable.Range(0, window.Dimension).ToArray();
        var sources = axes.Select(i => axes.Where(j => matrix[i, j] != 0).ToArray()).ToArray();
        if (!sources.All(from => from.Length == 1))
            return window.Points(dilation).Permutation(group, h) is not null;
        int Step(int axis) => window.Sizes[axis] == 1 ? 0 : dilation[axis];
        return axes.All(i =>
            sources[i] is [var from]
            && window.Sizes[i] == window.Sizes[from]
            && Step(i) == Step(from)
        );
    }

    public static EqArray<int> Numbers(
        string path,
        string name,
        PerAxis value,
        int dimension,
        int least
    )
    {
        EqArray<int> numbers;
        try
        {
            numbers = value.For(dimension);
        }
        catch (ArgumentException)
        {
            throw new TypingException(
                path,
                $"the {name} {value} does not fit {dimension} axes, expected one number or {dimension}"
            );
        }
        foreach (var number in numbers)
            if (number < least)
                throw new TypingException(
                    path,
                    $"the {name} is {number}, expected at least {least}"
                );
            else if (number > Limits.Extent)
                throw new TypingException(
                    path,
                    $"the {name} is {number}, expected at most {Limits.Extent}"
                );
        return numbers;
    }

    private static int Extent(string path, Region window, EqArray<int> dilation, int axis)
    {
        var extent = (long)dilation[axis] * (window.Sizes[axis] - 1);
        return extent <= Limits.Extent
            ? (int)extent
            : throw new TypingException(
                path,
                $"the window {window} with dilation {dilation} is {extent + 1} wide on axis {axis}, expected at most {Limits.Extent + 1}"
            );
    }

    private static void CheckMode(
        string path,
        Region grid,
        EqArray<int> before,
        EqArray<int> after,
        EqArray<int> extent,
        PaddingMode mode
    )
    {
        if (
            grid.Outline == Outline.Hexagon
            && mode is not (PaddingMode.Zeros or PaddingMode.Excluded)
        )
            throw new TypingException(
                path,
                $"a hexagon cannot be padded by {mode}, expected Zeros or Excluded"
            );
        for (var axis = 0; axis < grid.Dimension; axis++)
        {
            var most = mode switch
            {
                PaddingMode.Reflect => grid.Sizes[axis] - 1,
                PaddingMode.Circular => grid.Sizes[axis],
                // A window of excluded points alone would reduce nothing.
                PaddingMode.Excluded => extent[axis],
                _ => int.MaxValue,
            };
            if (Math.Max(before[axis], after[axis]) > most)
                throw new TypingException(
                    path,
                    $"padding {before[axis]} + {after[axis]} by {mode} on axis {axis} of {grid.Sizes[axis]} points, expected at most {most} on a side"
                );
        }
    }

    private static Region OutputRegion(string path, Region input, ReadOnlySpan<int> sizes)
    {
        var points = 1.0;
        foreach (var size in sizes)
        {
            CheckCount(path, "points of an axis of the output", size, Limits.Extent);
            points *= size;
        }
        CheckCount(path, "points of the output", (Int128)points);
        if (input.Outline == Outline.Box)
            return Region.Box(sizes);
        if (sizes[0] != sizes[1] || sizes[0] % 2 == 0)
            throw new TypingException(
                path,
                $"the output box is {sizes[0]}×{sizes[1]}, expected equal odd sides for a hexagon"
            );
        return Region.Hexagon((sizes[0] - 1) / 2);
    }
}
