using System.Runtime.CompilerServices;
using System.Text;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Proving;

/// <summary>
/// Texts by which terms are ordered: the whole term, and its shape, in which words are left out. Both sides of an equivariance
/// have the same shapes, so an order by shapes first is the same on both.
/// </summary>
internal sealed class TermKeys
{
    private readonly ConditionalWeakTable<WordTerm, string> _full = [];
    private readonly ConditionalWeakTable<WordTerm, string> _shapes = [];

    public string Full(WordTerm term) =>
        _full.GetValue(term, one => Text(one, Full, word => word.ToString()));

    public string Shape(WordTerm term) => _shapes.GetValue(term, one => Text(one, Shape, _ => "·"));

    private static string Text(
        WordTerm term,
        Func<WordTerm, string> part,
        Func<GroupWord, string> word
    )
    {
        string All(string name, IEnumerable<string> parts)
        {
            var text = new StringBuilder(name).Append('(');
            foreach (var one in parts)
                text.Append(one).Append(';');
            return text.Append(')').ToString();
        }
        return term.Match(
            number: number => number.Value.ToString(),
            signal: signal =>
                $"f[{signal.Channel}]({word(signal.At)}{(signal.IsTranslated ? "′" : "")})",
            parameter: parameter =>
                All(
                    parameter.Name,
                    parameter
                        .At.Select(word)
                        .Concat(parameter.Channels.Select(channel => $"[{channel}]"))
                ),
            pointwise: pointwise => All(pointwise.Function.Name, [part(pointwise.Argument)]),
            sum: sum => All("+", sum.Terms.Select(part)),
            product: product => All("·", product.Factors.Select(part)),
            reduce: reduce =>
                All($"{reduce.By} {reduce.Variable}∈{reduce.Over}", [part(reduce.Body)])
        );
    }
}
