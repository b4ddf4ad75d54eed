using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>
/// A formula or a design uses a variable, parameter, window or index that is not there, or of another sort. Whoever judges
/// scope says so by it; the sentences that several of them say stand here once.
/// </summary>
public sealed class ScopeException : ArgumentException
{
    private ScopeException(string message, string part, string found, string? expected)
        : base(message) => (Part, Found, Expected) = (part, found, expected);

    /// <summary>The part as it is printed; the name of a design whose declarations do not hold.</summary>
    public string Part { get; }

    /// <summary>What was found.</summary>
    public string Found { get; }

    /// <summary>What was expected; null where what was found tells it.</summary>
    public string? Expected { get; }

    internal static ScopeException InFormula(string part, string found, string? expected = null) =>
        new(
            $"The formula is not well scoped at '{Excerpt.Of(part, 400)}': {Excerpt.Of(expected is null ? found : $"{found}, expected {expected}", 800)}.",
            part,
            found,
            expected
        );

    internal static ScopeException InDesign(string name, string found, string expected) =>
        new(
            $"The design '{Excerpt.Of(name)}' has {Excerpt.Of(found, 400)}; expected {Excerpt.Of(expected, 800)}.",
            name,
            found,
            expected
        );

    internal static ScopeException NotBound(string name) =>
        InFormula(name, $"the variable '{name}' is not bound");

    internal static ScopeException NotDeclared(string part, string kind, string name) =>
        InFormula(part, $"the {kind} '{name}' is not declared");

    internal static ScopeException Arguments(Term.Parameter part, int relative, int channels) =>
        InFormula(
            part.ToString(),
            $"'{part.Name}' takes {relative} relative elements and {channels} channel indices, received {part.At.Count} and {part.Channels.Count}"
        );

    internal static ScopeException Beyond(Channel index, long last, int below) =>
        index is Channel.Literal
            ? InFormula($"{index}", $"the index is {index}", $"0 … {below - 1}")
            : InFormula($"{index}", $"the index takes values up to {last}", $"at most {below - 1}");

    internal static ScopeException NoGroup(Channel.InGroup index) =>
        InFormula($"{index}", $"groups of {index.Size} channels", "at least 1");

    internal static ScopeException NoChannels(string part, Domain.Channels over) =>
        InFormula(part, $"a reduction over {over.Count} channels", "at least 1");

    internal static ScopeException Outputs(Formula formula, int expected) =>
        InFormula(
            $"{formula}",
            $"{formula.Channels.Count} output channel indices are bound",
            $"{expected}"
        );

    internal static ScopeException NoPosition(Formula formula) =>
        InFormula($"{formula}", "no position is bound", "one or more");
}
