namespace AgeFormal.Operators.Rendering;

/// <summary>How the symbols of the formula language are written. One traversal serves every notation.</summary>
internal sealed record Notation(
    Func<string, string> Variable,
    Func<string, bool, string> ParameterName,
    Func<PointwiseFunction, string> Function,
    Func<string, string> WindowName,
    Func<Coefficient, string> Number,
    Func<int, string> Index,
    Func<string, string, string, string> Signal,
    Func<string, string, string> Applied,
    Func<string, string> Inverse,
    Func<Reduction, string, string, string> Reduce,
    Func<string, string, string> Sampled,
    string SignalName,
    string TranslatedSignal,
    string Act,
    string Plus,
    string Times,
    string Comma,
    string Semicolon,
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
            Index: Decimal,
            Signal: (name, channel, at) => $"{name}[{channel}]({at})",
            Applied: (name, arguments) => $"{name}({arguments})",
            Inverse: of => $"{of}⁻¹",
            Reduce: (by, variable, domain) => $"{Symbol(by)}[{variable} ∈ {domain}] ",
            Sampled: (variable, at) => $"sample[{variable} = {at}] ",
            SignalName: "f",
            TranslatedSignal: "(L_ḡ f)",
            Act: "·",
            Plus: " + ",
            Times: " · ",
            Comma: ", ",
            Semicolon: "; ",
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
            Index: Decimal,
            Signal: (name, channel, at) => $"{name}_{{{channel}}}({at})",
            Applied: (name, arguments) => $"{name}({arguments})",
            Inverse: of => $"{of}^{{-1}}",
            Reduce: (by, variable, domain) => $@"{LatexSymbol(by)}_{{{variable} \in {domain}}} ",
            Sampled: (variable, at) => $@"\left[{variable} := {at}\right]\, ",
            SignalName: "f",
            TranslatedSignal: @"(L_{\bar g} f)",
            Act: @"\,",
            Plus: " + ",
            Times: @" \cdot ",
            Comma: ", ",
            Semicolon: "; ",
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

    /// <summary>MathML Core; brackets do not stretch, so that lines may be broken inside them.</summary>
    public static Notation MathMl { get; } =
        new(
            Variable: MathMlText.Name,
            ParameterName: (name, onGroup) =>
                onGroup && name == "weight" ? MathMlText.Identifier("ψ") : MathMlText.Name(name),
            Function: function =>
                MathMlText.Identifier(function == PointwiseFunction.Sigmoid ? "σ" : function.Name),
            WindowName: MathMlText.Name,
            Number: MathMlText.Number,
            Index: MathMlText.Integer,
            Signal: (name, channel, at) =>
                MathMlText.Indexed(name, channel) + MathMlText.Bracketed(at),
            Applied: (name, arguments) => name + MathMlText.Bracketed(arguments),
            Inverse: MathMlText.Inverse,
            Reduce: MathMlText.Reduce,
            Sampled: (variable, at) =>
                MathMlText.Bracket("[")
                + variable
                + MathMlText.Infix("≔")
                + at
                + MathMlText.Bracket("]")
                + "<mspace width=\"0.2em\"/>",
            SignalName: MathMlText.Identifier("f"),
            TranslatedSignal: MathMlText.Bracketed(
                MathMlText.Indexed(MathMlText.Identifier("L"), MathMlText.Identifier("ḡ"))
                    + MathMlText.Identifier("f")
            ),
            Act: "<mspace width=\"0.15em\"/>",
            Plus: MathMlText.Infix("+") + MathMlText.Break,
            Times: MathMlText.Infix("·") + MathMlText.Break,
            Comma: MathMlText.Separator(","),
            Semicolon: MathMlText.Separator(";"),
            Unit: MathMlText.Identifier("e"),
            PointPart: MathMlText.Indexed(MathMlText.Identifier("π"), MathMlText.Identifier("H")),
            TranslationPart: MathMlText.Indexed(
                MathMlText.Identifier("π"),
                MathMlText.Identifier("X")
            ),
            Absolute: MathMlText.Identifier("Abs"),
            AllSites: MathMlText.Identifier("𝒮"),
            WholeGroup: MathMlText.Identifier("G"),
            Translations: MathMlText.Identifier("N"),
            PointElements: MathMlText.Identifier("H"),
            Open: MathMlText.Bracket("("),
            Close: MathMlText.Bracket(")"),
            Channels: count => MathMlText.Indexed(MathMlText.Identifier("Ch"), $"<mn>{count}</mn>"),
            AbsoluteWindow: (name, at) =>
                MathMlText.Identifier("AbsWin")
                + MathMlText.Bracketed(MathMlText.Name(name))
                + MathMlText.Infix("@")
                + at,
            Lambda: (bound, body) =>
                MathMlText.Identifier("λ")
                + MathMlText.Bracketed(bound)
                + MathMlText.Separator(".")
                + MathMlText.Break
                + body
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

    private static string LatexName(string name)
    {
        var primes = name.Length - name.TrimEnd('′').Length;
        var stem = name[..^primes];
        return stem switch
            {
                "ḡ" => @"\bar g",
                "κ" => @"\kappa",
                { Length: 1 } => stem,
                _ => $@"\mathit{{{stem}}}",
            } + new string('\'', primes);
    }

    private static string Decimal(int value) =>
        value.ToString(System.Globalization.CultureInfo.InvariantCulture);

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
