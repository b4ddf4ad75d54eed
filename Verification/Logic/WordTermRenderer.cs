using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>Writes terms over group words in a notation of formulas.</summary>
internal sealed class WordTermRenderer
{
    private readonly Notation _notation;
    private readonly Renderer _renderer;
    private readonly Func<GroupWord, string> _word;

    public WordTermRenderer(Notation notation, Func<GroupWord, string>? word = null)
    {
        _notation = notation;
        _renderer = new Renderer(notation);
        var fold = new GroupWordRenderer(notation);
        _word = word ?? (of => of.Fold(fold).Text);
    }

    public static WordTermRenderer Text { get; } = new(Notation.Text, word => word.ToString());

    public string Term(WordTerm term) =>
        term.Match(
            number: number => _notation.Number(number.Value),
            signal: signal =>
                _notation.Signal(
                    signal.IsTranslated ? _notation.TranslatedSignal : _notation.SignalName,
                    _renderer.Channel(signal.Channel),
                    Word(signal.At)
                ),
            parameter: parameter =>
                _notation.Applied(
                    _notation.ParameterName(parameter.Name, parameter.At.Count > 0),
                    _renderer.Arguments(
                        parameter.At.Select(Word),
                        parameter.Channels.Select(_renderer.Channel)
                    )
                ),
            pointwise: pointwise =>
                _notation.Pointwise(pointwise.Function, Term(pointwise.Argument)),
            sum: sum => Joined(sum.Terms, _notation.Plus, 0),
            product: product => Joined(product.Factors, _notation.Times, 1),
            reduce: reduce =>
                _notation.Reduce(
                    reduce.By,
                    _notation.Variable(reduce.Variable),
                    _renderer.Domain(reduce.Over)
                ) + Term(reduce.Body)
        );

    public string Word(GroupWord word) => _word(word);

    private string Joined(EqArray<WordTerm> terms, string separator, int empty) =>
        terms.Count == 0
            ? _notation.Number(empty)
            : string.Join(
                separator,
                terms.Select(term =>
                    IsAtom(term) ? Term(term) : _notation.Open + Term(term) + _notation.Close
                )
            );

    private static bool IsAtom(WordTerm term) =>
        term.Match(
            number: _ => true,
            signal: _ => true,
            parameter: _ => true,
            pointwise: _ => true,
            sum: sum => sum.Terms.Count == 0,
            product: product => product.Factors.Count == 0,
            reduce: _ => false
        );
}
