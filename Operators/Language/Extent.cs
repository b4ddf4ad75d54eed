namespace AgeFormal.Operators.Language;

/// <summary>The tokens of a text from <see cref="First"/> to before <see cref="After"/>, counted from 0.</summary>
internal readonly record struct Extent(int First, int After)
{
    /// <summary>Whether no token writes it.</summary>
    public bool IsEmpty => After <= First;
}
