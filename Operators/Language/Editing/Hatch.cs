namespace AgeFormal.Operators.Language.Editing;

/// <summary>A place of a text where one of the two escape hatches of the language is used.</summary>
/// <param name="At">The tokens that use it.</param>
internal abstract record Hatch(Extent At)
{
    /// <summary>Abs(s) in an argument.</summary>
    /// <param name="Word">Abs(s).</param>
    /// <param name="Argument">The argument in which it stands, which is Abs(s) or holds it.</param>
    /// <param name="Reader">What takes the argument, for example <c>psi</c>.</param>
    /// <param name="Subject">What of s is read: its orientation, its position, or its place, which is both.</param>
    /// <param name="Reference">The position to which s can be read instead; null where there is none but s.</param>
    public sealed record OfPosition(
        Word.Absolute Word,
        Word Argument,
        string Reader,
        string Subject,
        string? Reference
    ) : Hatch(Word.Extent)
    {
        /// <summary>s relative to the reference: e where there is none.</summary>
        public Word Relative =>
            Reference is null ? WordText.Product([]) : WordText.Between(Reference, Word.Of);

        /// <summary>The argument with everything that it reads itself read relatively.</summary>
        public Word RelativeArgument =>
            WordText.With(Argument, absolute => (this with { Word = absolute }).Relative);

        /// <summary>Whether there is nothing to read s relatively to, or s is it.</summary>
        public bool IsUnit => Relative is Word.Unit;
    }

    /// <summary>AbsWin(S)@s.</summary>
    /// <param name="At">The tokens of the domain.</param>
    /// <param name="Window">S.</param>
    /// <param name="Place">s.</param>
    public sealed record OfWindow(Extent At, string Window, Word Place) : Hatch(At);

    /// <summary>One function per case.</summary>
    public T Match<T>(Func<OfPosition, T> position, Func<OfWindow, T> window) =>
        this switch
        {
            OfPosition hatch => position(hatch),
            OfWindow hatch => window(hatch),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What is read, for example <c>the orientation of g itself</c>.</summary>
    public string Reads =>
        Match(
            position: hatch => $"the {hatch.Subject} of {WordText.Of(hatch.Word.Of)} itself",
            window: hatch =>
                $"{hatch.Window} as it lies on the grid, not turned with {WordText.Of(hatch.Place)}"
        );
}
