namespace AgeFormal.Operators.Rendering;

/// <summary>The symbols of the formula language in LaTeX.</summary>
internal static class LatexNotation
{
    public static Notation Instance { get; } =
        new(
            Variable: LatexName,
            // A kernel is ψ, as in the papers; a parameter of channels alone keeps its name.
            ParameterName: (name, onGroup) =>
                onGroup && name == "weight"
                    ? @"\psi"
                    : $@"\mathrm{{{name.Replace("_", @"\_", StringComparison.Ordinal)}}}",
            Pointwise: (function, of) =>
                function.Exponent is { } k
                    ? $"({of})^{{{LatexNumber(k)}}}"
                    : $"{function.Latex}({of})",
            WindowName: LatexName,
            Number: LatexNumber,
            Index: Notation.Decimal,
            InGroup: (of, size, within) => $@"\lfloor {of}/{size} \rfloor \cdot {size} + {within}",
            Signal: (name, channel, at) => $"{name}_{{{channel}}}({at})",
            Applied: (name, arguments) => $"{name}({arguments})",
            Inverse: of => $"{of}^{{-1}}",
            Reduce: (by, variable, domain) => $@"{LatexSymbol(by)}_{{{variable} \in {domain}}} ",
            Member: (variable, domain) => $@"{variable} \in {domain}",
            Softmax: (over, body) => $@"\operatorname{{softmax}}_{{{over}}}({body})",
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
