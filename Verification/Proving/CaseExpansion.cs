using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>
/// Terms written out in a case: reductions over H and over windows of known points as their elements, those over G and over
/// positions as reductions over N for each element of H, parameters as 0 outside of their windows.
/// </summary>
/// <param name="vocabulary">What the terms name.</param>
/// <param name="assumptions">Which parameters are isotropic.</param>
/// <param name="matching">When two monomials have the same factors, and how many steps are left.</param>
internal sealed class CaseExpansion(
    Vocabulary vocabulary,
    EqArray<Condition> assumptions,
    CaseMatching matching
)
{
    private readonly CaseGroup _group = new(vocabulary.Group);
    private readonly bool _isOnLattice = vocabulary.InputFibre == Fibre.Trivial;

    /// <summary>The tables of H.</summary>
    public CaseGroup Group => _group;

    /// <summary>The term as a sum.</summary>
    public CasePolynomial Of(WordTerm term, CaseScope scope)
    {
        var monomials = new List<CaseMonomial>();
        Collect(term, scope, new(Rational.One, []), monomials);
        return Collected(monomials);
    }

    private CasePolynomial Collected(List<CaseMonomial> monomials)
    {
        var kept = new List<CaseMonomial>();
        var places = new Dictionary<int, List<int>>();
        foreach (var monomial in monomials)
        {
            if (!places.TryGetValue(monomial.Key, out var same))
                places.Add(monomial.Key, same = []);
            var at = same.FindIndex(i => matching.SameFactors(kept[i], monomial));
            if (at < 0)
            {
                same.Add(kept.Count);
                kept.Add(monomial);
            }
            else
                kept[same[at]] = kept[same[at]] with
                {
                    Coefficient = kept[same[at]].Coefficient + monomial.Coefficient,
                };
        }
        return new([.. kept.Where(monomial => monomial.Coefficient.Sign != 0)]);
    }

    private void Collect(WordTerm term, CaseScope scope, CaseMonomial by, List<CaseMonomial> into)
    {
        if (!matching.Step())
            return;
        void Atom(CaseAtom atom) => into.Add(new(by.Coefficient, [.. by.Atoms, atom]));
        term.Match(
            number: number =>
            {
                CaseAtom[] pi = number.Value.IsRational
                    ? []
                    : [new CaseAtom.Pi(number.Value.PowerOfPi)];
                into.Add(new(by.Coefficient * number.Value.Factor, [.. by.Atoms, .. pi]));
                return true;
            },
            signal: signal =>
            {
                var at = scope.Element(signal.At);
                Atom(
                    new CaseAtom.Signal(
                        scope.Channel(signal.Channel),
                        at.Translation,
                        _isOnLattice ? -1 : at.Linear
                    )
                );
                return true;
            },
            parameter: parameter =>
            {
                if (Arguments(parameter, scope) is { } at)
                    Atom(
                        new CaseAtom.Parameter(
                            parameter.Name,
                            parameter.Channels.Select(scope.Channel).ToEqArray(),
                            at
                        )
                    );
                return true;
            },
            pointwise: pointwise =>
            {
                Atom(new CaseAtom.Function(pointwise.Function, Of(pointwise.Argument, scope)));
                return true;
            },
            sum: sum =>
            {
                foreach (var part in sum.Terms)
                    Collect(part, scope, by, into);
                return true;
            },
            product: product =>
            {
                if (Product(product, scope, by) is { } monomial)
                    into.Add(monomial);
                return true;
            },
            reduce: reduce =>
            {
                Reduce(reduce, scope, by, into);
                return true;
            }
        );
    }

    private CaseMonomial? Product(WordTerm.Product product, CaseScope scope, CaseMonomial by)
    {
        foreach (var factor in product.Factors)
            switch (Of(factor, scope))
            {
                case { Monomials: [] }:
                    return null;
                case { Monomials: [var one] }:
                    by = new(by.Coefficient * one.Coefficient, [.. by.Atoms, .. one.Atoms]);
                    break;
                case var several:
                    by = new(by.Coefficient, [.. by.Atoms, new CaseAtom.Whole(several)]);
                    break;
            }
        return by;
    }

    private void Reduce(
        WordTerm.Reduce reduce,
        CaseScope scope,
        CaseMonomial by,
        List<CaseMonomial> into
    )
    {
        var letter = reduce.Letter;
        var table = _group.Table;
        CaseBinder Binder(Domain over, int linear) =>
            new(reduce.By, over, reduce.Variable, letter, linear, reduce.Body, scope);
        void Written(IEnumerable<CaseElement> elements) =>
            Combine(
                reduce.By,
                [.. elements.Select(element => Of(reduce.Body, scope.With(letter!, element)))],
                by,
                into
            );
        void OverN(IEnumerable<int> linear) =>
            Combine(
                reduce.By,
                [
                    .. linear.Select(h => new CasePolynomial([
                        new(
                            Rational.One,
                            [new CaseAtom.Bound(Binder(new Domain.Translations(), h))]
                        ),
                    ])),
                ],
                by,
                into
            );
        void Bound() =>
            into.Add(
                new(
                    by.Coefficient,
                    [.. by.Atoms, new CaseAtom.Bound(Binder(reduce.Over, table.Identity))]
                )
            );
        bool Done(Action action)
        {
            action();
            return true;
        }
        reduce.Over.Match(
            sites: _ => Done(() => OverN(table.Elements)),
            wholeGroup: _ => Done(() => OverN(table.Elements)),
            translations: _ => Done(Bound),
            pointElements: _ =>
                Done(() => Written(table.Elements.Select(h => new CaseElement(_group.Origin, h)))),
            window: window =>
                Done(() =>
                {
                    if (vocabulary.FixedWindow(window.Name) is { } known)
                        Written(
                            known.Points.Points.Select(point => new CaseElement(
                                CaseTranslation.At(point),
                                table.Identity
                            ))
                        );
                    else
                        Bound();
                }),
            absoluteWindow: _ => throw new System.Diagnostics.UnreachableException(),
            channels: _ => Done(Bound)
        );
    }

    private static void Combine(
        Reduction kind,
        CasePolynomial[] values,
        CaseMonomial by,
        List<CaseMonomial> into
    )
    {
        if (kind is Reduction.Max or Reduction.Min)
        {
            into.Add(new(by.Coefficient, [.. by.Atoms, new CaseAtom.Extreme(kind, values)]));
            return;
        }
        var weight = kind == Reduction.Mean ? new Rational(1, values.Length) : Rational.One;
        foreach (var value in values)
        foreach (var one in value.Monomials)
            into.Add(new(by.Coefficient * weight * one.Coefficient, [.. by.Atoms, .. one.Atoms]));
    }

    /// <summary>What the axes read; null where one is outside of its window, so that the parameter is 0.</summary>
    private CaseArgument[]? Arguments(WordTerm.Parameter parameter, CaseScope scope)
    {
        var axes = vocabulary.RelativeAxes(parameter.Name);
        var isotropic = assumptions.Contains(new Condition.Isotropic(parameter.Name));
        var read = new CaseArgument[axes.Count];
        for (var i = 0; i < read.Length; i++)
        {
            var at = scope.Element(parameter.At[i]);
            if (axes[i] is not ParameterAxis.OfWindow axis)
            {
                read[i] = new(null, at.Linear, Turns: false);
                continue;
            }
            if (
                at.Translation.Constant is { } point
                && vocabulary.FixedWindow(axis.Window) is { } window
                && window.Points.IndexOf(point) < 0
            )
                return null;
            read[i] = new(
                at.Translation,
                0,
                isotropic || WordParts.IsOrigin(vocabulary, axis.Window)
            );
        }
        return read;
    }
}
