using AgeFormal.Operators;

namespace AgeFormal.Testing.Snapshots;

/// <summary>The outputs for all transformed inputs against one representative: f(h·x) = h·f(x) for every h ∈ H.</summary>
internal static class Orbit
{
    /// <summary>Null when the law holds for every h, else one line per h for which it does not.</summary>
    /// <exception cref="ArgumentException">An h fixes the input or does not fit its grid, so that it would test nothing.</exception>
    public static string? Mismatch(
        Func<Signal<double>, Signal<double>> function,
        Signal<double> input,
        Signal<double> representative,
        double tolerance
    )
    {
        if (representative.Values.All(value => value == 0))
            return "f(x) is zero everywhere, so nothing is tested.";
        var group = input.Type.Group.Group;
        var lines = group
            .Elements.Where(h => h != group.Identity)
            .Select(h =>
                Mismatch(function(Moved(input, h)), representative, h, tolerance) is { } fault
                    ? $"\n  h = {group.ElementNames[h]}: {fault}"
                    : ""
            )
            .Where(line => line.Length > 0)
            .ToArray();
        return lines.Length == 0
            ? null
            : $"f(h·x) is not h·f(x) for {lines.Length} of {group.Order} elements:{string.Concat(lines)}";
    }

    private static Signal<double> Moved(Signal<double> input, int h)
    {
        var name = input.Type.Group.Group.ElementNames[h];
        if (SignalAction.Image(input.Type, h) != input.Type)
            throw new ArgumentException(
                $"Every element is expected to map the grid to itself; {name} maps {input.Type.Grid} to {SignalAction.Image(input.Type, h).Grid}.",
                nameof(input)
            );
        var moved = SignalAction.Transform(input, h);
        return moved != input
            ? moved
            : throw new ArgumentException(
                $"An input without symmetry is expected, so that every element is tested; {name} fixes this one.",
                nameof(input)
            );
    }

    private static string? Mismatch(
        Signal<double> received,
        Signal<double> representative,
        int h,
        double tolerance
    )
    {
        if (received.Type != SignalAction.Image(representative.Type, h))
            return $"received {received.Type}, expected {SignalAction.Image(representative.Type, h)}";
        if (received.Batch != representative.Batch)
            return $"received a batch of {received.Batch}, expected {representative.Batch}";
        var expected = SignalAction.Transform(representative, h);
        if (
            Difference.Of(received.Values.AsSpan(), expected.Values.AsSpan(), tolerance)
            is not { } difference
        )
            return null;
        var names = received.Type.Group.Group.ElementNames;
        var others = GroupAgreement.Elements(received, representative, tolerance);
        return difference.Describe(index => Entry.Of(received.Type, index))
            + (
                others.Count == 0
                    ? ""
                    : $"; the output is k·f(x) for k = {string.Join(" or ", others.Select(k => names[k]))}"
            );
    }
}
