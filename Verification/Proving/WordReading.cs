using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>Writes a well-scoped formula over group words, every binder with a fresh name.</summary>
internal sealed class WordReading
{
    private readonly HashSet<string> _used;
    private readonly List<GroupLetter> _turned = [];

    private WordReading(IEnumerable<string> reserved) =>
        _used = new HashSet<string>(reserved, StringComparer.Ordinal);

    /// <summary>The body of Φ over words, with the letters of its positions and of its absolute windows.</summary>
    public static (WordTerm Body, EqArray<GroupLetter> Positions, EqArray<GroupLetter> Turned) Of(
        Formula formula
    )
    {
        var reading = new WordReading([
            WordTerm.Shift.Name,
            WordTerm.Turn.Name,
            .. formula.Body.Constants(),
        ]);
        var names = Names.Empty;
        var positions = new List<GroupLetter>();
        foreach (var site in formula.Sites)
        {
            var letter = GroupLetter.Whole(reading.Fresh(site));
            positions.Add(letter);
            names = names.With(site, GroupWord.Of(letter));
        }
        foreach (var channel in formula.Channels)
            names = names.With(channel, new Channel.Variable(reading.Fresh(channel)));
        var body = reading.Term(formula.Body, names);
        return (body, positions.ToEqArray(), reading._turned.ToEqArray());
    }

    private sealed record Names(
        ImmutableDictionary<string, GroupWord> Words,
        ImmutableDictionary<string, Channel> Channels
    )
    {
        public static Names Empty { get; } =
            new(
                ImmutableDictionary<string, GroupWord>.Empty,
                ImmutableDictionary<string, Channel>.Empty
            );

        public Names With(string name, GroupWord word) =>
            this with
            {
                Words = Words.SetItem(name, word),
            };

        public Names With(string name, Channel channel) =>
            this with
            {
                Channels = Channels.SetItem(name, channel),
            };

        public Channel Channel(Channel channel) => channel.Map(variable => Channels[variable.Name]);
    }

    private string Fresh(string name)
    {
        while (!_used.Add(name))
            name += "′";
        return name;
    }

    private WordTerm Term(Term term, Names names) =>
        term.Match<WordTerm>(
            constant: constant => new WordTerm.Number(constant.Value),
            signal: signal => new WordTerm.Signal(
                names.Channel(signal.Channel),
                Word(signal.At, names),
                IsTranslated: false
            ),
            parameter: parameter => new WordTerm.Parameter(
                parameter.Name,
                parameter.At.Select(rel => Word(rel, names)).ToEqArray(),
                parameter.Channels.Select(names.Channel).ToEqArray()
            ),
            pointwise: pointwise => new WordTerm.Pointwise(
                pointwise.Function,
                Term(pointwise.Argument, names)
            ),
            sum: sum => new WordTerm.Sum(sum.Terms.Select(part => Term(part, names)).ToEqArray()),
            product: product => new WordTerm.Product(
                product.Factors.Select(part => Term(part, names)).ToEqArray()
            ),
            reduce: reduce => Reduce(reduce, names),
            sampled: sampled => Term(Substitution.Expand(sampled), names)
        );

    private WordTerm.Reduce Reduce(Term.Reduce reduce, Names names)
    {
        var fresh = Fresh(reduce.Variable);
        WordTerm.Reduce Over(Domain domain, Names inner) =>
            new(reduce.By, fresh, domain, Term(reduce.Body, inner));
        WordTerm.Reduce Plain(GroupLetter letter) =>
            Over(reduce.Over, names.With(reduce.Variable, GroupWord.Of(letter)));
        return reduce.Over.Match(
            sites: _ => Plain(GroupLetter.Whole(fresh)),
            wholeGroup: _ => Plain(GroupLetter.Whole(fresh)),
            translations: _ => Plain(GroupLetter.Translation(fresh)),
            pointElements: _ => Plain(GroupLetter.Linear(fresh)),
            window: _ => Plain(GroupLetter.Translation(fresh)),
            absoluteWindow: window =>
            {
                var turn = Word(window.At, names).LinearOnly();
                var letter = GroupLetter.Translation(fresh);
                _turned.Add(letter);
                var inside = GroupWord.Of(letter);
                return Over(
                    new Domain.Window(window.Name),
                    names.With(reduce.Variable, turn.Inverted() * inside * turn)
                );
            },
            channels: _ =>
                Over(reduce.Over, names.With(reduce.Variable, new Channel.Variable(fresh)))
        );
    }

    private static GroupWord Word(Site site, Names names) => new ElementWords(names).Of(site);

    private static GroupWord Word(Rel rel, Names names) => new ElementWords(names).Of(rel);

    private sealed class ElementWords(Names names) : Elements<GroupWord>
    {
        protected override GroupWord Position(string name) => names.Words[name];

        protected override GroupWord Element(string name) => names.Words[name];

        protected override GroupWord Constant(string name) => GroupWord.Of(GroupLetter.Whole(name));

        protected override GroupWord Unit => GroupWord.One;

        protected override GroupWord Product(GroupWord left, GroupWord right) => left * right;

        protected override GroupWord Inverse(GroupWord of) => of.Inverted();

        protected override GroupWord PointPart(GroupWord of) => of.LinearOnly();

        protected override GroupWord TranslationPart(GroupWord of) => of.TranslationOnly();
    }
}
