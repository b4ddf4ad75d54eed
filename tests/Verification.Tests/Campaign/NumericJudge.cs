using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>
/// Theorem 1, A[L_ḡ f](g, g̃) = A[f](ḡ⁻¹g, ḡ⁻¹g̃), evaluated in doubles on tori with random data of many kinds. It shares
/// the formula language and the parser with what it judges, and nothing else.
/// </summary>
/// <param name="draws">Draws of data per group.</param>
/// <param name="places">Places per draw and generator.</param>
/// <param name="steps">The longest evaluation.</param>
internal sealed class NumericJudge(int draws, int places, long steps)
{
    private const int WidestWithParameters = 43;
    private const int WidestOtherwise = 7;

    /// <summary>What is seen on every group of the claim that has the declared windows.</summary>
    public IEnumerable<Judgement> Of(Design design) =>
        PointMatrices.For(design).Select(group => Of(design, group)).OfType<Judgement>();

    /// <summary>The first difference on any group of the claim; null when none is seen.</summary>
    public Difference? Broken(Design design) =>
        Of(design).Select(seen => seen.Found).FirstOrDefault(found => found is not null);

    /// <summary>What is seen on one group; null where the declared windows do not exist, or are not stable as declared.</summary>
    public Judgement? Of(Design design, PointMatrices group)
    {
        var numbers = Numbers(design.Formula.Body).Append(1).Distinct().ToArray();
        NumberKind[] kinds = [.. NumberKind.Common, NumberKind.Near(numbers)];
        var (compared, unfinished) = (0, 0);
        for (var draw = 0; draw < draws; draw++)
        {
            var random = new Random(7919 * draw + 13);
            if (Windows(design, group, draw) is not { } windows)
                return null;
            var placed = new Placed(
                design,
                new(group, Side(design, group, windows, draw)),
                windows
            );
            var signal = kinds[draw % kinds.Length];
            var parameters = kinds[draw < 3 ? 0 : random.Next(kinds.Length)];
            var data = Draws.Of(signal, parameters, placed.Torus, draw);
            try
            {
                foreach (var (left, right, where) in Pairs(placed, data, random))
                {
                    if (Tracked.Comparable(left, right))
                        compared++;
                    if (Tracked.Differ(left, right))
                        return new(
                            group,
                            compared,
                            new(
                                $"{placed}, f {signal.Name}, parameters {parameters.Name}, draw {draw}, {where}",
                                left,
                                right
                            ),
                            unfinished
                        );
                }
            }
            catch (Reading.TooLong)
            {
                unfinished++;
            }
        }
        return new(group, compared, null, unfinished);
    }

    private IEnumerable<(Tracked Left, Tracked Right, string Where)> Pairs(
        Placed placed,
        Data data,
        Random random
    )
    {
        var torus = placed.Torus;
        var (moved, still) = (new Reading(placed, data, steps), new Reading(placed, data, steps));
        var formula = placed.Design.Formula;
        var elements = torus.Generators.Append(random.Next(torus.Order));
        foreach (var by in elements.OrderBy(_ => random.Next()).ToArray())
            for (var place = 0; place < places; place++)
            {
                var at = formula.Sites.Select(_ => random.Next(torus.Order)).ToArray();
                int[] channels = [.. placed.Design.Output.Select(count => random.Next(count))];
                var back = torus.Inverse(by);
                yield return (
                    moved.At(by, [.. at, .. channels]),
                    still.At(0, [.. at.Select(site => torus.Times(back, site)), .. channels]),
                    $"ḡ = {by}, positions {string.Join(", ", at)}, channels {string.Join(", ", channels)}"
                );
            }
    }

    // Open windows: a region without a corner, all of it, two points, three points in a row that miss the origin.
    private static Dictionary<string, int[][]>? Windows(
        Design design,
        PointMatrices group,
        int draw
    )
    {
        var windows = new Dictionary<string, int[][]>();
        foreach (var window in design.Windows)
        {
            var all = Placed.Points(window.Shape ?? new WindowShape.Side(3), group);
            if (all is null)
                return null;
            if (window.Shape is null && !window.Stable)
                all = (draw % 4) switch
                {
                    0 => all[1..],
                    1 => [all[0], all[all.Length / 2], all[^2]],
                    2 => [all[1], all[^1]],
                    _ => all,
                };
            if (window.Stable && !Placed.IsStable(all, group))
                return null;
            windows[window.Name] = all;
        }
        return windows;
    }

    private static int Side(
        Design design,
        PointMatrices group,
        Dictionary<string, int[][]> windows,
        int draw
    )
    {
        var indexed = design
            .Parameters.SelectMany(parameter => parameter.Axes)
            .SelectMany(axis =>
                axis.Match<string[]>(
                    channels: _ => [],
                    pointElements: _ => [],
                    window: of => [of.Window]
                )
            )
            .ToHashSet();
        var unit = windows.Values.All(points => points.All(point => point.All(x => x % 2 == 0)))
            ? 2
            : 1;
        int Extent(IEnumerable<KeyValuePair<string, int[][]>> of) =>
            of.SelectMany(window => window.Value)
                .SelectMany(point => point)
                .Select(x => 1 + 2 * Math.Abs(x) / unit)
                .DefaultIfEmpty(1)
                .Max();
        var needed = Math.Max(
            Math.Min(Extent(windows.Where(of => indexed.Contains(of.Key))), WidestWithParameters),
            Math.Min(Extent(windows), WidestOtherwise)
        );
        // In space the smallest faithful side; in the plane two more than that, or three.
        return group.Dimension == 3
            ? Math.Max(3, needed)
            : Math.Max(3, needed + (needed == 1 ? 0 : 2) + draw % 2);
    }

    private static IEnumerable<double> Numbers(Term term) =>
        term.Match(
            constant: of => [Math.Abs(of.Value.ToDouble())],
            signal: _ => [],
            parameter: _ => [],
            pointwise: of => Numbers(of.Argument),
            sum: of => of.Terms.SelectMany(Numbers),
            product: of => of.Factors.SelectMany(Numbers),
            reduce: of => Numbers(of.Body),
            sampled: of => Numbers(of.Body)
        );
}
