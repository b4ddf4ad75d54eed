using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgeFormal.Architecture.Tests.Sources;

/// <summary>The names that files give to types, those inside of other types aside.</summary>
internal static class TypeNames
{
    /// <summary>The names that types of more than one namespace have, each with its namespaces.</summary>
    public static IEnumerable<string> Shared(IEnumerable<SyntaxTree> files) =>
        files
            .SelectMany(file => file.GetRoot().DescendantNodes())
            .OfType<BaseTypeDeclarationSyntax>()
            .Where(type => type.Parent is BaseNamespaceDeclarationSyntax)
            .Select(type =>
                (
                    Name: type.Identifier.Text,
                    In: $"{((BaseNamespaceDeclarationSyntax)type.Parent!).Name}"
                )
            )
            .Distinct()
            .GroupBy(type => type.Name)
            .Where(types => types.Count() > 1)
            .Select(types => $"{types.Key}: {string.Join(", ", types.Select(type => type.In))}");
}
