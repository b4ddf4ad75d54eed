using AgeFormal.Laws;

namespace AgeFormal.Architecture.Tests.Sources;

/// <summary>The folders of a project have an order: an arrow goes to a lower one, never back.</summary>
public sealed class RoomTests
{
    [TestCase("Algebra", "AgeFormal.Algebra")]
    [TestCase("Operators", "AgeFormal.Operators")]
    [TestCase("Programs", "AgeFormal.Programs")]
    [TestCase("Symmetry/AgeFormal.Symmetry", "AgeFormal.Symmetry")]
    [TestCase("Kernels", "AgeFormal.Kernels")]
    [TestCase("LibTorch", "AgeFormal.LibTorch")]
    [TestCase("Verification", "AgeFormal.Verification")]
    [TestCase("Networks", "AgeFormal.Networks")]
    [TestCase("Facade/AgeFormal.Learning", "AgeFormal.Learning")]
    [TestCase("Facade/AgeFormal.Facade", "AgeFormal.Facade")]
    [TestCase("Facade/AgeFormal.Testing", "AgeFormal.Testing")]
    [TestCase("Facade/AgeFormal.Cli", "ageformal")]
    public void The_folders_of_a_project_have_an_order(string folder, string assembly)
    {
        var project = SourceProject.Read(folder, assembly);
        Assert.That(
            project.GetDeclarationDiagnostics().Where(fault => fault.Id is "CS0234" or "CS0246"),
            Is.Empty,
            "every name is found"
        );
        var graph = FolderGraph.Of(project);
        TestContext.Out.WriteLine($"{folder}: {graph.Order}");
        Assert.That(graph.Cycles, Is.Empty);
        Assert.That(
            File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md")),
            Does.Contain($"| `{folder}` | {graph.Order} |"),
            "the page has the order"
        );
    }

    [Test]
    public void Two_folders_that_use_each_other_are_seen()
    {
        var graph = Graph(
            ("Proofs/Proof.cs", "namespace A; class Proof { Page Page() => new(); }"),
            (
                "Pages/Page.cs",
                "namespace A; class Page { void Show(object of) { _ = of is Proof; } }"
            ),
            ("Root.cs", "namespace A; class Root { void Open() { new Proof().ToString(); } }")
        );
        Assert.That(graph.Order, Is.EqualTo("[Pages ⇄ Proofs] → ."));
        Assert.That(
            graph.Cycles.Select(use => use.ToString()),
            Is.EqualTo([
                "Pages → Proofs: Pages/Page.cs uses Proof",
                "Proofs → Pages: Proofs/Proof.cs uses Page",
            ])
        );
    }

    [TestCase(
        "class Lower { void Go() { var one = 1.Twice(); } }",
        TestName = "An_extension_is_an_arrow"
    )]
    [TestCase("class Lower : Upper;", TestName = "A_base_is_an_arrow")]
    [TestCase("partial class Parts;", TestName = "A_part_of_a_type_is_an_arrow")]
    [TestCase(
        "class Lower { Upper Make() => new(); }",
        TestName = "A_new_without_a_name_is_an_arrow"
    )]
    public void What_a_file_uses_is_seen(string lower)
    {
        var graph = Graph(
            ("Lower/Lower.cs", $"namespace A; {lower}"),
            (
                "Upper/Upper.cs",
                "namespace A; class Upper; partial class Parts; static class Twices { public static int Twice(this int x) => 2 * x; }"
            )
        );
        Assert.That(graph.Order, Does.EndWith("Lower").Or.Contains("⇄"));
    }

    [Test]
    public void A_name_in_a_comment_is_no_arrow()
    {
        var graph = Graph(
            (
                "Lower/Lower.cs",
                "namespace A; /// <summary><see cref=\"Upper\"/></summary>\nclass Lower;"
            ),
            ("Upper/Upper.cs", "namespace A; class Upper : Lower;")
        );
        Assert.That(graph.Order, Is.EqualTo("Lower → Upper"));
        Assert.That(graph.Cycles, Is.Empty);
    }

    private static FolderGraph Graph(params (string Path, string Text)[] files) =>
        FolderGraph.Of(SourceProject.Of("A", files));
}
