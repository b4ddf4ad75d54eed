using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgeFormal.Architecture.Tests.Sources;

/// <summary>Calls of a <c>Match</c> or <c>Fold</c> over a union that do not name the case of each function.</summary>
internal static class UnnamedArms
{
    /// <summary>The calls in a file, each with its line.</summary>
    public static IEnumerable<string> In(SyntaxTree file) =>
        file.GetRoot()
            .DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Where(IsUnnamed)
            .Select(call =>
                $"{file.FilePath}:{call.GetLocation().GetLineSpan().StartLinePosition.Line + 1}"
            );

    // A regular expression or a snapshot is matched with values, a union by functions.
    private static bool IsUnnamed(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        return Name(call.Expression) is "Match" or "Fold"
            && arguments.Count >= 2
            && Receiver(call.Expression) is not ("Regex" or "Snapshot")
            && arguments.Any(argument => IsFunction(argument.Expression))
            && arguments.Any(argument => argument.NameColon is null);
    }

    // A lambda, or a method by its name.
    private static bool IsFunction(ExpressionSyntax argument) =>
        argument is AnonymousFunctionExpressionSyntax
        || argument is SimpleNameSyntax { Identifier.Text: [>= 'A' and <= 'Z', ..] };

    private static string? Receiver(ExpressionSyntax called) =>
        (called as MemberAccessExpressionSyntax)?.Expression.ToString();

    private static string? Name(ExpressionSyntax called) =>
        called switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            MemberBindingExpressionSyntax member => member.Name.Identifier.Text,
            SimpleNameSyntax name => name.Identifier.Text,
            _ => null,
        };
}
