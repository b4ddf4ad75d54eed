using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language.Editing;

/// <summary>
/// The names that a term uses as positions: where f is read, under Abs, after '@', and where a definition takes one. In the
/// body of a definition no declaration tells.
/// </summary>
internal static class PositionNames
{
    /// <summary>The names, in order of occurrence.</summary>
    /// <param name="expression">The term.</param>
    /// <param name="takesSites">Which arguments of a definition are positions.</param>
    public static IEnumerable<string> In(
        Expression expression,
        Func<string, EqArray<bool>> takesSites
    ) =>
        Positions(expression, takesSites)
            .Concat(Words(expression).SelectMany(Absolutes))
            .Select(Head)
            .OfType<string>()
            .Concat(Children(expression).SelectMany(child => In(child, takesSites)));

    private static IEnumerable<Word> Positions(
        Expression expression,
        Func<string, EqArray<bool>> takesSites
    ) =>
        expression switch
        {
            Expression.Call call => call
                .Before.Zip(takesSites(call.Name))
                .Where(argument => argument.Second)
                .Select(argument => argument.First),
            Expression.Read or Expression.Reduce or Expression.Softmax or Expression.Sampled =>
                Words(expression),
            Expression other => [],
        };

    private static IEnumerable<Word> Words(Expression expression) =>
        expression.Match<IEnumerable<Word>>(
            number: _ => [],
            read: read => [read.Place],
            apply: _ => [],
            power: _ => [],
            call: call => call.Before,
            sum: _ => [],
            product: _ => [],
            reciprocal: _ => [],
            reduce: reduce => Places(reduce.Binders),
            softmax: softmax => Places(softmax.Binders),
            sampled: sampled => [sampled.Place]
        );

    private static IEnumerable<Word> Places(EqArray<Binder> binders) =>
        binders.Select(binder => binder.Over.Place).OfType<Word>();

    private static IEnumerable<Expression> Children(Expression expression) =>
        expression.Match<IEnumerable<Expression>>(
            number: _ => [],
            read: _ => [],
            apply: apply => [apply.Argument],
            power: power => [power.Of],
            call: _ => [],
            sum: sum => sum.Terms,
            product: product => product.Factors,
            reciprocal: reciprocal => [reciprocal.Of],
            reduce: reduce => [reduce.Body],
            softmax: softmax => [softmax.Of],
            sampled: sampled => [sampled.Body]
        );

    // The positions that a word reads as elements of G.
    private static IEnumerable<Word> Absolutes(Word word) =>
        word.Match<IEnumerable<Word>>(
            name: _ => [],
            index: _ => [],
            inGroup: _ => [],
            unit: _ => [],
            absolute: absolute => Absolutes(absolute.Of).Prepend(absolute.Of),
            product: product => product.Factors.SelectMany(Absolutes),
            inverse: inverse => Absolutes(inverse.Of),
            pointPart: part => Absolutes(part.Of),
            translationPart: part => Absolutes(part.Of)
        );

    private static string? Head(Word word) =>
        word switch
        {
            Word.Name name => name.Text,
            Word.Product { Factors: var factors } => Head(factors[0]),
            Word other => null,
        };
}
