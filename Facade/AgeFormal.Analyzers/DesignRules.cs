using Microsoft.CodeAnalysis;

namespace AgeFormal.Analyzers;

/// <summary>What is reported of a design.</summary>
internal static class DesignRules
{
    private const string Category = "Equivariance";

    /// <summary>Both sides of the theorem differ on a case, which the message shows.</summary>
    public static DiagnosticDescriptor Refuted { get; } =
        Rule(
            "AGE001",
            "A design is not equivariant",
            "A case was found in which the two sides of the theorem differ with the functions as written."
        );

    /// <summary>Neither a proof nor a counterexample was found.</summary>
    public static DiagnosticDescriptor Undecided { get; } =
        Rule(
            "AGE002",
            "A design is not proved",
            "Neither a derivation nor a counterexample was found; the design may be equivariant or not."
        );

    /// <summary>The text is not a design.</summary>
    public static DiagnosticDescriptor Unreadable { get; } =
        Rule("AGE003", "A text is not a design", "The text does not follow the formula language.");

    private static DiagnosticDescriptor Rule(string id, string title, string description) =>
        new(
            id,
            title,
            messageFormat: "{0}",
            Category,
            DiagnosticSeverity.Warning,
            isEnabledByDefault: true,
            description
        );
}
