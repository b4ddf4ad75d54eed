using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language.Editing;

/// <summary>A subterm, word or domain of a text with the escape hatches in it and in the definitions that it calls.</summary>
/// <param name="At">The tokens that write it.</param>
/// <param name="Parts">What it is made of.</param>
/// <param name="Hatches">The escape hatches.</param>
/// <param name="Size">The number of its tokens, those of the definitions that it calls included.</param>
internal sealed record WrittenPart(
    Extent At,
    EqArray<WrittenPart> Parts,
    EqArray<Hatch> Hatches,
    int Size
)
{
    /// <summary>What the text loses with a summand or factor; null for another part.</summary>
    public TextReplacement? Dropped { get; init; }

    /// <summary>The part and every part inside of it.</summary>
    public IEnumerable<WrittenPart> All => Parts.SelectMany(part => part.All).Prepend(this);

    /// <summary>A part that holds others.</summary>
    public static WrittenPart Of(Extent at, IEnumerable<WrittenPart> parts)
    {
        var all = parts.ToEqArray();
        return new(
            at,
            all,
            all.SelectMany(part => part.Hatches).Distinct().ToEqArray(),
            at.After - at.First + all.Sum(part => part.Size - (part.At.After - part.At.First))
        );
    }
}
