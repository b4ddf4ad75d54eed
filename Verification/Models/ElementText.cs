using AgeFormal.Algebra;

namespace AgeFormal.Verification.Models;

/// <summary>Elements of a torus group as text.</summary>
internal static class ElementText
{
    /// <summary>(x; h), for example <c>(0,1; r²)</c>.</summary>
    public static string Of(TorusGroup group, int element) =>
        $"({Translation(group, group.TranslationPart(element))}; {Linear(group, group.LinearPart(element))})";

    /// <summary>x, for example <c>0,1</c>.</summary>
    public static string Translation(TorusGroup group, int translation) =>
        string.Join(',', group.TranslationAt(translation));

    /// <summary>h, for example <c>r²</c>.</summary>
    public static string Linear(TorusGroup group, int linear) =>
        group.PointGroup.Group.ElementNames[linear];
}
