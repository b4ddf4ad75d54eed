using System.Globalization;
using System.Text.RegularExpressions;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Tests.Mutations;

/// <summary>A fault of an exporter, as what it does to the term that it writes.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Damage">The term that the faulty exporter writes for one that is right.</param>
public sealed record ExportFault(string Name, Func<string, string> Damage)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>Exporters that each write one construct of the language as another.</summary>
internal static class ExportFaults
{
    /// <summary>Faults that the text of the formula shows.</summary>
    public static EqArray<ExportFault> OfTerms { get; } =
    [
        Swap("max for min", "TReduce Min ", "TReduce Max "),
        Swap("min for max", "TReduce Max ", "TReduce Min "),
        Swap("sum for mean", "TReduce Mean ", "TReduce Sum "),
        Swap("mean for sum", "TReduce Sum ", "TReduce Mean "),
        Swap("G for N", "(Over Translations)", "(Over WholeGroup)"),
        Swap("N for G", "(Over WholeGroup)", "(Over Translations)"),
        Swap("G for H", "(Over PointElements)", "(Over WholeGroup)"),
        Swap("N for H", "(Over PointElements)", "(Over Translations)"),
        Swap("elements for positions", " Sites ", " (Over WholeGroup) "),
        Swap("N for a window", """\(Over \(Window "S"\)\)""", "(Over Translations)"),
        Swap("another window", """\(Window "S"\)""", "(Window \"T\")"),
        Swap(
            "a turned window",
            """\(AbsoluteWindow ("[^"]*") \(SVariable "\w+"\)\)""",
            "(Over (Window $1))"
        ),
        Swap("pi_H for pi_X", "RTranslationPart", "RPointPart"),
        Swap("pi_X for pi_H", "RPointPart", "RTranslationPart"),
        Swap(
            "no inverse",
            @"\(RInverse (\((?:[^()]|(?<open>\()|(?<-open>\)))*(?(open)(?!))\)|RUnit)\)",
            "$1"
        ),
        Swap(
            "a product of elements turned around",
            @"\(RProduct (\(\w+ ""[^""]*""\)) (\(\w+ ""[^""]*""\))\)",
            "(RProduct $2 $1)"
        ),
        Swap(
            "a difference turned around",
            @"\(RBetween (\(\w+ ""[^""]*""\)) (\(\w+ ""[^""]*""\))\)",
            "(RBetween $2 $1)"
        ),
        Swap(
            "no move",
            @"\(SMoved (\(\w+ ""[^""]*""\)) (\((?:[^()]|(?<open>\()|(?<-open>\)))*(?(open)(?!))\))\)",
            "$1"
        ),
        Swap(
            "two arguments exchanged",
            @"(TParameter ""[^""]*"") \[(\([^;\[\]]*\)); (\([^;\[\]]*\))\]",
            "$1 [$3; $2]"
        ),
        Swap(
            "two indices exchanged",
            @"(TParameter ""[^""]*"" \[[^\]]*\]) \[(\([^;\[\]]*\)); (\([^;\[\]]*\))\]",
            "$1 [$3; $2]"
        ),
        Swap("no power of pi", @"\([1-9]\d*\)%Z\)", "(0)%Z)"),
        Swap("another power of pi", @"\(1\)%Z\)", "(2)%Z)"),
        Swap("a number upside down", @"\((\d+)\)%Z (\d+)%positive", "($2)%Z $1%positive"),
        Swap("no sign", @"TNumber \(-", "TNumber ("),
        Swap("another function", "TPointwise \"sigmoid\"", "TPointwise \"tanh\""),
        Swap("one index less", @"\(Channels (\d+)\)", Less),
        Swap("the next index", @"\(CLiteral (\d+)\)", match => $"(CLiteral {Value(match) + 1})"),
        Swap("a product for a sum", "TSum", "TProduct"),
        Swap("a sum for a product", "TProduct", "TSum"),
        new("no first factor", text => WithoutFirst(text, "TProduct")),
        new("no first summand", text => WithoutFirst(text, "TSum")),
        Swap(
            "no sampling",
            @"TSampled (""[^""]*"") \(SMoved (\(SVariable ""[^""]*""\)) [^""]*""[^""]*""\)\)",
            "TSampled $1 $2"
        ),
    ];

    /// <summary>Faults of the numbers beside a formula, which its text does not show.</summary>
    public static EqArray<ExportFault> OfSizes { get; } =
    [
        Swap(
            "one output less",
            @"(Formula \[[^\]]*\] \[\(""[^""]*"", )(\d+)",
            match =>
                $"{match.Groups[1]}{int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) - 1}"
        ),
        Swap("one input more", @"Vocabulary (\d+)", match => $"Vocabulary {Value(match) + 1}"),
        Swap(
            "one argument less",
            @"(\(""[^""]*"", \()([1-9])(, \[)",
            match =>
                $"{match.Groups[1]}{int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) - 1}{match.Groups[3]}"
        ),
        Swap(
            "one value of an index less",
            @"(, \[)(\d+)",
            match =>
                $"{match.Groups[1]}{int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) - 1}"
        ),
        Swap("one window less", @"\[""[^""]*""\](?=\.\s)", "[]"),
    ];

    private static ExportFault Swap(string name, string pattern, string by) =>
        new(name, text => Regex.Replace(text, pattern, by));

    private static ExportFault Swap(string name, string pattern, MatchEvaluator by) =>
        new(name, text => Regex.Replace(text, pattern, by));

    private static int Value(Match match) =>
        int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    private static string Less(Match match) => $"(Channels {Value(match) - 1})";

    // The first item of the first list behind a head that has several.
    private static string WithoutFirst(string text, string head)
    {
        for (
            var at = text.IndexOf($"({head} [", StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf($"({head} [", at + 1, StringComparison.Ordinal)
        )
        {
            var start = at + head.Length + 3;
            for (var (end, depth) = (start, 0); end < text.Length && depth >= 0; end++)
                if (text[end] is '(' or '[')
                    depth++;
                else if (text[end] is ')' or ']')
                    depth--;
                else if (text[end] == ';' && depth == 0)
                    return text.Remove(start, end + 2 - start);
        }
        return text;
    }
}
