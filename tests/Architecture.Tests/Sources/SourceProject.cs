using AgeFormal.Laws;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgeFormal.Architecture.Tests.Sources;

/// <summary>The hand-written files of a project, compiled against the assemblies beside the tests.</summary>
internal static class SourceProject
{
    // The namespace of these tests is no part of a project.
    private static readonly string[] Left = ["AgeFormal.Architecture.Tests"];

    // ImplicitUsings of the SDK.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>The compilation of a project of the solution.</summary>
    public static CSharpCompilation Read(string folder, string assembly)
    {
        var root = Path.Combine(Repository.Root, folder);
        return Of(
            assembly,
            SourceFiles
                .Of(root)
                .Select(path =>
                    (Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path))
                )
        );
    }

    /// <summary>The compilation of files, each with its path in the project.</summary>
    public static CSharpCompilation Of(
        string assembly,
        IEnumerable<(string Path, string Text)> files
    ) =>
        CSharpCompilation.Create(
            assembly,
            files
                .Append(("", ImplicitUsings))
                .AsParallel()
                .AsOrdered()
                .Select(file => CSharpSyntaxTree.ParseText(file.Item2, path: file.Item1)),
            References(assembly),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );

    private static IEnumerable<MetadataReference> References(string assembly) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Left.Append(assembly).Contains(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path));
}
