using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Zoo;

/// <summary>A design with what mathematics says about it.</summary>
/// <param name="Family">The folder of its text, for example <c>self-attention</c>.</param>
/// <param name="Text">The text of its file.</param>
/// <param name="Design">The design that the text writes, with its source.</param>
/// <param name="Known">The verdict that is known.</param>
public sealed record ZooEntry(string Family, string Text, Design Design, KnownVerdict Known)
{
    /// <summary>The design's name.</summary>
    public string Name => Design.Name;

    /// <summary>The name and the known verdict.</summary>
    public override string ToString() => $"{Name}: {Known}";
}
