using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgeFormal.Architecture.Tests.Sources;

/// <summary>What the files of a project use of each other, as the compiler binds the names.</summary>
internal static class Uses
{
    /// <summary>All uses across files. Names in comments and names of namespaces use nothing.</summary>
    public static IReadOnlyList<Use> In(CSharpCompilation project) =>
        [
            .. project
                .SyntaxTrees.AsParallel()
                .AsOrdered()
                .SelectMany(file => Of(file, project.GetSemanticModel(file)).ToArray()),
        ];

    private static IEnumerable<Use> Of(SyntaxTree file, SemanticModel model) =>
        from used in file.GetRoot()
            .DescendantNodes()
            .SelectMany(node => Symbols(node, model))
            .Select(symbol => symbol.OriginalDefinition)
            .ToHashSet(SymbolEqualityComparer.Default)
        from declaration in used.DeclaringSyntaxReferences
        where declaration.SyntaxTree != file
        select new Use(file.FilePath, declaration.SyntaxTree.FilePath, Name(used));

    // The parts of a type use each other. A member uses the types that it is a member of.
    private static IEnumerable<ISymbol> Symbols(SyntaxNode node, SemanticModel model)
    {
        var symbol = node switch
        {
            BaseTypeDeclarationSyntax declared => model.GetDeclaredSymbol(declared),
            SimpleNameSyntax
            or BaseObjectCreationExpressionSyntax
            or ConstructorInitializerSyntax
            or BinaryExpressionSyntax
            or PrefixUnaryExpressionSyntax
            or CastExpressionSyntax
            or ElementAccessExpressionSyntax => model.GetSymbolInfo(node).Symbol,
            _ => null,
        };
        return symbol switch
        {
            INamedTypeSymbol type => [type],
            IMethodSymbol { ReducedFrom: { } extension } => [extension, extension.ContainingType],
            { ContainingType: { } type } => [symbol, type],
            _ => [],
        };
    }

    private static string Name(ISymbol used) =>
        used.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
