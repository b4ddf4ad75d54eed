using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>
/// softmax[v ∈ D](t) = e^(t − m)/Σ_{v ∈ D} e^(t − m) with m = max_{v ∈ D} t: the weight at v, which is bound around it, among all
/// v of D. It is no case of <see cref="Term"/> but this term, so that it is proved, evaluated, lowered and written to files as
/// such. No power is larger than e^0 where v is in D.
/// </summary>
internal static class Softmax
{
    /// <summary>The term of which <see cref="Find"/> tells what was written; null where it is another one.</summary>
    /// <remarks>A softmax of a t without v could not be read back, for nothing says that v is bound around it.</remarks>
    public static (EqArray<(string Variable, Domain Over)> Over, Term Of)? Find(Term.Product term)
    {
        if (
            term.Factors.Count != 2
            || term.Factors[0]
                is not Term.Pointwise { Argument: Term.Sum { Terms: { Count: 2 } shifted } }
            || term.Factors[1] is not Term.Pointwise { Argument: Term.Reduce sum }
        )
            return null;
        var over = Members(sum).ToEqArray();
        var free = FreeVariables.Of(shifted[0]);
        return
            over.Index().All(member => IsReadBack(over, member.Index, free))
            && Of(over, shifted[0]) == term
            ? (over, shifted[0])
            : null;
    }

    /// <summary>e^(t − m), the power of a term less its maximum.</summary>
    public static Term Power(Term term, Term maximum) =>
        new Term.Pointwise(PointwiseFunction.Exp, term - maximum);

    /// <summary>p/s.</summary>
    public static Term Ratio(Term power, Term sum) =>
        power * new Term.Pointwise(PointwiseFunction.Reciprocal, sum);

    private static Term Of(EqArray<(string Variable, Domain Over)> over, Term term)
    {
        var power = Power(term, Reduced(Reduction.Max, over, term));
        return Ratio(power, Reduced(Reduction.Sum, over, power));
    }

    private static Term Reduced(
        Reduction by,
        EqArray<(string Variable, Domain Over)> over,
        Term body
    ) =>
        over.Reverse()
            .Aggregate(
                body,
                (inside, member) => new Term.Reduce(by, member.Variable, member.Over, inside)
            );

    private static IEnumerable<(string Variable, Domain Over)> Members(Term term)
    {
        for (; term is Term.Reduce reduce; term = reduce.Body)
            yield return (reduce.Variable, reduce.Over);
    }

    // Variables are different, occur in t, and no domain reads its own or a later one.
    private static bool IsReadBack(
        EqArray<(string Variable, Domain Over)> over,
        int index,
        System.Collections.Immutable.ImmutableHashSet<string> free
    ) =>
        free.Contains(over[index].Variable)
        && over.Take(index)
            .All(earlier =>
                earlier.Variable != over[index].Variable
                && (
                    earlier.Over.Position is not { } at
                    || !FreeVariables.Of(at).Contains(over[index].Variable)
                )
            )
        && (
            over[index].Over.Position is not { } own
            || !FreeVariables.Of(own).Contains(over[index].Variable)
        );
}
