using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>What the words of a term are made of.</summary>
/// <param name="Free">The letters that no reduction around binds.</param>
/// <param name="Depth">The greatest number of reductions around each other.</param>
/// <param name="IsTranslated">Whether L_ḡ f occurs.</param>
internal sealed record CaseLetters(ImmutableHashSet<GroupLetter> Free, int Depth, bool IsTranslated)
{
    private static readonly CaseLetters None = new([], 0, false);

    public static CaseLetters Of(WordTerm term) =>
        term.Match(
            number: _ => None,
            signal: signal => new([.. Of(signal.At)], 0, signal.IsTranslated),
            parameter: parameter => new([.. parameter.At.SelectMany(Of)], 0, false),
            pointwise: pointwise => Of(pointwise.Argument),
            sum: sum => All(sum.Terms),
            product: product => All(product.Factors),
            reduce: reduce =>
            {
                var body = Of(reduce.Body);
                return body with
                {
                    Free = reduce.Letter is { } letter ? body.Free.Remove(letter) : body.Free,
                    Depth = body.Depth + 1,
                };
            }
        );

    private static CaseLetters All(EqArray<WordTerm> terms) =>
        terms
            .Select(Of)
            .Aggregate(
                None,
                (all, one) =>
                    new(
                        all.Free.Union(one.Free),
                        Math.Max(all.Depth, one.Depth),
                        all.IsTranslated || one.IsTranslated
                    )
            );

    /// <summary>The letters of a word, as often as they occur.</summary>
    public static IEnumerable<GroupLetter> Of(GroupWord word) =>
        word switch
        {
            GroupWord.Letter letter => [letter.Symbol],
            GroupWord.Product product => Of(product.Left).Concat(Of(product.Right)),
            GroupWord.Inverse inverse => Of(inverse.Operand),
            GroupWord.LinearPart part => Of(part.Operand),
            GroupWord.TranslationPart part => Of(part.Operand),
            GroupWord.Identity => [],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
