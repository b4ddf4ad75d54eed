using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Positions and relative elements as normal forms, by what variables stand for: the checker's own reading of them, which no
/// other method uses.
/// </summary>
internal sealed class WordsOfElements
{
    /// <summary>Whether a variable was met that stands for nothing; what was read of it counts for nothing.</summary>
    public bool HasUnbound { get; private set; }

    public NormalForm Of(Site site, ImmutableDictionary<string, NormalForm> names) =>
        site.Match(
            variable: variable => Letter(variable.Name, names),
            moved: moved => Of(moved.Origin, names) * Of(moved.By, names)
        );

    public NormalForm Of(Rel rel, ImmutableDictionary<string, NormalForm> names) =>
        rel.Match(
            variable: variable => Letter(variable.Name, names),
            constant: constant => NormalForm.Of(GroupLetter.Whole(constant.Name)),
            unit: _ => NormalForm.Identity,
            between: between => Of(between.From, names).Inverse() * Of(between.To, names),
            product: product => Of(product.Left, names) * Of(product.Right, names),
            inverse: inverse => Of(inverse.Of, names).Inverse(),
            pointPart: part => Of(part.Of, names).LinearPart(),
            translationPart: part => Of(part.Of, names).TranslationPart(),
            absolute: absolute => Of(absolute.At, names)
        );

    private NormalForm Letter(string variable, ImmutableDictionary<string, NormalForm> names)
    {
        if (names.TryGetValue(variable, out var value))
            return value;
        HasUnbound = true;
        return NormalForm.Identity;
    }
}
