namespace AgeFormal.Verification;

/// <summary>A rule of inference: a named law by which premises give a conclusion.</summary>
/// <param name="Name">The name that derivations print.</param>
/// <param name="Law">The law, with its side condition.</param>
/// <param name="Source">Where the law comes from.</param>
public sealed record Rule(string Name, string Law, string Source)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
