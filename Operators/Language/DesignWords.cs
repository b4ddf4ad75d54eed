using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>The words of the language and their other spellings.</summary>
internal static class DesignWords
{
    public const string Sum = "Σ";
    public const string Mean = "mean";
    public const string Max = "max";
    public const string Min = "min";
    public const string Power = "pow";
    public const string Softmax = "softmax";
    public const string Sample = "sample";
    public const string In = "∈";
    public const string Lambda = "λ";
    public const string Pi = "π";
    public const string PointPart = "π_H";
    public const string TranslationPart = "π_X";
    public const string Absolute = "Abs";
    public const string AbsoluteWindow = "AbsWin";
    public const string Window = "Win";
    public const string Channels = "Ch";
    public const string Floor = "floor";
    public const string Unit = "e";
    public const string Signal = "f";
    public const string Sites = "Site";
    public const string WholeGroup = "G";
    public const string Translations = "N";
    public const string PointElements = "H";

    /// <summary>The functions by name.</summary>
    public static FrozenDictionary<string, PointwiseFunction> Functions { get; } =
        PointwiseFunction.All.ToFrozenDictionary(function => function.Name);

    private static readonly FrozenDictionary<string, string> Spellings = new Dictionary<
        string,
        string
    >
    {
        ["sum"] = Sum,
        ["∑"] = Sum,
        ["in"] = In,
        ["lambda"] = Lambda,
        ["pi"] = Pi,
        ["piH"] = PointPart,
        ["pi_H"] = PointPart,
        ["piX"] = TranslationPart,
        ["pi_X"] = TranslationPart,
        ["σ"] = PointwiseFunction.Sigmoid.Name,
        ["*"] = "·",
        ["-"] = "−",
        ["^-1"] = "⁻¹",
        ["^−1"] = "⁻¹",
    }.ToFrozenDictionary();

    private static readonly BigInteger Bound = BigInteger.Pow(10, Limits.Digits);

    private static readonly FrozenSet<string> Reserved =
    [
        Sum,
        Mean,
        Max,
        Min,
        Power,
        Softmax,
        Sample,
        In,
        Lambda,
        Pi,
        PointPart,
        TranslationPart,
        Absolute,
        AbsoluteWindow,
        Window,
        Channels,
        Floor,
        Unit,
        Signal,
        Sites,
        WholeGroup,
        Translations,
        PointElements,
        .. Spellings.Keys,
        .. Functions.Keys,
    ];

    public static string Canonical(string written) => Spellings.GetValueOrDefault(written, written);

    public static bool IsReserved(string word) => Reserved.Contains(word);

    public static bool IsReduction(string word) => word is Sum or Mean or Max or Min;

    /// <summary>Whether the word opens a term whose body is the product that follows its brackets.</summary>
    public static bool TakesProduct(string word) => word is Sample || IsReduction(word);

    /// <summary>Whether a design may use the text as a name: it reads as one word, and that is not reserved.</summary>
    public static bool IsName(string text) =>
        text.Length > 0 && Starts(text[0]) && text.All(Continues) && !IsReserved(Canonical(text));

    /// <summary>Whether the text is one word in which hyphens are allowed: the name of a design.</summary>
    public static bool IsTitle(string text) =>
        text.Length > 0
        && Starts(text[0])
        && text.All(symbol => symbol == '-' || Continues(symbol));

    /// <summary>Whether numerator and denominator have few enough digits.</summary>
    public static bool CanWrite(Rational value) =>
        BigInteger.Abs(value.Numerator) < Bound && value.Denominator < Bound;

    /// <summary>Whether the text can stand between quotes: one line without control characters.</summary>
    public static bool IsLine(string text) => !text.Any(char.IsControl);

    public static bool Starts(char symbol) => char.IsLetter(symbol) || symbol is '_' or '∑';

    /// <summary>Letters, digits, accents that combine with a letter, subscript digits and primes.</summary>
    public static bool Continues(char symbol) =>
        char.IsLetter(symbol)
        || char.IsAsciiDigit(symbol)
        || symbol is '_' or '\'' or '′' or (>= '₀' and <= '₉')
        || CharUnicodeInfo.GetUnicodeCategory(symbol) == UnicodeCategory.NonSpacingMark;
}
