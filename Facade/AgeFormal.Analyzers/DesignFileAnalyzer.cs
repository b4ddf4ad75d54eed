using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AgeFormal.Analyzers;

/// <summary>Verifies the designs among the additional files (<c>*.design</c>) of a compilation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DesignFileAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DesignRules.Refuted, DesignRules.Undecided, DesignRules.Unreadable];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterAdditionalFileAction(Verify);
    }

    private static void Verify(AdditionalFileAnalysisContext context)
    {
        var path = context.AdditionalFile.Path;
        if (
            !path.EndsWith(".design", StringComparison.OrdinalIgnoreCase)
            || context.AdditionalFile.GetText(context.CancellationToken) is not { } text
            || Finding.Of(text.ToString(), Path.GetFileName(path), context.CancellationToken)
                is not { } finding
        )
            return;
        context.ReportDiagnostic(
            Diagnostic.Create(finding.Rule, Place(path, text, finding), finding.Message)
        );
    }

    // A verdict is about the formula, which is the last thing that a design says.
    private static Location Place(string path, SourceText text, Finding finding)
    {
        var line = Math.Clamp(
            finding.Line - 1 ?? LastLine(text),
            0,
            Math.Max(text.Lines.Count - 1, 0)
        );
        var span = text.Lines[line].Span;
        var start = Math.Min(span.Start + (finding.Column - 1 ?? 0), span.End);
        var place = TextSpan.FromBounds(start, span.End);
        return Location.Create(path, place, text.Lines.GetLinePositionSpan(place));
    }

    private static int LastLine(SourceText text)
    {
        var line = text.Lines.Count - 1;
        while (line > 0 && string.IsNullOrWhiteSpace(text.Lines[line].ToString()))
            line--;
        return line;
    }
}
