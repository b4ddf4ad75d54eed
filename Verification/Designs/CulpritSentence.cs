using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Operators.Language.Editing;

namespace AgeFormal.Verification.Designs;

/// <summary>What is wrong with a part of a text, in words.</summary>
internal static class CulpritSentence
{
    private const string Everywhere = "e, the same at every position";

    /// <summary>For example <c>reads the orientation of v itself; relative would be π_H(g⁻¹·v)</c>.</summary>
    public static string Of(WrittenPart part, WrittenDesign written) =>
        part.Hatches is [var only]
            ? only.Match(
                position: hatch => One(hatch, written),
                window: hatch => $"ranges over {hatch.Reads}; relative would be Win({hatch.Window})"
            )
            : $"reads {Listed(part.Hatches.Select(hatch => hatch.Reads).Distinct().ToEqArray())}, at {part.Hatches.Count} places that are to be made relative together";

    private static string One(Hatch.OfPosition hatch, WrittenDesign written) =>
        hatch.Argument.Extent == hatch.At
            ? $"reads {hatch.Reads}; relative would be {Relative(hatch)}"
            : $"lets {hatch.Reads} into '{written.Slice(hatch.Argument.Extent)}' of {hatch.Reader}; relative would be {WordText.Of(hatch.RelativeArgument)}";

    private static string Relative(Hatch.OfPosition hatch) =>
        (hatch.IsUnit, hatch.Relative, hatch.Subject) switch
        {
            (true, _, _) => Everywhere,
            (_, Word.Product of, "orientation") => $"π_H({WordText.Of(of)})",
            (_, Word.Product of, "position") => $"π_X({WordText.Of(of)})",
            (_, var of, _) => WordText.Of(of),
        };

    private static string Listed(EqArray<string> items) =>
        items.Count == 1
            ? items[0]
            : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}";
}
