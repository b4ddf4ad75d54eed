using System.Text.RegularExpressions;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Specialisations;

/// <summary>
/// Replacements of parameters as they are written, <c>psi(k, n; o, c) := 2 [k = e] [n = e] [o = c]</c>: the inverse of
/// <see cref="Replacement.ToString"/>. The value is a term of the design language over the formal arguments and the
/// parameters of the special design.
/// </summary>
internal static partial class SpecialisationText
{
    private const string Unit = "e";
    private const string Form =
        "W(r, …; c, …) := TERM, behind it any number of [r = e] and [c = c′]";

    /// <summary>
    /// The statement with the replacements that are written; a parameter that both designs declare alike stays where no
    /// replacement is written for it.
    /// </summary>
    /// <exception cref="SpecialisationException">A text is no replacement of a parameter of the general design.</exception>
    public static Specialisation Parse(Design general, Design special, IEnumerable<string> where)
    {
        var written = where.Select(text => Parse(general, special, text)).ToEqArray();
        if (
            written
                .GroupBy(replacement => replacement.Parameter)
                .FirstOrDefault(same => same.Count() > 1) is
            { } twice
        )
            throw new SpecialisationException(twice.Key, "the parameter is replaced twice");
        return new(
            general,
            special,
            [
                .. written,
                .. general
                    .Parameters.Where(parameter =>
                        special.Parameters.Contains(parameter)
                        && written.All(one => one.Parameter != parameter.Name)
                    )
                    .Select(Itself),
            ]
        );
    }

    private static Replacement Parse(Design general, Design special, string text)
    {
        var parts = Written().Match(text);
        if (!parts.Success)
            throw new SpecialisationException(text, $"found no replacement, expected {Form}");
        var name = parts.Groups["name"].Value;
        var declared =
            general.Parameters.FirstOrDefault(parameter => parameter.Name == name)
            ?? throw new SpecialisationException(
                text,
                $"{general.Name} declares no parameter '{name}', expected one of {string.Join(", ", general.Parameters.Select(parameter => parameter.Name))}"
            );
        var (first, second) = (Names(parts, "first"), Names(parts, "second"));
        var (relative, sizes) = (declared.Axes.Relative, declared.Axes.ChannelSizes);
        // Without relative arguments the channels stand alone, as in a design.
        var (elements, channels) =
            relative.Count == 0 && second.Count == 0
                ? ((EqArray<string>)[], first)
                : (first, second);
        if (elements.Count != relative.Count || channels.Count != sizes.Count)
            throw new SpecialisationException(
                text,
                $"{elements.Count} elements and {channels.Count} channel indices, expected {relative.Count} and {sizes.Count}"
            );
        var pairs = parts
            .Groups["left"]
            .Captures.Zip(
                parts.Groups["right"].Captures,
                (left, right) => (Left: left.Value, Right: right.Value)
            )
            .ToArray();
        var binders = elements
            .Zip(relative, (element, axis) => $"{element} ∈ {DomainOf(axis)}")
            .Concat(channels.Zip(sizes, (channel, size) => $"{channel} ∈ Ch({size})"))
            .ToArray();
        return new(name, elements, channels, ValueOf(general, special, text, parts, binders))
        {
            Units =
            [
                .. pairs
                    .Where(pair => pair.Right == Unit && !channels.Contains(pair.Left))
                    .Select(pair => pair.Left),
            ],
            Equal = [.. pairs.Where(pair => pair.Right != Unit || channels.Contains(pair.Left))],
        };
    }

    // Read as the body of a design in which a maximum binds each formal argument, for the parser's own judgement.
    private static Term ValueOf(
        Design general,
        Design special,
        string text,
        Match parts,
        string[] binders
    )
    {
        var header = DesignText.Render(
            special with
            {
                Name = "replacement",
                Description = null,
                Source = null,
                Output = [1],
                Windows =
                [
                    .. special.Windows,
                    .. general.Windows.Where(window =>
                        special.Windows.All(other => other.Name != window.Name)
                    ),
                ],
                Formula = new Formula(["at_0"], ["out_0"], new Term.Constant(0)),
            }
        );
        var value = parts.Groups["value"].Value;
        var body = binders.Length == 0 ? value : $"max[{string.Join(", ", binders)}] ({value})";
        Term term;
        try
        {
            term = DesignParser
                .Parse(
                    $"{header[..header.IndexOf("\n\n", StringComparison.Ordinal)]}\n\nλ(at_0; out_0). {body}\n",
                    text
                )
                .Formula.Body;
        }
        catch (DesignSyntaxException fault)
        {
            throw new SpecialisationException(
                text,
                $"found {fault.Found}, expected {fault.Expected}"
            );
        }
        foreach (var _ in binders)
            term = ((Term.Reduce)term).Body;
        return term;
    }

    private static string DomainOf(ParameterAxis axis) =>
        axis.Match(
            channels: channels => $"Ch({channels.Count})",
            pointElements: _ => "H",
            window: window => $"Win({window.Window})"
        );

    private static Replacement Itself(DesignParameter parameter)
    {
        EqArray<string> elements = [.. parameter.Axes.Relative.Select((_, i) => $"r{i}")];
        EqArray<string> channels = [.. parameter.Axes.ChannelSizes.Select((_, i) => $"c{i}")];
        return new(
            parameter.Name,
            elements,
            channels,
            new Term.Parameter(
                parameter.Name,
                [.. elements.Select(element => (Rel)new Rel.Variable(element))],
                [.. channels.Select(channel => (Channel)channel)]
            )
        );
    }

    private static EqArray<string> Names(Match parts, string group) =>
        [
            .. parts
                .Groups[group]
                .Value.Split(
                    ',',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                ),
        ];

    [GeneratedRegex(
        @"\A\s*(?<name>\w+)\s*\((?<first>[\w\s,]*)(;(?<second>[\w\s,]*))?\)\s*:=\s*(?<value>.+?)\s*(\[\s*(?<left>\w+)\s*=\s*(?<right>\w+)\s*\]\s*)*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Written();
}
