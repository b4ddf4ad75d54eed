namespace AgeFormal.Operators.Rendering;

/// <summary>How the symbols of the formula language are written. One traversal serves every notation.</summary>
internal sealed record Notation(
    Func<string, string> Variable,
    Func<string, bool, string> ParameterName,
    Func<PointwiseFunction, string> Function,
    Func<string, string> WindowName,
    Func<Coefficient, string> Number,
    Func<string, string, string> Signal,
    Func<string, string> Inverse,
    Func<Reduction, string, string, string> Reduce,
    Func<string, string, string> Sampled,
    string Act,
    string Times,
    string Unit,
    string PointPart,
    string TranslationPart,
    string Absolute,
    string AllSites,
    string WholeGroup,
    string Translations,
    string PointElements,
    string Open,
    string Close,
    Func<string, string> Channels,
    Func<string, string, string> AbsoluteWindow,
    Func<string, string, string> Lambda
)
{
    public static Notation Text { get; } =
        new(
            Variable: name => name,
            ParameterName: (name, _) => name,
            Function: function => function.Name,
            WindowName: name => $"Win({name})",
            Number: value => value.ToString(),
            Signal: (channel, at) => $"f[{channel}]({at})",
            Inverse: of => $"{of}⁻¹",
            Reduce: (by, variable, domain) => $"{Symbol(by)}[{variable} ∈ {domain}] ",
            Sampled: (variable, at) => $"sample[{variable} = {at}] ",
            Act: "·",
            Times: " · ",
            Unit: "e",
            PointPart: "π_H ",
            TranslationPart: "π_X ",
            Absolute: "Abs",
            AllSites: "Site",
            WholeGroup: "G",
            Translations: "N",
            PointElements: "H",
            Open: "(",
            Close: ")",
            Channels: count => $"Ch({count})",
            AbsoluteWindow: (name, at) => $"AbsWin({name})@{at}",
            Lambda: (bound, body) => $"λ({bound}). {body}"
        );

    /// <summary>The text notation in ASCII, names aside.</summary>
    public static Notation Ascii { get; } =
        Text with
        {
            Number = value =>
                value.ToString().Replace("π", "pi", StringComparison.Ordinal).Replace('−', '-'),
            Inverse = of => $"{of}^-1",
            Reduce = (by, variable, domain) =>
                $"{(by == Reduction.Sum ? "sum" : Symbol(by))}[{variable} in {domain}] ",
            Act = "*",
            Times = " * ",
            PointPart = "piH ",
            TranslationPart = "piX ",
            Lambda = (bound, body) => $"lambda({bound}). {body}",
        };

    public static Notation Latex { get; } =
        new(
            Variable: LatexName,
            // A kernel is ψ, as in the papers; a parameter of channels alone keeps its name.
            ParameterName: (name, onGroup) =>
                onGroup && name == "weight"
                    ? @"\psi"
                    : $@"\mathrm{{{name.Replace("_", @"\_", StringComparison.Ordinal)}}}",
            Function: function => function.Latex,
            WindowName: LatexName,
            Number: LatexNumber,
            Signal: (channel, at) => $"f_{{{channel}}}({at})",
            Inverse: of => $"{of}^{{-1}}",
            Reduce: (by, variable, domain) => $@"{LatexSymbol(by)}_{{{variable} \in {domain}}} ",
            Sampled: (variable, at) => $@"\left[{variable} := {at}\right]\, ",
            Act: @"\,",
            Times: @" \cdot ",
            Unit: "e",
            PointPart: @"\pi_H ",
            TranslationPart: @"\pi_X ",
            Absolute: @"\operatorname{Abs}",
            AllSites: @"\mathcal{S}",
            WholeGroup: "G",
            Translations: "N",
            PointElements: "H",
            Open: @"\left(",
            Close: @"\right)",
            Channels: count => $@"\{{1,\dots,{count}\}}",
            AbsoluteWindow: (name, at) => $@"\operatorname{{Abs}}({LatexName(name)})@{at}",
            Lambda: (bound, body) => $@"\lambda({bound}).\; {body}"
        );

    private static string Symbol(Reduction by) =>
        by switch
        {
            Reduction.Sum => "Σ",
            Reduction.Mean => "mean",
            Reduction.Max => "max",
            Reduction.Min => "min",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string LatexSymbol(Reduction by) =>
        by switch
        {
            Reduction.Sum => @"\sum",
            Reduction.Mean => @"\operatorname*{mean}",
            Reduction.Max => @"\max",
            Reduction.Min => @"\min",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string LatexName(string name) => name.Length == 1 ? name : $@"\mathit{{{name}}}";

    private static string LatexNumber(Coefficient value)
    {
        var text = value
            .ToString()
            .Replace("π", @"\pi ", StringComparison.Ordinal)
            .Replace('−', '-');
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? text.TrimEnd()
            : $@"\tfrac{{{text[..slash].TrimEnd()}}}{{{text[(slash + 1)..]}}}";
    }
}
