using System.Collections.Immutable;
using AgeFormal.Operators.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AgeFormal.Analyzers;

/// <summary>Verifies the constant texts that are given to <see cref="DesignParser.Parse"/>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DesignLiteralAnalyzer : DiagnosticAnalyzer
{
    private const string Text = "text";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DesignRules.Refuted, DesignRules.Undecided, DesignRules.Unreadable];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            // A compilation that does not know the parser has no designs in its code.
            if (
                start.Compilation.GetTypeByMetadataName(typeof(DesignParser).FullName!) is
                { } parser
            )
                start.RegisterOperationAction(
                    operation => Verify(operation, parser),
                    OperationKind.Invocation
                );
        });
    }

    private static void Verify(OperationAnalysisContext context, INamedTypeSymbol parser)
    {
        var call = (IInvocationOperation)context.Operation;
        if (
            call.TargetMethod.Name != nameof(DesignParser.Parse)
            || !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, parser)
            || call.Arguments.FirstOrDefault(one => one.Parameter?.Name == Text)
                is not { Value: { ConstantValue: { HasValue: true, Value: string text } } value }
            || Finding.Of(text, "text", context.CancellationToken) is not { } finding
        )
            return;
        context.ReportDiagnostic(
            Diagnostic.Create(finding.Rule, value.Syntax.GetLocation(), finding.Message)
        );
    }
}
