namespace AgeFormal.Operators;

/// <summary>How the symbols of the formula language are written. One traversal serves every notation.</summary>
internal sealed record Notation(
    Func<string, string> Variable,
    Func<string, bool, string> ParameterName,
    Func<PointwiseFunction, string, string> Pointwise,
    Func<string, string> WindowName,
    Func<Coefficient, string> Number,
    Func<int, string> Index,
    Func<string, string, string, string> InGroup,
    Func<string, string, string, string> Signal,
    Func<string, string, string> Applied,
    Func<string, string> Inverse,
    Func<Reduction, string, string, string> Reduce,
    Func<string, string, string> Member,
    Func<string, string, string>? Softmax,
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
            Pointwise: (function, of) => Power(function, of, k => k) ?? $"{function.Name}({of})",
            WindowName: name => $"Win({name})",
            Number: value => value.ToString(),
            Index: Decimal,
            InGroup: (of, size, within) => $"⌊{of}/{size}⌋·{size} + {within}",
            Signal: (name, channel, at) => $"{name}[{channel}]({at})",
            Applied: (name, arguments) => $"{name}({arguments})",
            Inverse: of => $"{of}⁻¹",
            Reduce: (by, variable, domain) => $"{Symbol(by)}[{variable} ∈ {domain}] ",
            Member: (variable, domain) => $"{variable} ∈ {domain}",
            Softmax: (over, body) => $"softmax[{over}]({body})",
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
            Pointwise = (function, of) =>
                Power(function, of, k => k.Replace('−', '-')) ?? $"{function.Name}({of})",
            Inverse = of => $"{of}^-1",
            Reduce = (by, variable, domain) => $"{by.Name()}[{variable} in {domain}] ",
            Member = (variable, domain) => $"{variable} in {domain}",
            InGroup = (of, size, within) => $"floor({of}/{size})*{size} + {within}",
            Act = "*",
            Times = " * ",
            PointPart = "piH ",
            TranslationPart = "piX ",
            Lambda = (bound, body) => $"lambda({bound}). {body}",
        };

    /// <summary>The text notation with the term of every softmax written out, and with each function by its name.</summary>
    public static Notation InFull { get; } =
        Text with
        {
            Softmax = null,
            Pointwise = (function, of) => $"{function.Name}({of})",
        };

    private static string? Power(
        PointwiseFunction function,
        string of,
        Func<string, string> number
    ) => function.Exponent is { } k ? $"pow({of}, {number(k.ToString())})" : null;

    private static string Symbol(Reduction by) => by == Reduction.Sum ? "Σ" : by.Name();

    /// <summary>An index in digits.</summary>
    internal static string Decimal(int value) =>
        value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
