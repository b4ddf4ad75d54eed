using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgeFormal.Docs.Tests.Pages;

/// <summary>A program of a page, compiled against the library and run in this process.</summary>
internal static class Snippet
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>What it prints.</summary>
    public static string Run(string program, string folder)
    {
        var (console, before) = (Console.Out, Environment.CurrentDirectory);
        using var printed = new StringWriter();
        Console.SetOut(printed);
        Environment.CurrentDirectory = folder;
        try
        {
            var main = Compiled(program).EntryPoint!;
            main.Invoke(null, [Array.Empty<string>()]);
            return printed.ToString();
        }
        finally
        {
            Environment.CurrentDirectory = before;
            Console.SetOut(console);
        }
    }

    /// <summary>Fails where the compiler has an error or a warning.</summary>
    public static void Compile(string program) => _ = Compiled(program);

    private static Assembly Compiled(string program)
    {
        var compilation = CSharpCompilation.Create(
            $"page{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(program)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication)
        );
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.That(
            result.Diagnostics.Where(fault =>
                fault.Severity >= DiagnosticSeverity.Warning && fault.Id != "CS8019"
            ),
            Is.Empty
        );
        return Assembly.Load(assembly.ToArray());
    }
}
