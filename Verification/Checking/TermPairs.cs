using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>The simultaneous walk through two terms of one shape.</summary>
internal static class TermPairs
{
    /// <summary>Whether both terms have one shape and their signals and parameter arguments agree as given.</summary>
    public static bool Match(
        WordTerm left,
        WordTerm right,
        Func<WordTerm.Signal, WordTerm.Signal, bool> signal,
        Func<WordTerm.Parameter, int, GroupWord, GroupWord, bool> argument
    )
    {
        return Same(left, right);

        bool Same(WordTerm a, WordTerm b) =>
            Match(
                left: a,
                right: b,
                signal: signal,
                argument: argument,
                body: (_, x, y) => Same(x, y)
            );
    }

    /// <summary>Whether both terms have one shape and their signals, parameter arguments and bodies of reductions agree as given.</summary>
    public static bool Match(
        WordTerm left,
        WordTerm right,
        Func<WordTerm.Signal, WordTerm.Signal, bool> signal,
        Func<WordTerm.Parameter, int, GroupWord, GroupWord, bool> argument,
        Func<WordTerm.Reduce, WordTerm, WordTerm, bool> body
    )
    {
        bool Inner(WordTerm a, WordTerm b) =>
            Match(left: a, right: b, signal: signal, argument: argument, body: body);
        bool All(EqArray<WordTerm> a, EqArray<WordTerm> b) =>
            a.Count == b.Count && a.Zip(b).All(pair => Inner(pair.First, pair.Second));
        return left.Match(
            number: number => right == number,
            signal: a => right is WordTerm.Signal b && a.Channel == b.Channel && signal(a, b),
            parameter: a =>
                right is WordTerm.Parameter b
                && a.Name == b.Name
                && a.Channels == b.Channels
                && a.At.Count == b.At.Count
                && Enumerable.Range(0, a.At.Count).All(i => argument(a, i, a.At[i], b.At[i])),
            pointwise: a =>
                right is WordTerm.Pointwise b
                && a.Function.Equals(b.Function)
                && Inner(a.Argument, b.Argument),
            sum: a => right is WordTerm.Sum b && All(a.Terms, b.Terms),
            product: a => right is WordTerm.Product b && All(a.Factors, b.Factors),
            reduce: a =>
                right is WordTerm.Reduce b
                && a.By == b.By
                && a.Variable == b.Variable
                && a.Over == b.Over
                && body(a, a.Body, b.Body)
        );
    }
}
