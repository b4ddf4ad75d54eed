using AgeFormal.Symmetry.Motions;

namespace AgeFormal.Symmetry.Walking;

/// <summary>
/// Rows of weights in groups, which a motion of what they read turns into one another: finds for each row the one that the
/// turned row is.
/// </summary>
/// <param name="Values">The rows, one after another.</param>
/// <param name="Groups">The number of groups.</param>
/// <param name="Rows">The number of rows of a group.</param>
/// <param name="Length">The number of entries of a row.</param>
internal sealed record RowMatching(double[] Values, int Groups, int Rows, int Length)
{
    /// <summary>What rows that are equal differ in later, for each row; rows with different ones do not match.</summary>
    public Func<int, ulong>? Signature { get; init; }

    /// <summary>The one of several equal rows that is taken, where it is one of them; otherwise they are taken in order.</summary>
    public Func<int, int>? Preferred { get; init; }

    /// <summary>Whether equal rows left a choice in the last search.</summary>
    public bool HadChoice { get; private set; }

    /// <summary>
    /// Where each row goes when a group goes to another and the entries of its rows go as given.
    /// </summary>
    /// <exception cref="LossException">Some turned row is none of the rows.</exception>
    public int[] Find(
        Func<int, int> groupImage,
        Func<int, int[]?> entryImage,
        Tolerance tolerance,
        string layer,
        Func<double, string> reason
    )
    {
        var known = new Dictionary<(int Group, ulong Hash), List<int>>();
        for (var row = 0; row < Groups * Rows; row++)
        {
            var key = (row / Rows, Hash(Row(row)));
            if (!known.TryGetValue(key, out var list))
                known.Add(key, list = []);
            list.Add(row);
        }
        var image = new int[Groups * Rows];
        Array.Fill(image, -1);
        var isTaken = new bool[image.Length];
        var moved = new double[Length];
        var missing = new List<int>();
        for (var row = 0; row < image.Length; row++)
        {
            var entries = entryImage(row / Rows);
            var group = groupImage(row / Rows);
            Move(row, entries, moved);
            var found = -1;
            var fitting = 0;
            if (known.TryGetValue((group, Hash(moved)), out var list))
                foreach (var other in list)
                    if (IsEqual(Row(other), moved))
                    {
                        fitting++;
                        if (!isTaken[other] && (found < 0 || Rank(row, other) > Rank(row, found)))
                            found = other;
                    }
            HadChoice |= fitting > 1;
            if (found < 0)
                missing.Add(row);
            else
            {
                image[row] = found;
                isTaken[found] = true;
            }
        }
        foreach (var row in missing)
        {
            Move(row, entryImage(row / Rows), moved);
            var (nearest, distance) = Nearest(groupImage(row / Rows), moved, isTaken);
            if (nearest < 0 || distance > tolerance.Within(Values) || tolerance.IsExact)
                throw LossException.Lost(
                    reason(
                        Nearest(groupImage(row / Rows), moved, new bool[isTaken.Length]).Distance
                    )
                );
            tolerance.Note(distance, layer);
            image[row] = nearest;
            isTaken[nearest] = true;
        }
        return image;
    }

    // What follows is worth more than what is preferred.
    private int Rank(int row, int other) =>
        (Signature is { } signature && signature(other) == signature(row) ? 2 : 0)
        + (Preferred is { } preferred && preferred(row) == other ? 1 : 0);

    private ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Length, Length);

    private void Move(int row, int[]? entries, double[] moved)
    {
        var own = Row(row);
        if (entries is null)
            own.CopyTo(moved);
        else
            for (var i = 0; i < own.Length; i++)
                moved[entries[i]] = own[i];
    }

    private (int Row, double Distance) Nearest(int group, double[] moved, bool[] isTaken)
    {
        var (nearest, distance) = (-1, double.PositiveInfinity);
        for (var row = group * Rows; row < (group + 1) * Rows; row++)
        {
            if (isTaken[row])
                continue;
            var own = Row(row);
            var largest = 0.0;
            for (var i = 0; i < own.Length && largest < distance; i++)
                largest = Math.Max(largest, Math.Abs(own[i] - moved[i]));
            if (largest < distance)
                (nearest, distance) = (row, largest);
        }
        return (nearest, distance);
    }

    // −0 and 0 are one number; a number that is none equals nothing.
    private static bool IsEqual(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        for (var i = 0; i < left.Length; i++)
            if (left[i] != right[i])
                return false;
        return true;
    }

    private static ulong Hash(ReadOnlySpan<double> values)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in values)
        {
            var bits = value == 0 ? 0 : BitConverter.DoubleToUInt64Bits(value);
            hash = (hash ^ bits) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 29;
        }
        return hash;
    }
}
