using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Whether a formula without samples is another one with its samples written out. Both are walked together, each with what
/// its variables stand for: v in t[v := s] stands for the word of s, and words are compared as normal forms. Nothing is
/// substituted, so that names cannot be captured here.
/// </summary>
internal sealed class SampleCheck
{
    private int _binders;
    private readonly WordsOfElements _words = new();

    private SampleCheck() { }

    /// <summary>Whether the second formula is the first one on the group.</summary>
    public static bool Holds(Formula written, Formula expanded)
    {
        if (
            written.Sites.Count != expanded.Sites.Count
            || written.Channels.Count != expanded.Channels.Count
        )
            return false;
        var check = new SampleCheck();
        var pair = new Pair(Values.Empty, Values.Empty);
        foreach (var (left, right) in written.Sites.Zip(expanded.Sites))
            pair = pair.With(left, right, NormalForm.Of(GroupLetter.Whole(check.Fresh())));
        foreach (var (left, right) in written.Channels.Zip(expanded.Channels))
            pair = pair.WithChannel(left, right, check.Fresh());
        return check.Same(written.Body, expanded.Body, pair) && !check._words.HasUnbound;
    }

    // What the variables of one side stand for: words, or the binders of channel indices.
    private sealed record Values(
        ImmutableDictionary<string, NormalForm> Words,
        ImmutableDictionary<string, string> Channels
    )
    {
        public static Values Empty { get; } =
            new(
                ImmutableDictionary<string, NormalForm>.Empty,
                ImmutableDictionary<string, string>.Empty
            );

        public Values With(string name, NormalForm value) =>
            new(Words.SetItem(name, value), Channels.Remove(name));

        public Values WithChannel(string name, string binder) =>
            new(Words.Remove(name), Channels.SetItem(name, binder));
    }

    private sealed record Pair(Values Written, Values Expanded)
    {
        public Pair With(string left, string right, NormalForm value) =>
            new(Written.With(left, value), Expanded.With(right, value));

        public Pair WithChannel(string left, string right, string binder) =>
            new(Written.WithChannel(left, binder), Expanded.WithChannel(right, binder));
    }

    // No name of a formula begins so.
    private string Fresh() => $"#{_binders++}";

    private bool Same(Term written, Term expanded, Pair names) =>
        written.Match(
            constant: left => expanded is Term.Constant right && left.Value == right.Value,
            signal: left =>
                expanded is Term.Signal right
                && Same(left.Channel, right.Channel, names)
                && Same(left.At, right.At, names),
            parameter: left =>
                expanded is Term.Parameter right
                && left.Name == right.Name
                && left.At.Count == right.At.Count
                && left.Channels.Count == right.Channels.Count
                && left.At.Zip(right.At).All(p => Same(p.First, p.Second, names))
                && left.Channels.Zip(right.Channels).All(p => Same(p.First, p.Second, names)),
            pointwise: left =>
                expanded is Term.Pointwise right
                && left.Function.Equals(right.Function)
                && Same(left.Argument, right.Argument, names),
            sum: left => expanded is Term.Sum right && Same(left.Terms, right.Terms, names),
            product: left =>
                expanded is Term.Product right && Same(left.Factors, right.Factors, names),
            reduce: left => expanded is Term.Reduce right && Same(left, right, names),
            sampled: left =>
                Same(
                    left.Body,
                    expanded,
                    names with
                    {
                        Written = names.Written.With(
                            left.Variable,
                            _words.Of(left.At, names.Written.Words)
                        ),
                    }
                )
        );

    private bool Same(EqArray<Term> left, EqArray<Term> right, Pair names) =>
        left.Count == right.Count && left.Zip(right).All(p => Same(p.First, p.Second, names));

    private bool Same(Term.Reduce left, Term.Reduce right, Pair names)
    {
        if (left.By != right.By)
            return false;
        var name = Fresh();
        bool Element(GroupLetter letter) =>
            left.Over == right.Over
            && Same(
                left.Body,
                right.Body,
                names.With(left.Variable, right.Variable, NormalForm.Of(letter))
            );
        return left.Over.Match(
            sites: _ => Element(GroupLetter.Whole(name)),
            wholeGroup: _ => Element(GroupLetter.Whole(name)),
            translations: _ => Element(GroupLetter.Translation(name)),
            pointElements: _ => Element(GroupLetter.Linear(name)),
            window: _ => Element(GroupLetter.Translation(name)),
            absoluteWindow: at =>
                right.Over is Domain.AbsoluteWindow other
                && at.Name == other.Name
                && Same(at.At, other.At, names)
                && Same(
                    left.Body,
                    right.Body,
                    names.With(
                        left.Variable,
                        right.Variable,
                        NormalForm.Of(GroupLetter.Translation(name))
                    )
                ),
            channels: _ =>
                left.Over == right.Over
                && Same(
                    left.Body,
                    right.Body,
                    names.WithChannel(left.Variable, right.Variable, name)
                )
        );
    }

    private static bool Same(Channel left, Channel right, Pair names) =>
        left.Matches(
            right,
            (a, at) =>
                at is Channel.Variable b
                && names.Written.Channels.TryGetValue(a.Name, out var known)
                && names.Expanded.Channels.TryGetValue(b.Name, out var other)
                && known == other
        );

    private bool Same(Site left, Site right, Pair names) =>
        _words.Of(left, names.Written.Words) == _words.Of(right, names.Expanded.Words);

    private bool Same(Rel left, Rel right, Pair names) =>
        _words.Of(left, names.Written.Words) == _words.Of(right, names.Expanded.Words);
}
