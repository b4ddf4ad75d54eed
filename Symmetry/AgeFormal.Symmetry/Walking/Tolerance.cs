namespace AgeFormal.Symmetry.Walking;

/// <summary>How far numbers may lie apart that are taken for equal, and how far they did.</summary>
/// <param name="share">The largest difference, as a share of the largest number of the tensor; 0 for bit by bit.</param>
internal sealed class Tolerance(double share)
{
    /// <summary>The largest difference so far.</summary>
    public double Largest { get; private set; }

    /// <summary>The layer in which it was found.</summary>
    public string Layer { get; private set; } = "";

    public bool IsExact => share == 0;

    /// <summary>The largest difference that passes in a tensor.</summary>
    public double Within(ReadOnlySpan<double> values)
    {
        if (share == 0)
            return 0;
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return share * largest;
    }

    /// <summary>Notes a difference that passed.</summary>
    public void Note(double difference, string layer)
    {
        if (difference > Largest)
            (Largest, Layer) = (difference, layer);
    }
}
