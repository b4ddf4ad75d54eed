using AgeFormal.Operators;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>How a conclusion is coloured.</summary>
internal enum Tone
{
    /// <summary>What was checked holds.</summary>
    Good,

    /// <summary>It is open, or holds in part.</summary>
    Open,

    /// <summary>It does not hold.</summary>
    Bad,
}

/// <summary>The frame of a page: one file that refers to nothing outside of it. A report needs no script.</summary>
internal static class Page
{
    private static readonly Lazy<string> Style = new(() =>
    {
        using var stream =
            typeof(Page).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The style sheet of reports is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>The document.</summary>
    /// <param name="title">The title of the window.</param>
    /// <param name="schema">The schema of the JSON form of the same report.</param>
    /// <param name="content">The header and the sections.</param>
    public static string Of(string title, string schema, params IEnumerable<Node> content) =>
        Of(
            title,
            [Tag("meta").With("name", "schema").With("content", schema)],
            $"AgeFormal · the same report as data: {schema}",
            content
        );

    /// <summary>The document of what is no report.</summary>
    /// <param name="title">The title of the window.</param>
    /// <param name="head">What its head holds besides the style sheet of reports.</param>
    /// <param name="footer">The last line.</param>
    /// <param name="content">The header and the sections.</param>
    public static string Of(
        string title,
        IEnumerable<Node> head,
        string footer,
        IEnumerable<Node> content
    ) =>
        HtmlText.Document(
            Tag(
                    "html",
                    Tag(
                        "head",
                        [
                            Tag("meta").With("charset", "utf-8"),
                            Tag("meta")
                                .With("name", "viewport")
                                .With("content", "width=device-width, initial-scale=1"),
                            Tag("meta").With("name", "color-scheme").With("content", "light dark"),
                            Tag("link").With("rel", "icon").With("href", "data:,"),
                            Tag("title", $"{title} · AgeFormal"),
                            Tag("style", Style.Value),
                            .. head,
                        ]
                    ),
                    Tag("body", Tag("main", content), Tag("footer", footer))
                )
                .With("lang", "en")
        );

    /// <summary>A script, as raw text of HTML and of XML; it holds no end of a tag.</summary>
    public static Node Script(string text) => Tag("script", $"//<![CDATA[\n{text}\n//]]>");

    /// <summary>Values that a script reads, in which <c>&lt;</c> is escaped.</summary>
    public static Node Data(string id, string json) =>
        Tag("script", json).With("type", "application/json").With("id", id);

    /// <summary>A headed section.</summary>
    public static Node Section(string id, string heading, params IEnumerable<Node> content) =>
        Tag("section", content.Prepend(Tag("h2", heading))).With("id", id);

    /// <summary>The conclusion, in the words of the console.</summary>
    public static Node Headline(Tone tone, string sentence) =>
        Tag("p", Set(sentence)).Class($"headline {Name(tone)}").With("role", "status");

    /// <summary>A word with the colour of its tone.</summary>
    public static Node Badge(Tone tone, string word) =>
        Tag("span", word).Class($"badge {Name(tone)}");

    /// <summary>One of the three columns.</summary>
    public static Node Card(string heading, Tone? tone, params IEnumerable<Node> content) =>
        Tag("div", content.Prepend(Tag("h3", heading)))
            .Class(tone is { } of ? $"card {Name(of)}" : "card");

    /// <summary>The column of the theorem: its verdict in a word, and a sentence on it.</summary>
    public static Node Theorem(Verdict verdict, string sentence) =>
        Card("theorem (group)", Of(verdict), Tag("p", Word(verdict)), Tag("p", sentence));

    /// <summary>Plain text with its indices: <c>L_ḡ</c> and <c>ℤ_3^2</c> set low and high.</summary>
    public static Node Set(string text)
    {
        var parts = new List<Node>();
        var start = 0;
        for (var i = 0; i + 1 < text.Length; i++)
            if (
                text[i] is '_' or '^'
                && i > 0
                && char.IsLetterOrDigit(text[i - 1])
                && char.IsLetterOrDigit(text[i + 1])
            )
            {
                // A letter with a combining mark is one index, as are several digits.
                var end = i + 2;
                while (
                    end < text.Length
                    && (
                        char.IsDigit(text[i + 1]) && char.IsDigit(text[end])
                        || char.GetUnicodeCategory(text[end])
                            == System.Globalization.UnicodeCategory.NonSpacingMark
                    )
                )
                    end++;
                parts.Add(text[start..i]);
                parts.Add(Tag(text[i] == '_' ? "sub" : "sup", text[(i + 1)..end]));
                start = end;
                i = end - 1;
            }
        parts.Add(text[start..]);
        return Tag("span", parts).Class("set");
    }

    /// <summary>A note in small print.</summary>
    public static Node Note(params IEnumerable<Node> content) => Tag("p", content).Class("note");

    /// <summary>A table in a box that scrolls when it is wider than the page.</summary>
    public static Node Table(
        string name,
        IEnumerable<Node> heads,
        IEnumerable<IEnumerable<Node>> rows
    ) =>
        Tag(
                "div",
                Tag(
                        "table",
                        Tag("thead", Tag("tr", heads.Select(head => Tag("th", head)))),
                        Tag(
                            "tbody",
                            rows.Select(row => Tag("tr", row.Select(cell => Tag("td", cell))))
                        )
                    )
                    .Class(name)
            )
            .Class("scroll");

    /// <summary>The colour of a verdict.</summary>
    public static Tone Of(Verdict verdict) =>
        verdict.Match(proved: _ => Tone.Good, refuted: _ => Tone.Bad, undecided: _ => Tone.Open);

    /// <summary>The verdict in a word.</summary>
    public static Node Word(Verdict verdict) =>
        Badge(
            Of(verdict),
            verdict.Match(
                proved: _ => "proved",
                refuted: _ => "refuted",
                undecided: _ => "undecided"
            )
        );

    /// <summary>float32 or float64.</summary>
    public static string Name(Precision precision) =>
        precision == Precision.Single ? "float32" : "float64";

    private static string Name(Tone tone) =>
        tone switch
        {
            Tone.Good => "good",
            Tone.Open => "open",
            Tone.Bad => "bad",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
