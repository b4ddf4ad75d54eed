using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Grids;

/// <summary>Tap table and closed form against both sides of T(h·f) = h·T(f), executed by plain loops on integers.</summary>
public sealed class BruteForceTests
{
    private const int LargestFast = 3_000;
    private const int LargestLong = 120_000;

    [Test]
    public void Tap_table_and_closed_form_agree_with_brute_force() => Compare(LargestFast, seed: 1);

    [Test, Category("Long")]
    public void Tap_table_and_closed_form_agree_with_brute_force_on_many_layers() =>
        Compare(LargestLong, seed: 2);

    private static void Compare(int count, int seed)
    {
        var random = new Random(seed);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        void Count(string what) => seen[what] = seen.GetValueOrDefault(what) + 1;
        for (var cases = 0; cases < count; )
        {
            if (Draw(random) is not var (layer, direct))
                continue;
            cases++;
            Count($"{layer.Input.Group.Lattice}");
            Count($"{direct.Kind}");
            Count($"{layer.Meaning.Geometry.Mode}");
            var exactness = Exactness.Explain(layer);
            var group = layer.Input.Group;
            foreach (var h in Elements(random, group))
            {
                var claim = exactness.Elements[h];
                var isStable =
                    layer.Input.Grid.Transform(group, h) == layer.Input.Grid
                    && layer.Output.Grid.Transform(group, h) == layer.Output.Grid;
                var isExact = isStable && Commutes(direct, h, random, isThorough: !claim.IsExact);
                Count(isExact ? "exact" : "not exact");
                if (claim.Disagrees)
                    Count("exact by taps alone");
                var message =
                    $"{layer.Op} on {layer.Input}, {string.Join("; ", exactness.Axes)}, {claim.Name}: {exactness.Reason}";
                Assert.That(claim.IsExact, Is.EqualTo(isExact), message);
                Assert.That(
                    claim.IsExactByClosedForm && !isExact,
                    Is.False,
                    $"closed form: {message}"
                );
            }
        }
        TestContext.Out.WriteLine(
            $"{count} layers, 0 disagreements: {string.Join(", ", seen.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"))}"
        );
        Assert.That(seen["exact"], Is.GreaterThan(count / 4));
        Assert.That(seen["not exact"], Is.GreaterThan(count / 4));
        Assert.That(
            seen.Keys,
            Is.SupersetOf(Enum.GetNames<PaddingMode>().Concat(Enum.GetNames<DirectKind>()))
        );
    }

    private static IEnumerable<int> Elements(Random random, PointGroup group) =>
        group.Order <= 4
            ? group.Group.Elements
            : group
                .Group.Generators()
                .Concat([random.Next(group.Order), random.Next(group.Order)])
                .Distinct();

    /// <summary>
    /// Both sides on random integers. Linear layers differ on almost all data when they differ at all; maxima that differ
    /// in one tap agree on most, so the thorough check adds every signal with one larger value.
    /// </summary>
    private static bool Commutes(DirectLayer layer, int h, Random random, bool isThorough)
    {
        var kernel = Values(layer.InputFibre * layer.WindowPoints.Length, random, _ => true);
        if (layer.Kind != DirectKind.Max)
            return Agrees(layer, h, Signal(layer, random), kernel);
        if (Enumerable.Range(0, 6).Any(_ => !Agrees(layer, h, Signal(layer, random), kernel)))
            return false;
        if (!isThorough)
            return true;
        var count = layer.InputFibre * layer.InputCount;
        for (var one = -1; one < layer.InputCount; one++)
        {
            var signal = new long[count];
            for (var i = 0; i < count; i++)
                signal[i] =
                    !layer.IsInside(i % layer.InputCount) ? 0
                    : one < 0 ? -1
                    : i % layer.InputCount == one ? 1
                    : 0;
            if (!Agrees(layer, h, signal, kernel))
                return false;
        }
        return true;
    }

    private static bool Agrees(DirectLayer layer, int h, long[] signal, long[] kernel)
    {
        var left = layer.Run(
            DirectLayer.Moved(layer.Group, h, layer.InputFibre, layer.Sizes, signal),
            kernel
        );
        var right = DirectLayer.Moved(
            layer.Group,
            h,
            layer.OutputFibre,
            layer.Outputs,
            layer.Run(signal, kernel),
            width: 2
        );
        for (var i = 0; i < left.Length; i += 2)
        {
            if (!layer.IsOutputInside(i / 2 % layer.OutputCount))
                continue;
            if ((left[i + 1] == 0) != (right[i + 1] == 0))
                return false;
            if (left[i] * right[i + 1] != right[i] * left[i + 1])
                return false;
        }
        return true;
    }

    private static long[] Signal(DirectLayer layer, Random random) =>
        Values(
            layer.InputFibre * layer.InputCount,
            random,
            i => layer.IsInside(i % layer.InputCount)
        );

    private static long[] Values(int count, Random random, Func<int, bool> isInside)
    {
        const int largest = 1 << 24;
        var values = new long[count];
        for (var i = 0; i < count; i++)
            values[i] = isInside(i) ? random.Next(-largest, largest + 1) : 0;
        return values;
    }

    private static bool IsMoved(IntMatrix matrix, int[] sizes) =>
        Enumerable
            .Range(0, sizes.Length)
            .Any(i =>
                Enumerable.Range(0, sizes.Length).Sum(j => Math.Abs(matrix[i, j]) * sizes[j])
                != sizes[i]
            );

    private static (TypedOp.Elementary Layer, DirectLayer Direct)? Draw(Random random)
    {
        var group = PointGroups.All[random.Next(PointGroups.All.Count)];
        var kind = (DirectKind)random.Next(4);
        if (group.Order == 1 || (kind == DirectKind.Group && group.Order > 12))
            return null;
        var isHexagon = group.Lattice == Lattice.Hexagonal;
        var largest = group.Dimension == 3 ? 5 : 9;
        // Half of the layers are alike on all axes: random ones are seldom stable under groups that mix axes.
        var isAlike = isHexagon || random.Next(2) == 0;
        int[] Draw(int least, int most)
        {
            var one = random.Next(least, most + 1);
            return
            [
                .. Enumerable
                    .Range(0, group.Dimension)
                    .Select(_ =>
                        isAlike || random.Next(3) > 0 ? one : random.Next(least, most + 1)
                    ),
            ];
        }
        var sizes = isHexagon
            ? [.. Enumerable.Repeat(2 * random.Next(0, 4) + 1, 2)]
            : Draw(1, largest);
        int[] window = isHexagon
            ? [.. Enumerable.Repeat(2 * random.Next(0, 3) + 1, 2)]
            : Draw(1, group.Dimension == 3 ? 3 : 4);
        var stride = Draw(1, 3);
        var dilation = Draw(1, 2);
        var before = Draw(0, 3);
        var after = random.Next(3) > 0 ? before : Draw(0, 3);
        var mode = isHexagon
            ? (PaddingMode)random.Next(2)
            : (PaddingMode)random.Next(Enum.GetValues<PaddingMode>().Length);
        // What typing refuses is left out before: an exception costs more than the comparison.
        for (var i = 0; i < group.Dimension; i++)
        {
            var extent = dilation[i] * (window[i] - 1);
            var padding = Math.Max(before[i], after[i]);
            if (
                sizes[i] + before[i] + after[i] <= extent
                || (mode == PaddingMode.Excluded && padding > extent)
                || (mode == PaddingMode.Reflect && padding >= sizes[i])
                || (mode == PaddingMode.Circular && padding > sizes[i])
            )
                return null;
        }
        var isRegular = kind == DirectKind.Group || (kind >= DirectKind.Max && random.Next(2) == 0);
        var region = isHexagon ? Region.Hexagon(window[0] / 2) : Region.Box(window);
        if (
            !isHexagon
            && group.Matrices.Any(matrix => IsMoved(matrix, window) || IsMoved(matrix, dilation))
        )
            return null;
        var sampling = new Sampling(
            PerAxis.Of(stride),
            new Padding(PerAxis.Of(before), PerAxis.Of(after), mode),
            PerAxis.Of(dilation)
        );
        Op op = kind switch
        {
            DirectKind.Lifting => new Op.LiftingConvolution(1, region) { Sampling = sampling },
            DirectKind.Group => new Op.GroupConvolution(1, region) { Sampling = sampling },
            DirectKind.Max => new Op.SpatialPooling(Reduction.Max, region) { Sampling = sampling },
            _ => new Op.SpatialPooling(Reduction.Mean, region) { Sampling = sampling },
        };
        try
        {
            var grid = isHexagon ? Region.Hexagon(sizes[0] / 2) : Region.Box(sizes);
            var fibre = isRegular ? Fibre.Regular : Fibre.Trivial;
            var typed = Typing.Elaborate(op, new FieldType(group, fibre, 1, grid));
            var direct = new DirectLayer(
                group,
                kind,
                isRegular,
                isHexagon,
                sizes,
                window,
                stride,
                before,
                after,
                dilation,
                mode
            );
            Assert.That(direct.Outputs, Is.EqualTo(typed.Output.Grid.Sizes));
            return ((TypedOp.Elementary)typed, direct);
        }
        catch (TypingException)
        {
            return null;
        }
    }
}
