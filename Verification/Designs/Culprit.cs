using AgeFormal.Algebra;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Designs;

/// <summary>
/// What is to blame for the refutation of a design: the smallest subterm of its text that, made relative or left out, leaves a
/// design that is proved.
/// </summary>
/// <param name="Text">The text of the design.</param>
/// <param name="At">Where the subterm stands.</param>
/// <param name="Subterm">The subterm as written.</param>
/// <param name="Places">What in it, or in the definitions that it calls, reads the grid itself; all of them are to change together.</param>
/// <param name="Sentence">What it reads, and what it would read relatively.</param>
/// <param name="Repairs">Designs that differ at the subterm alone and are proved; at least one.</param>
public sealed record Culprit(
    string Text,
    SourceSpan At,
    string Subterm,
    EqArray<SourceSpan> Places,
    string Sentence,
    EqArray<DesignRepair> Repairs
)
{
    /// <summary>For example <c>8:20: 'Abs(v)' reads the orientation of v itself; relative would be π_H(g⁻¹·v)</c>.</summary>
    public override string ToString() => $"{At}: '{Subterm}' {Sentence}";

    /// <summary>The lines of the text with carets under the places, the sentence, and the repairs with their lines.</summary>
    public string Render() => CulpritText.Render(this);
}

/// <summary>A change of a refuted design that the prover proves and the second method bears out.</summary>
/// <param name="Change">The change in words.</param>
/// <param name="Text">The repaired text.</param>
/// <param name="Lines">The lines of the repaired text that differ, counted from 1.</param>
/// <param name="Report">The report on the repaired design, which is proved.</param>
public sealed record DesignRepair(
    string Change,
    string Text,
    EqArray<int> Lines,
    DesignReport Report
)
{
    /// <summary>For example <c>made relative: proved for every H</c>.</summary>
    public override string ToString() => $"{Change}: proved for {Report.Scope}";
}
