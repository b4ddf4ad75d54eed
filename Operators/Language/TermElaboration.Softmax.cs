namespace AgeFormal.Operators.Language;

/// <summary>softmax[v ∈ D](t): the term of <see cref="Operators.Softmax"/>.</summary>
internal sealed partial class TermElaboration
{
    private Term Softmax(Expression.Softmax softmax, Context context)
    {
        foreach (var (index, binder) in softmax.Binders.Index())
        {
            if (softmax.Binders.Take(index).Any(earlier => earlier.Name.Text == binder.Name.Text))
                throw faults.At(
                    binder.Name.At,
                    $"a second variable '{binder.Name.Text}'",
                    "another name"
                );
            CheckIsBound(binder.Name, context);
        }
        // A bound variable that is given a variable is called like it, so that the softmax is printed as one.
        string Named(Binder binder) => NameOf(context.Scope[binder.Name.Text]) ?? binder.Name.Text;
        // What a softmax ranges over is the same around it as in it.
        var outside = context with
        {
            Scope = context.Scope.RemoveRange(softmax.Binders.Select(binder => binder.Name.Text)),
        };
        Term Over(Reduction by, Context at, Func<Context, Term> body) =>
            Reduce(
                softmax.At,
                by,
                softmax.Binders,
                Named,
                outside with
                {
                    Depth = at.Depth,
                },
                inside =>
                {
                    CheckFits(softmax, context, inside);
                    return body(inside);
                }
            );
        Term Power(Context at) =>
            Operators.Softmax.Power(
                Term(softmax.Of, at.Deeper(2)),
                Over(Reduction.Max, at.Deeper(3), inside => Term(softmax.Of, inside))
            );
        // The sum first: what is no softmax is said before what does not fit in it.
        var sum = Over(Reduction.Sum, context.Deeper(2), Power);
        return Operators.Softmax.Ratio(Power(context.Deeper()), sum);
    }

    private void CheckIsBound(Token name, Context context)
    {
        if (!context.Scope.ContainsKey(name.Text))
            throw faults.At(
                name.At,
                $"a softmax over '{name.Text}', which is not bound around it",
                $"a variable of the sum or definition in which the weight is used, as in Σ[{name.Text} ∈ …] softmax[{name.Text} ∈ …](…)",
                context
            );
    }

    // The variable around a softmax and the one that it binds are of one sort.
    private void CheckFits(Expression.Softmax softmax, Context around, Context inside)
    {
        foreach (var binder in softmax.Binders)
        {
            var (at, bound) = (around.Scope[binder.Name.Text], inside.Scope[binder.Name.Text]);
            if (at.Sort != Sort.Open && at.Sort != bound.Sort)
                throw faults.At(
                    binder.Name.At,
                    $"a softmax over {at.Shown}",
                    bound.Sort switch
                    {
                        Sort.Site => "a position, as the domain has",
                        Sort.Rel => "a relative element, as the domain has",
                        _ => "a channel index, as the domain has",
                    },
                    around
                );
        }
    }

    private static string? NameOf(Value value) =>
        value switch
        {
            { Sort: Sort.Site, AsSite: Site.Variable site } => site.Name,
            { Sort: Sort.Rel, AsRel: Rel.Variable rel } => rel.Name,
            { Sort: Sort.Channel, AsChannel: Channel.Variable channel } => channel.Name,
            Value other => null,
        };
}
