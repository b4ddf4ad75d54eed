using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Testing.Snapshots;

/// <summary>A received value against the verified file.</summary>
internal static class SnapshotComparison
{
    /// <summary>Null when they agree, else why not.</summary>
    /// <param name="received">The received value.</param>
    /// <param name="type">Its type when it is a signal.</param>
    /// <param name="verifiedPath">The file.</param>
    /// <param name="tolerance">What is no difference.</param>
    public static string? Mismatch(
        SnapshotContent received,
        FieldType? type,
        string verifiedPath,
        SnapshotTolerance tolerance
    )
    {
        if (!File.Exists(verifiedPath))
            return $"There is no verified snapshot yet; received {received.Summary}.";
        SnapshotContent verified;
        try
        {
            verified = SnapshotContent.Read(verifiedPath);
        }
        catch (Exception damage) when (damage is SafetensorsException or KeyNotFoundException)
        {
            return $"The verified snapshot cannot be read: {damage.Message}";
        }
        return OfContents(received, type, verified, tolerance);
    }

    /// <summary>Why a value is none that a snapshot may hold: it is not finite. Null when it is.</summary>
    public static string? NotFinite(string what, SnapshotContent content, FieldType? type)
    {
        var values = content.Tensor.ToDouble();
        var index = Array.FindIndex(values, value => !double.IsFinite(value));
        return index < 0
            ? null
            : $"The {what} value holds {values[index]} at {Where(content, type)(index)}; a snapshot holds finite numbers.";
    }

    private static string? OfContents(
        SnapshotContent received,
        FieldType? type,
        SnapshotContent verified,
        SnapshotTolerance tolerance
    )
    {
        if (
            received.Type != verified.Type
            || received.Tensor.Dtype != verified.Tensor.Dtype
            || !received.Tensor.Shape.SequenceEqual(verified.Tensor.Shape)
        )
            return $"The types differ: received {received.Kind}, verified {verified.Kind}.";
        if (NotFinite("verified", verified, type) is { } fault)
            return fault;
        var allowed = tolerance.Of(received.Tensor.Dtype);
        if (
            Difference.Of(received.Tensor.ToDouble(), verified.Tensor.ToDouble(), allowed) is
            { } difference
        )
        {
            var agreement = type is null
                ? null
                : GroupAgreement.Describe(
                    received.ToSignal(type),
                    verified.ToSignal(type),
                    allowed
                );
            return $"The values differ: {difference.Describe(Where(received, type))}{(agreement is null ? "" : $"; {agreement}")}.";
        }
        // Integers beyond 2⁵³ are rounded by the comparison above.
        return received.Tensor.Dtype is Dtype.I64 or Dtype.U64 && received.Tensor != verified.Tensor
            ? "The integers differ beyond ±2⁵³."
            : null;
    }

    private static Func<int, string> Where(SnapshotContent content, FieldType? type) =>
        index =>
            type is null ? Entry.Of(content.Tensor.Shape.AsSpan(), index) : Entry.Of(type, index);
}
