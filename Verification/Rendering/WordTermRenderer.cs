using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Rendering;

namespace AgeFormal.Verification.Rendering;

/// <summary>Writes terms over group words, in plain text or in LaTeX.</summary>
internal sealed class WordTermRenderer
{
    private readonly bool _latex;

    private WordTermRenderer(bool latex) => _latex = latex;

    public static WordTermRenderer Text { get; } = new(false);

    public static WordTermRenderer Latex { get; } = new(true);

    public string Term(WordTerm term) =>
        term.Match(
            number => Plain(new Term.Constant(number.Value)),
            signal =>
                _latex
                    ? $"{(signal.IsTranslated ? @"(L_{\bar g} f)" : "f")}_{{{Plain(signal.Channel)}}}({Word(signal.At)})"
                    : $"{(signal.IsTranslated ? "(L_ḡ f)" : "f")}[{Plain(signal.Channel)}]({Word(signal.At)})",
            parameter =>
                $"{Name(parameter.Name)}({string.Join(", ", parameter.At.Select(Word))}{(parameter.At.Count > 0 && parameter.Channels.Count > 0 ? "; " : "")}{string.Join(", ", parameter.Channels.Select(Plain))})",
            pointwise =>
                $"{(_latex ? pointwise.Function.Latex : pointwise.Function.Name)}({Term(pointwise.Argument)})",
            sum => Joined(sum.Terms, " + ", "0"),
            product => Joined(product.Factors, _latex ? @" \cdot " : " · ", "1"),
            reduce =>
                _latex
                    ? $"{Symbol(reduce.By)}_{{{Letters(reduce.Variable)} \\in {Plain(reduce.Over)}}} {Term(reduce.Body)}"
                    : $"{Symbol(reduce.By)}[{reduce.Variable} ∈ {Plain(reduce.Over)}] {Term(reduce.Body)}"
        );

    public string Word(GroupWord word) =>
        _latex ? word.Fold(GroupWordLatex.Instance).Text : word.ToString();

    private string Joined(EqArray<WordTerm> terms, string separator, string empty) =>
        terms.Count == 0
            ? empty
            : string.Join(
                separator,
                terms.Select(term => IsAtom(term) ? Term(term) : $"({Term(term)})")
            );

    private static bool IsAtom(WordTerm term) =>
        term.Match(
            _ => true,
            _ => true,
            _ => true,
            _ => true,
            sum => sum.Terms.Count == 0,
            product => product.Factors.Count == 0,
            _ => false
        );

    private string Symbol(Reduction by) =>
        by switch
        {
            Reduction.Sum => _latex ? @"\sum" : "Σ",
            Reduction.Mean => _latex ? @"\operatorname*{mean}" : "mean",
            Reduction.Max => _latex ? @"\max" : "max",
            Reduction.Min => _latex ? @"\min" : "min",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private string Name(string name) =>
        !_latex ? name
        : name == "weight" ? @"\psi"
        : $@"\mathrm{{{name.Replace("_", @"\_", StringComparison.Ordinal)}}}";

    private static string Letters(string name) => GroupWordLatex.Name(name);

    private string Plain(Term term) => _latex ? TermLatex.Render(term) : TermText.Render(term);

    private string Plain(Domain domain) =>
        _latex ? TermLatex.Render(domain) : TermText.Render(domain);

    private string Plain(Channel channel) =>
        _latex ? TermLatex.Render(channel) : TermText.Render(channel);
}

/// <summary>Group words as LaTeX; a product is bracketed under an inverse only.</summary>
internal sealed class GroupWordLatex : IGroupWordFold<(string Text, bool IsProduct)>
{
    public static GroupWordLatex Instance { get; } = new();

    public static string Name(string name)
    {
        if (name == WordTerm.Shift.Name)
            return @"\bar g";
        if (name == WordTerm.Turn.Name)
            return @"\kappa";
        var primes = name.Length - name.TrimEnd('′').Length;
        var stem = name[..^primes];
        return (stem.Length == 1 ? stem : $@"\mathit{{{stem}}}") + new string('\'', primes);
    }

    public (string Text, bool IsProduct) Letter(GroupLetter letter) => (Name(letter.Name), false);

    public (string Text, bool IsProduct) Product(
        (string Text, bool IsProduct) left,
        (string Text, bool IsProduct) right
    ) => ($@"{left.Text}\,{right.Text}", true);

    public (string Text, bool IsProduct) Inverse((string Text, bool IsProduct) operand) =>
        (operand.IsProduct ? $"({operand.Text})^{{-1}}" : $"{operand.Text}^{{-1}}", false);

    public (string Text, bool IsProduct) Identity() => ("e", false);

    public (string Text, bool IsProduct) LinearPart((string Text, bool IsProduct) operand) =>
        ($@"\pi_H({operand.Text})", false);

    public (string Text, bool IsProduct) TranslationPart((string Text, bool IsProduct) operand) =>
        ($@"\pi_X({operand.Text})", false);
}
