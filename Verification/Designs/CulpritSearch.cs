using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Operators.Language.Editing;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Designs;

/// <summary>Finds what is to blame for the refutation of a design, by changing its text and proving what results.</summary>
/// <remarks>
/// Only what uses an escape hatch can be to blame: a formula without any is equivariant. The parts that use one are made
/// relative, the smallest first, until the prover proves the result; where none is proved, summands and factors are left out
/// instead. The blame is relative to the prover: a smaller part whose change holds and is not proved is not found.
/// </remarks>
public static class CulpritSearch
{
    /// <summary>The number of changes that are tried.</summary>
    public const int MostTried = 48;

    /// <summary>The number of repairs of one part.</summary>
    public const int MostRepairs = 2;

    /// <summary>The culprit of a refuted design; null for another, and where no change of one part is proved.</summary>
    /// <param name="report">The report on the design.</param>
    /// <param name="text">The text that writes it; the report's design as it is printed where none is given.</param>
    /// <param name="options">How much the second method runs on each repaired design.</param>
    /// <param name="cancellation">Checked in proofs, replays and tests.</param>
    /// <exception cref="DesignSyntaxException">The text is not a design.</exception>
    /// <exception cref="ArgumentException">The text writes another design than the report is about.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Culprit? Of(
        DesignReport report,
        string? text = null,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Theorem is not Verdict.Refuted)
            return null;
        var written = WrittenDesign.Read(
            text ?? DesignText.Render(report.Design),
            report.Design.Name
        );
        if (DesignParser.Parse(written.Text, report.Design.Name) != report.Design)
            throw new ArgumentException(
                $"The text writes another design than '{report.Design.Name}' of the report; expected the text that was verified.",
                nameof(text)
            );
        var parts = WrittenParts
            .Of(written, report.Design)
            .SelectMany(root => root.All)
            .ToEqArray();
        var trials = new RepairTrials(options, cancellation);
        var found = DesignEdit
            .Relative(written, parts)
            .Concat(DesignEdit.Dropped(written, parts))
            .Take(MostTried)
            .FirstOrDefault(edit => trials.Proved(edit) is not null);
        return found is null ? null : Culprit(written, parts, found, trials);
    }

    private static Culprit Culprit(
        WrittenDesign written,
        EqArray<WrittenPart> parts,
        DesignEdit found,
        RepairTrials trials
    )
    {
        var part = found.Part;
        var repairs = Candidates(written, parts, found)
            .DistinctBy(edit => edit.Text)
            .Select(edit => (edit, Report: trials.Proved(edit)))
            .Where(tried => tried.Report is not null)
            .Take(MostRepairs)
            .OrderBy(tried => tried.Report!.Groups.Count)
            .Select(tried => Repair(written, tried.edit, tried.Report!))
            .ToEqArray();
        return new(
            written.Text,
            written.Span(part.At),
            written.Slice(part.At),
            part.Hatches.Select(hatch => written.Span(hatch.At)).ToEqArray(),
            CulpritSentence.Of(part, written),
            repairs
        );
    }

    // Whole arguments first, for one that is relative in part is proved and reads badly; then the text without the part, and
    // without any absolute reading, which is equivariant for every H and every window.
    private static IEnumerable<DesignEdit> Candidates(
        WrittenDesign written,
        EqArray<WrittenPart> parts,
        DesignEdit found
    )
    {
        var around = parts
            .Where(other =>
                other.At.First <= found.Part.At.First && other.At.After >= found.Part.At.After
            )
            .ToEqArray();
        yield return DesignEdit.WholeArguments(written, parts, found.Part);
        foreach (var edit in DesignEdit.Dropped(written, around).Take(1))
            yield return edit;
        yield return DesignEdit.Everywhere(written, parts, found.Part);
        yield return found;
    }

    private static DesignRepair Repair(WrittenDesign written, DesignEdit edit, DesignReport report)
    {
        var (before, after) = (written.Text.Split('\n'), edit.Text.Split('\n'));
        return new(
            edit.Change,
            edit.Text,
            after
                .Index()
                .Where(line => line.Index >= before.Length || before[line.Index] != line.Item)
                .Select(line => line.Index + 1)
                .ToEqArray(),
            report
        );
    }
}
