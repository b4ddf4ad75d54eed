using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Testing.Snapshots;

/// <summary>The elements h with received = h·verified, up to the tolerance.</summary>
internal static class GroupAgreement
{
    /// <summary>One sentence when the signals agree up to a group element, or up to one for each function of the batch.</summary>
    public static string? Describe(
        Signal<double> received,
        Signal<double> verified,
        double tolerance
    )
    {
        var names = received.Type.Group.Group.ElementNames;
        var whole = Elements(received, verified, tolerance);
        if (whole.Count > 0)
            return $"the outputs agree up to the group element h = {string.Join(" or ", whole.Select(h => names[h]))}: received = h·verified";
        var each = Enumerable
            .Range(0, received.Batch)
            .Select(b => Elements(Single(received, b), Single(verified, b), tolerance))
            .ToArray();
        return received.Batch > 1 && each.All(elements => elements.Count > 0)
            ? $"each function of the batch agrees up to a group element of its own: h = {string.Join(", ", each.Select(elements => names[elements[0]]))}"
            : null;
    }

    /// <summary>The elements in question, of those that map the grid to itself.</summary>
    public static EqArray<int> Elements(
        Signal<double> received,
        Signal<double> verified,
        double tolerance
    ) =>
        received
            .Type.Grid.Stabilizer(received.Type.Group)
            .Where(h =>
                Difference.Of(
                    received.Values.AsSpan(),
                    SignalAction.Transform(verified, h).Values.AsSpan(),
                    tolerance
                )
                    is null
            )
            .ToEqArray();

    private static Signal<double> Single(Signal<double> signal, int index) =>
        Signal<double>.Generate(signal.Type, 1, i => signal.Values[index * signal.Type.Count + i]);
}
