using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>
/// The systematic name of a network, <c>[alpha-|alpha-ch-|alpha-sp-|alphaf-]GROUP-ARCHITECTURE[-wN][-strided][-cN]</c>, for example
/// <c>alpha-ch-p4-cnn</c> or, with 16 channels in its first layer and 9 classes, <c>p4-allcnn-w16-c9</c>. It says all about
/// the network.
/// </summary>
public sealed record NetworkName
{
    private const string StridedSuffix = "-strided";
    private const string WidthPrefix = "w";
    private const string ClassesPrefix = "c";
    private const string PlainGroup = "z2";
    private const string Expected =
        "[alpha-|alpha-ch-|alpha-sp-|alphaf-]GROUP-ARCHITECTURE[-wN][-strided][-cN] with an architecture of ";

    private NetworkName(
        AttentionDesign attention,
        PointGroup group,
        NetworkArchitecture architecture,
        SamplingForm form,
        int? width,
        int? classes
    )
    {
        Attention = attention;
        Group = group;
        Architecture = architecture;
        Form = form;
        Width = width;
        Classes = classes;
    }

    /// <summary>The attention of the convolutions.</summary>
    public AttentionDesign Attention { get; }

    /// <summary>H with its lattice.</summary>
    public PointGroup Group { get; }

    /// <summary>The architecture.</summary>
    public NetworkArchitecture Architecture { get; }

    /// <summary>How grids are halved.</summary>
    public SamplingForm Form { get; }

    /// <summary>The channels of the first layer, of which the other widths are multiples; null for the published widths.</summary>
    public int? Width { get; }

    /// <summary>The number of classes; null for that of the published network.</summary>
    public int? Classes { get; }

    /// <summary>The architecture's name, for example <c>resnet44</c>.</summary>
    public string ArchitectureName => Architecture.Name;

    /// <summary>The name of a combination.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width or the number of classes is not from 1 to 2²⁰.</exception>
    /// <exception cref="UnknownNetworkException">The group acts in another dimension, or there is no strided form.</exception>
    public static NetworkName Of(
        PointGroup group,
        NetworkArchitecture architecture,
        AttentionDesign? attention = null,
        SamplingForm form = SamplingForm.Exact,
        int? width = null,
        int? classes = null
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(architecture);
        RequireNumber(width, nameof(width));
        RequireNumber(classes, nameof(classes));
        var name = new NetworkName(
            attention ?? AttentionDesign.Absent,
            group,
            architecture,
            form,
            width,
            classes
        );
        if (group.Dimension != architecture.Dimension)
            throw new UnknownNetworkException(
                name.ToString(),
                $"{group.Symbol} acts on {group.Dimension} dimensions, expected a group of {architecture.Dimension} for {architecture.Name}"
            );
        return form == SamplingForm.Exact || architecture.HasStridedForm
            ? name
            : throw new UnknownNetworkException(
                name.ToString(),
                $"{architecture.Name} has no strided convolutions, expected allcnn or resnet44 before {StridedSuffix}"
            );
    }

    /// <summary>Reads a name, without regard to case; <c>p1</c> is another word for <c>z2</c>.</summary>
    /// <exception cref="UnknownNetworkException">The name is not of this form, or of a combination that does not exist.</exception>
    public static NetworkName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text;
        var classes = Numbered(text, ref rest, ClassesPrefix, "number of classes");
        var form = SamplingForm.Exact;
        if (rest.EndsWith(StridedSuffix, StringComparison.OrdinalIgnoreCase))
        {
            form = SamplingForm.Strided;
            rest = rest[..^StridedSuffix.Length];
        }
        var width = Numbered(text, ref rest, WidthPrefix, "width");
        var attention = AttentionDesign
            .All.Where(design => rest.StartsWith(design.Prefix, StringComparison.OrdinalIgnoreCase))
            .MaxBy(design => design.Prefix.Length)!;
        rest = rest[attention.Prefix.Length..];
        var split = rest.LastIndexOf('-');
        if (split < 0)
            throw new UnknownNetworkException(
                text,
                $"'{rest}' is no group and architecture; expected {Expected}{Names}",
                Nearest(text, attention.Prefix + rest)
            );
        var word = rest[(split + 1)..];
        var architectures = NetworkArchitecture
            .All.Where(one => string.Equals(one.Name, word, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        if (architectures.Length == 0)
            throw new UnknownNetworkException(
                text,
                $"'{word}' is no architecture; expected {Expected}{Names}",
                Nearest(text, attention.Prefix + rest)
            );
        try
        {
            return Of(
                PointGroups.Parse(rest[..split]),
                architectures[0],
                attention,
                form,
                width,
                classes
            );
        }
        catch (UnknownGroupException unknown)
        {
            throw new UnknownNetworkException(
                text,
                unknown
                    .Message[..^NearestName.Hint(unknown.Suggestion).Length]
                    .TrimEnd('.')
                    .Replace("No group", "no group", StringComparison.Ordinal),
                Nearest(text, attention.Prefix + rest)
            );
        }
    }

    /// <summary>The network.</summary>
    /// <exception cref="TypingException">The architecture has a window that the lattice lacks; the message names layer and side.</exception>
    public Network Create() =>
        Classes is { } classes
            ? Of(Group, Architecture, Attention, Form, Width).Create().WithClasses(classes)
            : Architecture.Create(this);

    /// <summary>The name, for example <c>alphaf-p4m-resnet44-strided</c>.</summary>
    public override string ToString() =>
        $"{Attention.Prefix}{(Group == PointGroups.P1 ? PlainGroup : Group.Symbol)}-{ArchitectureName}{(Width is { } width ? $"-{WidthPrefix}{width}" : "")}{(Form == SamplingForm.Strided ? StridedSuffix : "")}{(Classes is { } classes ? $"-{ClassesPrefix}{classes}" : "")}";

    // No architecture is called by one letter and digits.
    private static int? Numbered(string text, ref string rest, string prefix, string what)
    {
        var split = rest.LastIndexOf('-');
        var word = rest[(split + 1)..];
        if (
            split < 0
            || word.Length < 2
            || !word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            || !word[1..].All(char.IsAsciiDigit)
        )
            return null;
        rest = rest[..split];
        return
            word[1] != '0'
            && int.TryParse(
                word[1..],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number <= NetworkArchitecture.MostChannels
            ? number
            : throw new UnknownNetworkException(
                text,
                $"'{word}' is no {what}; expected {prefix}N with N from 1 to {NetworkArchitecture.MostChannels}"
            );
    }

    private static void RequireNumber(int? number, string name)
    {
        if (number is not { } channels)
            return;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            channels,
            NetworkArchitecture.MostChannels,
            name
        );
    }

    // Whatever part is misspelt: of all combinations, with what follows them in the text.
    private static string? Nearest(string text, string combination) =>
        NearestName.Among(
            from architecture in NetworkArchitecture.All
            from @group in PointGroups.All
            where @group.Dimension == architecture.Dimension
            from attention in AttentionDesign.All
            select new NetworkName(
                attention,
                @group,
                architecture,
                SamplingForm.Exact,
                null,
                null
            ).ToString(),
            combination
        )
            is { } nearest
            ? nearest + text[combination.Length..]
            : null;

    private static string Names =>
        string.Join(", ", NetworkArchitecture.All.Select(one => one.Name));
}

/// <summary>A name is that of no network.</summary>
public sealed class UnknownNetworkException : ArgumentException
{
    /// <summary>The unknown name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="reason">The offending part and what was expected.</param>
    /// <param name="suggestion">The name that was probably meant; null where none is near.</param>
    public UnknownNetworkException(string name, string reason, string? suggestion = null)
        : base(
            $"No network is called '{Excerpt.Of(name)}': {Excerpt.Of(reason, 1000)}.{NearestName.Hint(suggestion)}"
        )
    {
        Name = name;
        Suggestion = suggestion;
    }

    /// <summary>The name that was asked for.</summary>
    public string Name { get; }

    /// <summary>The name that was probably meant; null where none is near.</summary>
    public string? Suggestion { get; }
}
