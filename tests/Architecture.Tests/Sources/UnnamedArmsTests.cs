using AgeFormal.Laws;
using Microsoft.CodeAnalysis.CSharp;

namespace AgeFormal.Architecture.Tests.Sources;

/// <summary>Who reads a match over a union sees which case each function is for.</summary>
public sealed class UnnamedArmsTests
{
    [Test]
    public void Every_match_over_a_union_names_its_arms()
    {
        var files = SourceFiles.Of(Repository.Root).ToArray();
        Assert.That(files, Has.Length.GreaterThan(500));
        Assert.That(
            files.SelectMany(path =>
                UnnamedArms.In(CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path))
            ),
            Is.Empty
        );
    }

    [TestCase("v.Match(_ => true, _ => false)", 1)]
    [TestCase("v?.Match(proved: _ => true, _ => false)", 1)]
    [TestCase("v.Match<int>(Count, _ => 0)", 1)]
    [TestCase("v.Match(Low, High)", 1)]
    [TestCase("Snapshot.Match(First, options: Options)", 0)]
    [TestCase("v.Match(proved: _ => true, refuted: _ => false)", 0)]
    [TestCase("Regex.Match(text, pattern)", 0)]
    public void A_call_that_names_no_arms_is_seen(string call, int seen) =>
        Assert.That(
            UnnamedArms.In(CSharpSyntaxTree.ParseText($"_ = {call};", path: "one.cs")),
            Has.Exactly(seen).EqualTo("one.cs:1")
        );
}
