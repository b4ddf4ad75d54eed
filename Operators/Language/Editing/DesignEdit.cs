using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language.Editing;

/// <summary>One change of a text: a part is made relative, or left out.</summary>
/// <param name="Change">The change in words.</param>
/// <param name="Part">The part.</param>
/// <param name="Text">The text after the change.</param>
internal sealed record DesignEdit(string Change, WrittenPart Part, string Text)
{
    /// <summary>
    /// Every part made relative, the smallest first: each position in it that is read as an element of G is read relatively,
    /// each window turns. Of parts with the same escape hatches the smallest alone.
    /// </summary>
    public static IEnumerable<DesignEdit> Relative(
        WrittenDesign written,
        EqArray<WrittenPart> parts
    ) =>
        Smallest(parts)
            .DistinctBy(part => part.Hatches.Select(hatch => hatch.At.First).Order().ToEqArray())
            .Select(part => Relative("made relative", written, part, part.Hatches));

    /// <summary>A part made relative with all that is read in the same arguments.</summary>
    public static DesignEdit WholeArguments(
        WrittenDesign written,
        EqArray<WrittenPart> parts,
        WrittenPart part
    )
    {
        var arguments = Positions(part.Hatches).Select(hatch => hatch.Argument.Extent).ToHashSet();
        return Relative(
            "made relative",
            written,
            part,
            All(parts)
                .Where(hatch =>
                    part.Hatches.Contains(hatch)
                    || hatch is Hatch.OfPosition position
                        && arguments.Contains(position.Argument.Extent)
                )
                .ToEqArray()
        );
    }

    /// <summary>A text without escape hatches, made from one for the sake of a part.</summary>
    public static DesignEdit Everywhere(
        WrittenDesign written,
        EqArray<WrittenPart> parts,
        WrittenPart part
    ) => Relative("made relative everywhere", written, part, All(parts));

    /// <summary>Every summand or factor that uses an escape hatch left out, the smallest first.</summary>
    public static IEnumerable<DesignEdit> Dropped(
        WrittenDesign written,
        EqArray<WrittenPart> parts
    ) =>
        from part in Smallest(parts)
        where part.Dropped is not null
        select new DesignEdit(
            $"without '{written.Slice(part.At)}'",
            part,
            written.With([part.Dropped!])
        );

    private static IEnumerable<WrittenPart> Smallest(EqArray<WrittenPart> parts) =>
        parts
            .Where(part => part.Hatches.Count > 0)
            .OrderBy(part => part.Size)
            .ThenBy(part => part.At.First);

    private static EqArray<Hatch> All(EqArray<WrittenPart> parts) =>
        parts.SelectMany(part => part.Hatches).Distinct().ToEqArray();

    private static IEnumerable<Hatch.OfPosition> Positions(EqArray<Hatch> hatches) =>
        hatches.OfType<Hatch.OfPosition>();

    private static DesignEdit Relative(
        string change,
        WrittenDesign written,
        WrittenPart part,
        EqArray<Hatch> hatches
    )
    {
        var windows = hatches
            .OfType<Hatch.OfWindow>()
            .Select(hatch => new TextReplacement(
                hatch.At,
                $"{DesignWords.Window}({hatch.Window})"
            ));
        var arguments = Positions(hatches)
            .GroupBy(hatch => hatch.Argument.Extent)
            .Select(group => new TextReplacement(group.Key, Argument([.. group])));
        return new(change, part, written.With([.. windows, .. arguments]));
    }

    // The argument in which some positions stand, with them read relatively.
    private static string Argument(EqArray<Hatch.OfPosition> hatches) =>
        WordText.Of(
            WordText.With(
                hatches[0].Argument,
                absolute =>
                    hatches.FirstOrDefault(hatch => hatch.At == absolute.Extent) is { } hatch
                        ? hatch.Relative
                        : absolute
            )
        );
}
