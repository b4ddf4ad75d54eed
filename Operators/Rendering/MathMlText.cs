using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace AgeFormal.Operators.Rendering;

/// <summary>The tokens of MathML Core from which formulas are put together.</summary>
internal static class MathMlText
{
    /// <summary>Where a line may end. An escaped name cannot hold this character.</summary>
    public const string Break = "\u200b";

    private const string Space = "&#xA0;";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly Dictionary<string, string> Greek = new(StringComparer.Ordinal)
    {
        ["alpha"] = "α",
        ["beta"] = "β",
        ["gamma"] = "γ",
        ["delta"] = "δ",
        ["theta"] = "θ",
        ["kappa"] = "κ",
        ["lambda"] = "λ",
        ["mu"] = "μ",
        ["phi"] = "φ",
        ["psi"] = "ψ",
        ["rho"] = "ρ",
        ["sigma"] = "σ",
        ["tau"] = "τ",
        ["chi"] = "χ",
        ["omega"] = "ω",
    };

    /// <summary>The tokens in <c>math</c> elements, one per unbreakable part.</summary>
    public static string Document(string tokens) =>
        string.Join(
            "<wbr/>",
            tokens
                .Split(Break, StringSplitOptions.RemoveEmptyEntries)
                .Select(part => $"<math displaystyle=\"true\">{part}</math>")
        );

    /// <summary>A name: one letter in italics, Greek letters by their names, a trailing number as an index.</summary>
    public static string Name(string name)
    {
        var primes = name.Length - name.TrimEnd('′').Length;
        var stem = name[..^primes];
        var letters = stem.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (letters.Length == 0)
            return Identifier(name);
        var index = stem[letters.Length..];
        var head =
            letters.TrimEnd('_') is { Length: > 0 } bare && index.Length > 0 ? bare : letters;
        var token = Identifier(Greek.GetValueOrDefault(head, head) + name[stem.Length..]);
        return index.Length == 0 ? token : $"<msub>{token}<mn>{index}</mn></msub>";
    }

    /// <summary>An identifier as it is.</summary>
    public static string Identifier(string name) => $"<mi>{Escaped(name)}</mi>";

    /// <summary>An operator between two operands.</summary>
    public static string Infix(string symbol) =>
        $"<mo form=\"infix\" stretchy=\"false\">{Escaped(symbol)}</mo>";

    /// <summary>A punctuation mark.</summary>
    public static string Separator(string symbol) =>
        $"<mo separator=\"true\" lspace=\"0\" rspace=\"0.2em\">{Escaped(symbol)}</mo>";

    /// <summary>A bracket of the height of a letter, so that the tokens inside may be broken over lines.</summary>
    public static string Bracket(string symbol) =>
        $"<mo form=\"{(symbol is "(" or "[" or "{" or "⌊" ? "prefix" : "postfix")}\" stretchy=\"false\">{symbol}</mo>";

    /// <summary>x in round brackets.</summary>
    public static string Bracketed(string tokens) => Bracket("(") + tokens + Bracket(")");

    /// <summary>Words inside a formula. Spaces at their ends stay, which <c>mtext</c> would drop.</summary>
    public static string Words(string text) =>
        $"<mtext>{(text.StartsWith(' ') ? Space : "")}{Escaped(text.Trim())}{(text.EndsWith(' ') ? Space : "")}</mtext>";

    /// <summary>n.</summary>
    public static string Integer(int value) =>
        value < 0
            ? $"<mrow><mo form=\"prefix\" lspace=\"0\" rspace=\"0\">−</mo>{Integer(-value)}</mrow>"
            : $"<mn>{value.ToString(CultureInfo.InvariantCulture)}</mn>";

    /// <summary>q·πⁿ.</summary>
    public static string Number(Coefficient value)
    {
        var text = value.ToString();
        var sign = text.StartsWith('−')
            ? "<mo form=\"prefix\" lspace=\"0\" rspace=\"0\">−</mo>"
            : "";
        var parts = text.TrimStart('−').Split('/');
        return parts.Length == 1
            ? $"<mrow>{sign}{Digits(parts[0])}</mrow>"
            : $"<mrow>{sign}<mfrac displaystyle=\"false\"><mrow>{Digits(parts[0])}</mrow><mrow>{Digits(parts[1])}</mrow></mfrac></mrow>";
    }

    /// <summary>x⁻¹.</summary>
    public static string Inverse(string of) =>
        $"<msup><mrow>{of}</mrow><mrow><mo form=\"prefix\" lspace=\"0\" rspace=\"0\">−</mo><mn>1</mn></mrow></msup>";

    /// <summary>x with an exponent.</summary>
    public static string Power(string of, string exponent) =>
        $"<msup><mrow>{of}</mrow><mrow>{exponent}</mrow></msup>";

    /// <summary>x with an index below.</summary>
    public static string Indexed(string token, string index) =>
        $"<msub><mrow>{token}</mrow><mrow>{index}</mrow></msub>";

    /// <summary>⌊c/n⌋·n + j.</summary>
    public static string InGroup(string of, string size, string within) =>
        $"{Bracket("⌊")}{of}{Infix("/")}{size}{Bracket("⌋")}{Infix("·")}{size}{Infix("+")}{within}";

    /// <summary>Red over v ∈ D.</summary>
    public static string Reduce(Reduction by, string variable, string domain) =>
        $"<munder>{Symbol(by)}<mrow>{Member(variable, domain)}</mrow></munder><mspace width=\"0.2em\"/>";

    /// <summary>v ∈ D.</summary>
    public static string Member(string variable, string domain) =>
        $"{variable}{Infix("∈")}{domain}";

    private static string Symbol(Reduction by) =>
        by switch
        {
            Reduction.Sum => "<mo form=\"prefix\" largeop=\"true\" movablelimits=\"false\">∑</mo>",
            Reduction.Mean => "<mi>mean</mi>",
            Reduction.Max => "<mi>max</mi>",
            Reduction.Min => "<mi>min</mi>",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Escaped(string text) =>
        Encoder.Encode(text).Replace(Break, "&#x200B;", StringComparison.Ordinal);

    // Digits, π and its power, as Coefficient writes them.
    private static string Digits(string text)
    {
        var pi = text.IndexOf('π', StringComparison.Ordinal);
        if (pi < 0)
            return $"<mn>{Escaped(text)}</mn>";
        var factor = pi == 0 ? "" : $"<mn>{text[..pi]}</mn>";
        var power = text[(pi + 1)..].TrimStart('^');
        return factor
            + (power.Length == 0 ? "<mi>π</mi>" : $"<msup><mi>π</mi><mn>{power}</mn></msup>");
    }
}
