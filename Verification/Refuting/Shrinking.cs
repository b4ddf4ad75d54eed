using System.Numerics;
using AgeFormal.Algebra;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Refuting;

/// <summary>
/// Greedy minimisation of data under a predicate (delta debugging, Zeller and Hildebrandt 2002): entries are
/// zeroed in halving chunks, then values moved towards ±1, until no single step is possible.
/// </summary>
internal static class Shrinking
{
    private sealed record Cell(Func<Rational> Get, Action<Rational> Set);

    /// <summary>Shrinks the signal first, then the parameters. The predicate holds before and after.</summary>
    public static void Minimise(ModelData data, Func<bool> holds)
    {
        Cell[] signal =
        [
            .. data
                .SignalCells.Order()
                .Select(cell => new Cell(
                    () => data.Signal(cell.Channel, cell.Element),
                    value => data.SetSignal(cell, value)
                )),
        ];
        Cell[] parameters =
        [
            .. data
                .ParameterCells.Order()
                .Select(cell => new Cell(
                    () => data.Parameter(cell.Parameter, cell.Index),
                    value => data.SetParameter(cell, value)
                )),
        ];
        bool changed;
        do
        {
            changed = Zero(signal, holds);
            changed |= Zero(parameters, holds);
            changed |= TowardsOne([.. signal, .. parameters], holds);
        } while (changed);
    }

    private static bool Zero(Cell[] cells, Func<bool> holds)
    {
        var changed = false;
        for (var size = cells.Length; size >= 1; size /= 2)
        {
            Cell[] left = [.. cells.Where(cell => cell.Get().Sign != 0)];
            for (var start = 0; start < left.Length; start += size)
            {
                var chunk = left.AsSpan(start, Math.Min(size, left.Length - start)).ToArray();
                var before = chunk.Select(cell => cell.Get()).ToArray();
                foreach (var cell in chunk)
                    cell.Set(0);
                if (holds())
                    changed = true;
                else
                    for (var i = 0; i < chunk.Length; i++)
                        chunk[i].Set(before[i]);
            }
        }
        return changed;
    }

    private static bool TowardsOne(Cell[] cells, Func<bool> holds)
    {
        var changed = false;
        foreach (var cell in cells)
        {
            var before = cell.Get();
            foreach (var smaller in Smaller(before))
            {
                cell.Set(smaller);
                if (holds())
                {
                    changed = true;
                    break;
                }
                cell.Set(before);
            }
        }
        return changed;
    }

    /// <summary>
    /// 1, −1, 2, −2, 3, −3 as far as they come before an integer, then its halves; for another fraction all of these, its
    /// whole part, and 1/2 and 1/3 with either sign where they have a smaller denominator.
    /// </summary>
    private static IEnumerable<Rational> Smaller(Rational value)
    {
        const int small = 3;
        if (value.Sign == 0)
            yield break;
        for (var size = 1; size <= small; size++)
        {
            if (value == size)
                yield break;
            yield return size;
            if (value == -size)
                yield break;
            yield return -size;
        }
        var whole = BigInteger.Divide(value.Numerator, value.Denominator);
        if (!value.IsInteger)
            yield return whole;
        for (var half = whole / 2; BigInteger.Abs(half) > small; half /= 2)
            yield return half;
        for (
            var denominator = 2;
            denominator <= small && denominator < value.Denominator;
            denominator++
        )
        {
            yield return new(value.Sign, denominator);
            yield return new(-value.Sign, denominator);
        }
    }
}
