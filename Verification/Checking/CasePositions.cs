using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// The positions M n + x at which the symbol n with a number is read, M in GL(d, ℤ) and x without symbols that are bound
/// further inside, each with the kind of what reads it.
/// </summary>
internal sealed class CasePositions(
    Vocabulary vocabulary,
    CaseForm form,
    CaseVector zero,
    int number
)
{
    public IEnumerable<(string Kind, IntMatrix Matrix, CaseVector Offset)> Of(
        WordTerm term,
        CaseForm.Known known
    ) =>
        term.Match(
            number: _ => [],
            signal: signal => At("f", signal.At, known),
            parameter: parameter =>
                parameter.At.SelectMany((word, i) => At($"{parameter.Name} {i}", word, known)),
            pointwise: pointwise => Of(pointwise.Argument, known),
            sum: sum => sum.Terms.SelectMany(part => Of(part, known)),
            product: product => product.Factors.SelectMany(part => Of(part, known)),
            reduce: reduce => Inside(reduce, known).SelectMany(inner => Of(reduce.Body, inner))
        );

    private IEnumerable<CaseForm.Known> Inside(WordTerm.Reduce reduce, CaseForm.Known known)
    {
        var table = vocabulary.Group.Group;
        var symbol = zero.Symbol(known.Symbols);
        CaseForm.Known With(CaseVector x, int h, int more) =>
            known with
            {
                Elements = known.Elements.SetItem(reduce.Letter!, (x, h)),
                Symbols = known.Symbols + more,
            };
        return reduce.Over.Match<IEnumerable<CaseForm.Known>>(
            sites: _ => table.Elements.Select(h => With(symbol, h, 1)),
            wholeGroup: _ => table.Elements.Select(h => With(symbol, h, 1)),
            translations: _ => [With(symbol, table.Identity, 1)],
            pointElements: _ => table.Elements.Select(h => With(zero, h, 0)),
            window: window =>
                form.Points(window.Name) is { } points
                    ? points.Select(point => With(zero.Point(point), table.Identity, 0))
                    : [With(symbol, table.Identity, 1)],
            absoluteWindow: _ => throw new System.Diagnostics.UnreachableException(),
            channels: _ => [known with { Symbols = known.Symbols + 1 }]
        );
    }

    private IEnumerable<(string, IntMatrix, CaseVector)> At(
        string kind,
        GroupWord word,
        CaseForm.Known known
    )
    {
        var x = form.Element(word, known).X;
        if (!form.Step() || !x.IsFreeFrom(number + 1))
            yield break;
        var matrix = x.Of(number);
        if (matrix.Determinant() is 1 or -1)
            yield return (kind, matrix, x.Plus(zero.Symbol(number).Times(matrix), -1));
    }
}
