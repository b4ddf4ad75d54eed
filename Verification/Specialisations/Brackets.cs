using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Specialisations;

/// <summary>[r = e] and [c = c′] as parameters: δ[H](r), δ[S](r) for a window S, and δ[4](c, c′) for four channels.</summary>
internal static class Brackets
{
    private const string Prefix = "δ[";

    public static string Name(string of) => $"{Prefix}{of}]";

    public static bool IsBracket(WordTerm.Parameter parameter) =>
        parameter.Name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The bracket that a formal element of an axis takes.</summary>
    public static string Name(ParameterAxis axis) =>
        axis.Match(
            channels: channels => Name($"{channels.Count}"),
            pointElements: _ => Name("H"),
            window: window => Name(window.Window)
        );

    /// <summary>The declarations of all brackets that a design's axes can take.</summary>
    public static IEnumerable<ParameterDeclaration> Declare(Design design) =>
        design
            .Parameters.SelectMany(parameter => parameter.Axes)
            .Distinct()
            .Select(axis => new ParameterDeclaration(
                Name(axis),
                axis.Match<EqArray<ParameterAxis>>(
                    channels: _ => [axis, axis],
                    pointElements: _ => [axis],
                    window: _ => [axis]
                ),
                [],
                new Initial.Constant(0)
            ));

    /// <summary>
    /// w where the factor is [v = w] for a reduction over a domain that takes the value w once: e, or a channel. Null
    /// elsewhere.
    /// </summary>
    public static (GroupWord? Word, Channel? Channel)? Value(
        WordTerm factor,
        WordTerm.Reduce over,
        Vocabulary vocabulary
    )
    {
        if (factor is not WordTerm.Parameter bracket || !IsBracket(bracket))
            return null;
        if (bracket.Channels is [var left, var right])
            return over.Over is Domain.Channels of && bracket.Name == Name($"{of.Count}")
                ? IsValue(over.Variable, left, right)
                    ? (null, right)
                    : IsValue(over.Variable, right, left)
                        ? (null, left)
                        : null
                : null;
        var isUnit = over.Over.Match(
            sites: _ => false,
            wholeGroup: _ => false,
            translations: _ => bracket.Name != Name("H"),
            pointElements: _ => bracket.Name == Name("H"),
            window: window => bracket.Name != Name("H") && HasOrigin(vocabulary, window.Name),
            absoluteWindow: _ => false,
            channels: _ => false
        );
        return isUnit && bracket.At is [var word] && word.Normalise() == NormalForm.Of(over.Letter!)
            ? (GroupWord.One, null)
            : null;
    }

    // [v = c] where c is read without v.
    private static bool IsValue(string variable, Channel at, Channel value) =>
        at == new Channel.Variable(variable) && !value.Reads(variable);

    private static bool HasOrigin(Vocabulary vocabulary, string window) =>
        vocabulary.Window(window) is { } declared
        && declared.Points.Points.Any(point => point.All(x => x == 0));
}
