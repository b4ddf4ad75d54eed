using AgeFormal.Laws;
using Microsoft.CodeAnalysis.CSharp;

namespace AgeFormal.Architecture.Tests.Sources;

/// <summary>One name, one type: what a reader learns of a word in one room holds in all.</summary>
public sealed class TypeNamesTests
{
    private static readonly string[] Projects =
    [
        "Algebra",
        "Operators",
        "Verification",
        "Networks",
        "Facade",
    ];

    [Test]
    public void No_two_types_of_the_solution_share_a_name()
    {
        var files = Projects
            .SelectMany(folder => SourceFiles.Of(Path.Combine(Repository.Root, folder)))
            .ToArray();
        Assert.That(files, Has.Length.GreaterThan(400));
        Assert.That(
            TypeNames.Shared(
                files.Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path)))
            ),
            Is.Empty
        );
    }

    [TestCase("namespace A; class One;", "namespace B; record One;", "One: A, B")]
    [TestCase("namespace A; partial class One;", "namespace A; partial class One;", null)]
    [TestCase("namespace A; class One { class Two; }", "namespace B; class Two;", null)]
    public void A_shared_name_is_seen(string first, string second, string? seen) =>
        Assert.That(
            TypeNames.Shared([
                CSharpSyntaxTree.ParseText(first),
                CSharpSyntaxTree.ParseText(second),
            ]),
            seen is null ? Is.Empty : Is.EqualTo([seen])
        );
}
