using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using Microsoft.CodeAnalysis;

namespace AgeFormal.Analyzers;

/// <summary>What is wrong with a text that should be a proved design.</summary>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Message">One line: the verdict with its counterexample, or what was expected where.</param>
/// <param name="Line">The line of a fault of the language, from 1; null for a verdict, which is of the whole.</param>
/// <param name="Column">Its column, from 1.</param>
internal sealed record Finding(DiagnosticDescriptor Rule, string Message, int? Line, int? Column)
{
    /// <summary>Reads and verifies a text; null where it is proved.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Its name for messages.</param>
    /// <param name="cancellation">Ends the verification.</param>
    public static Finding? Of(string text, string source, CancellationToken cancellation)
    {
        try
        {
            var design = DesignParser.Parse(text, source);
            var report = DesignVerifier.Verify(design, cancellation: cancellation);
            var message = $"{design.Name} is {OneLine(report.Summary)}";
            return report.Theorem.Match<Finding?>(
                proved: _ => null,
                refuted: _ => new(DesignRules.Refuted, message, null, null),
                undecided: _ => new(DesignRules.Undecided, message, null, null)
            );
        }
        catch (DesignSyntaxException e)
        {
            return new(DesignRules.Unreadable, OneLine(e.Message), e.Line, e.Column);
        }
        catch (ArgumentException e)
        {
            return new(DesignRules.Unreadable, OneLine(e.Message), null, null);
        }
    }

    // A message of the compiler ends with its line.
    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
