using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Whether a term over words is the body of a formula at displaced arguments: both are walked together and the
/// positions are compared as normal forms, up to the names of binders.
/// </summary>
internal sealed class ReadingCheck
{
    private readonly Displacement _displacement;
    private readonly WordsOfElements _words = new();

    private ReadingCheck(Displacement displacement) => _displacement = displacement;

    public static bool Holds(Formula formula, Displacement displacement, WordTerm term)
    {
        var check = new ReadingCheck(displacement);
        if (displacement == Displacement.Right && formula.Sites.Count != 1)
            return false;
        // Positions and output channels keep their names; a name that is reserved takes primes.
        var taken = new HashSet<string>(StringComparer.Ordinal)
        {
            WordTerm.Shift.Name,
            WordTerm.Turn.Name,
        };
        foreach (var constant in ConstantNames.In(formula.Body))
            taken.Add(constant);
        var names = Known.Empty with { Reserved = taken.ToImmutableHashSet() };
        foreach (var site in formula.Sites)
        {
            var name = names.Unused(site);
            var letter = NormalForm.Of(GroupLetter.Whole(name));
            var value = displacement switch
            {
                Displacement.None => letter,
                Displacement.Left => NormalForm.Of(WordTerm.Shift) * letter,
                Displacement.Right => letter * NormalForm.Of(WordTerm.Turn),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            names = names.With(site, name, value);
        }
        foreach (var channel in formula.Channels)
        {
            var name = names.Unused(channel);
            names = names.WithChannel(channel, name);
        }
        return check.Term(formula.Body, term, names) && !check._words.HasUnbound;
    }

    private sealed record Known(
        ImmutableDictionary<string, NormalForm> Words,
        ImmutableDictionary<string, Channel> Channels,
        ImmutableHashSet<string> Reserved
    )
    {
        public static Known Empty { get; } =
            new(
                ImmutableDictionary<string, NormalForm>.Empty,
                ImmutableDictionary<string, Channel>.Empty,
                []
            );

        public string Unused(string name)
        {
            while (Reserved.Contains(name))
                name += "′";
            return name;
        }

        public Known With(string variable, string name, NormalForm value) =>
            this with
            {
                Words = Words.SetItem(variable, value),
                Channels = Channels.Remove(variable),
                Reserved = Reserved.Add(name),
            };

        /// <summary>A variable that stands for a word over letters that are there.</summary>
        public Known WithSample(string variable, NormalForm value) =>
            this with
            {
                Words = Words.SetItem(variable, value),
                Channels = Channels.Remove(variable),
            };

        public Known WithChannel(string variable, string name) =>
            this with
            {
                Words = Words.Remove(variable),
                Channels = Channels.SetItem(variable, new Channel.Variable(name)),
                Reserved = Reserved.Add(name),
            };

        public bool Same(Channel channel, Channel other) =>
            channel.Matches(
                other,
                (variable, at) => Channels.TryGetValue(variable.Name, out var known) && known == at
            );
    }

    private bool Term(Term term, WordTerm read, Known names) =>
        term.Match(
            constant: constant => read is WordTerm.Number number && number.Value == constant.Value,
            signal: signal =>
                read is WordTerm.Signal at
                && at.IsTranslated == (_displacement == Displacement.Left)
                && names.Same(signal.Channel, at.Channel)
                && _words.Of(signal.At, names.Words) == at.At.Normalise(),
            parameter: parameter =>
                read is WordTerm.Parameter at
                && at.Name == parameter.Name
                && at.At.Count == parameter.At.Count
                && at.Channels.Count == parameter.Channels.Count
                && parameter
                    .At.Zip(at.At)
                    .All(p => _words.Of(p.First, names.Words) == p.Second.Normalise())
                && parameter.Channels.Zip(at.Channels).All(p => names.Same(p.First, p.Second)),
            pointwise: pointwise =>
                read is WordTerm.Pointwise at
                && at.Function.Equals(pointwise.Function)
                && Term(pointwise.Argument, at.Argument, names),
            sum: sum => read is WordTerm.Sum at && Terms(sum.Terms, at.Terms, names),
            product: product =>
                read is WordTerm.Product at && Terms(product.Factors, at.Factors, names),
            reduce: reduce =>
                read is WordTerm.Reduce at && at.By == reduce.By && Reduce(reduce, at, names),
            sampled: sampled =>
                Term(
                    sampled.Body,
                    read,
                    names.WithSample(sampled.Variable, _words.Of(sampled.At, names.Words))
                )
        );

    private bool Terms(EqArray<Term> terms, EqArray<WordTerm> read, Known names) =>
        terms.Count == read.Count && terms.Zip(read).All(p => Term(p.First, p.Second, names));

    private bool Reduce(Term.Reduce reduce, WordTerm.Reduce read, Known names)
    {
        // A binder that took a name in scope would capture it.
        if (names.Reserved.Contains(read.Variable))
            return false;
        bool Element(NormalForm value) =>
            Term(reduce.Body, read.Body, names.With(reduce.Variable, read.Variable, value));
        bool Same(GroupLetter letter) => reduce.Over == read.Over && Element(NormalForm.Of(letter));
        return reduce.Over.Match(
            sites: _ => Same(GroupLetter.Whole(read.Variable)),
            wholeGroup: _ => Same(GroupLetter.Whole(read.Variable)),
            translations: _ => Same(GroupLetter.Translation(read.Variable)),
            pointElements: _ => Same(GroupLetter.Linear(read.Variable)),
            window: _ => Same(GroupLetter.Translation(read.Variable)),
            absoluteWindow: window =>
            {
                var turn = _words.Of(window.At, names.Words).LinearPart();
                var inside = NormalForm.Of(GroupLetter.Translation(read.Variable));
                return read.Over == new Domain.Window(window.Name)
                    && Element(turn.Inverse() * inside * turn);
            },
            channels: _ =>
                reduce.Over == read.Over
                && Term(reduce.Body, read.Body, names.WithChannel(reduce.Variable, read.Variable))
        );
    }
}
