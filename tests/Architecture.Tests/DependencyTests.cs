using System.Reflection;
using System.Xml.Linq;
using AgeFormal.Laws;

namespace AgeFormal.Architecture.Tests;

/// <summary>Dependencies point down only, and libtorch is known to Networks and above alone.</summary>
public sealed class DependencyTests
{
    private const string Torch = "TorchSharp";

    // Who may know whom, transitively closed. What is not listed is forbidden.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["AgeFormal.Algebra"] = [],
        ["AgeFormal.Operators"] = ["AgeFormal.Algebra"],
        ["AgeFormal.Programs"] = ["AgeFormal.Algebra", "AgeFormal.Operators"],
        ["AgeFormal.Symmetry"] = ["AgeFormal.Algebra", "AgeFormal.Operators", "AgeFormal.Programs"],
        ["AgeFormal.Kernels"] = ["AgeFormal.Algebra", "AgeFormal.Operators", "AgeFormal.Programs"],
        ["AgeFormal.LibTorch"] = [],
        ["AgeFormal.Networks"] =
        [
            "AgeFormal.Algebra",
            "AgeFormal.Operators",
            "AgeFormal.Programs",
            "AgeFormal.Kernels",
            "AgeFormal.LibTorch",
            Torch,
        ],
        ["AgeFormal.Verification"] = ["AgeFormal.Algebra", "AgeFormal.Operators"],
        ["AgeFormal.Learning"] =
        [
            "AgeFormal.Algebra",
            "AgeFormal.Operators",
            "AgeFormal.Programs",
            "AgeFormal.LibTorch",
            "AgeFormal.Networks",
            "AgeFormal.Verification",
            Torch,
        ],
        ["AgeFormal.Facade"] =
        [
            "AgeFormal.Algebra",
            "AgeFormal.Operators",
            "AgeFormal.Programs",
            "AgeFormal.LibTorch",
            "AgeFormal.Networks",
            "AgeFormal.Verification",
            "AgeFormal.Learning",
            Torch,
        ],
        ["AgeFormal.Testing"] =
        [
            "AgeFormal.Algebra",
            "AgeFormal.Operators",
            "AgeFormal.Programs",
            "AgeFormal.Symmetry",
            "AgeFormal.Networks",
            "AgeFormal.Verification",
            Torch,
        ],
        ["ageformal"] =
        [
            "AgeFormal.Algebra",
            "AgeFormal.Operators",
            "AgeFormal.Programs",
            "AgeFormal.Symmetry",
            "AgeFormal.Networks",
            "AgeFormal.Verification",
            "AgeFormal.Learning",
            "AgeFormal.Facade",
        ],
    };

    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["Algebra/AgeFormal.Algebra"] = [],
        ["Operators/AgeFormal.Operators"] = ["AgeFormal.Algebra"],
        ["Programs/AgeFormal.Programs"] = ["AgeFormal.Operators"],
        ["Symmetry/AgeFormal.Symmetry/AgeFormal.Symmetry"] = ["AgeFormal.Programs"],
        ["Kernels/AgeFormal.Kernels"] = ["AgeFormal.Programs"],
        ["LibTorch/AgeFormal.LibTorch"] = [],
        ["Networks/AgeFormal.Networks"] =
        [
            "AgeFormal.Kernels",
            "AgeFormal.LibTorch",
            "AgeFormal.Operators",
            "AgeFormal.Programs",
        ],
        ["Verification/AgeFormal.Verification"] = ["AgeFormal.Operators"],
        ["Facade/AgeFormal.Learning/AgeFormal.Learning"] =
        [
            "AgeFormal.Networks",
            "AgeFormal.Verification",
        ],
        ["Facade/AgeFormal.Facade/AgeFormal.Facade"] =
        [
            "AgeFormal.Learning",
            "AgeFormal.Networks",
            "AgeFormal.Verification",
        ],
        ["Facade/AgeFormal.Testing/AgeFormal.Testing"] =
        [
            "AgeFormal.Networks",
            "AgeFormal.Symmetry",
            "AgeFormal.Verification",
        ],
        ["Facade/AgeFormal.Analyzers/AgeFormal.Analyzers"] = ["AgeFormal.Verification"],
        ["Facade/AgeFormal.Templates/AgeFormal.Templates"] = [],
        ["Facade/AgeFormal.Cli/AgeFormal.Cli"] = ["AgeFormal.Facade", "AgeFormal.Symmetry"],
    };

    [TestCaseSource(nameof(AllowedNames))]
    public void An_assembly_refers_only_to_rooms_below_it(string assembly)
    {
        var referred = Assembly
            .Load(assembly)
            .GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name == Torch || Allowed.ContainsKey(name));
        Assert.That(referred, Is.SubsetOf(Allowed[assembly]));
    }

    [TestCaseSource(nameof(ProjectNames))]
    public void A_project_names_exactly_the_projects_of_the_design(string project)
    {
        var names = Items(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension);
        Assert.That(names, Is.EquivalentTo(Projects[project]));
    }

    [TestCaseSource(nameof(ProjectNames))]
    public void The_page_of_the_architecture_says_whom_a_project_knows(string project)
    {
        var folder = Path.GetDirectoryName(project)!.Replace('\\', '/');
        var known = Projects[project].Select(name => name["AgeFormal.".Length..]).ToArray();
        Assert.That(
            File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md")),
            Does.Contain($"| `{folder}` | {(known.Length == 0 ? "–" : string.Join(", ", known))} |")
        );
    }

    [TestCase("Algebra/AgeFormal.Algebra")]
    [TestCase("Operators/AgeFormal.Operators", "Pidgin")]
    [TestCase("Verification/AgeFormal.Verification")]
    public void The_formal_core_needs_no_package_but_the_parser_library(
        string project,
        params string[] packages
    ) => Assert.That(Items(project, "PackageReference"), Is.EquivalentTo(packages));

    [Test]
    public void Every_project_of_the_solution_is_known_here_or_is_a_test_or_benchmark()
    {
        var projects = Directory
            .EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(path =>
                Path.ChangeExtension(Path.GetRelativePath(Repository.Root, path), null)
                    .Replace('\\', '/')
            )
            .Where(path => !path.StartsWith("tests/", StringComparison.Ordinal))
            .Where(path => !path.StartsWith("benchmarks/", StringComparison.Ordinal));
        Assert.That(projects, Is.EquivalentTo(Projects.Keys));
    }

    private static IEnumerable<string> AllowedNames => Allowed.Keys;

    private static IEnumerable<string> ProjectNames => Projects.Keys;

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument
            .Load(Path.Combine(Repository.Root, project + ".csproj"))
            .Descendants(kind)
            .Select(item => item.Attribute("Include")!.Value);
}
