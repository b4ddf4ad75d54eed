namespace AgeFormal.Verification.Checking;

/// <summary>Whether two terms differ only in parts of parameter arguments that are not read.</summary>
internal static class ReadPartCheck
{
    public static bool Same(Vocabulary vocabulary, WordTerm left, WordTerm right)
    {
        bool Inner(WordTerm a, WordTerm b) => Same(vocabulary, a, b);
        return left.Match(
            number: number => number == right,
            signal: signal => signal == right,
            parameter: a => right is WordTerm.Parameter b && Same(vocabulary, a, b),
            pointwise: a =>
                right is WordTerm.Pointwise b
                && a.Function.Equals(b.Function)
                && Inner(a.Argument, b.Argument),
            sum: a =>
                right is WordTerm.Sum b
                && a.Terms.Count == b.Terms.Count
                && a.Terms.Zip(b.Terms, Inner).All(same => same),
            product: a =>
                right is WordTerm.Product b
                && a.Factors.Count == b.Factors.Count
                && a.Factors.Zip(b.Factors, Inner).All(same => same),
            reduce: a =>
                right is WordTerm.Reduce b
                && a == (b with { Body = a.Body })
                && Inner(a.Body, b.Body)
        );
    }

    private static bool Same(Vocabulary vocabulary, WordTerm.Parameter a, WordTerm.Parameter b)
    {
        if (a != (b with { At = a.At }) || a.At.Count != b.At.Count)
            return false;
        var axes = vocabulary.RelativeAxes(a.Name);
        if (axes.Count != a.At.Count)
            return false;
        for (var i = 0; i < axes.Count; i++)
        {
            var (left, right) = (a.At[i].Normalise(), b.At[i].Normalise());
            var same = axes[i]
                .Match(
                    channels: _ => false,
                    pointElements: _ => left.Linear == right.Linear,
                    window: _ => left.Translation == right.Translation
                );
            if (!same)
                return false;
        }
        return true;
    }
}
