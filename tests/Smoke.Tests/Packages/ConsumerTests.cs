using System.Text.RegularExpressions;
using AgeFormal.Laws;

namespace AgeFormal.Smoke.Tests.Packages;

/// <summary>Clean folders outside of the repository, which know the packages alone.</summary>
[Category("Long")]
public sealed partial class ConsumerTests
{
    private const string Broken = """
        design broken
        input f[1] on group
        output 1
        param gain[1, H]
        lambda(g; o). gain(Abs(g); o) * f[o](g)
        """;

    private const string Sound = """
        design sound
        input f[1] on group
        output 1
        param W[1, 1]
        lambda(g; o). sigmoid(sum[c in Ch(1)] W(o, c) * mean[v in Site] f[c](v)) * f[o](g)
        """;

    [Test]
    public void The_tool_is_installed_and_runs()
    {
        using var folder = LocalFeed.Consumer();
        Succeeds(
            folder,
            "tool",
            "install",
            "AgeFormal.Cli",
            "--tool-path",
            "tools",
            "--version",
            LocalFeed.Version
        );
        var tool = Path.Combine(
            folder.File("tools"),
            OperatingSystem.IsWindows() ? "ageformal.exe" : "ageformal"
        );
        File.WriteAllText(folder.File("sound.design"), Sound);
        File.WriteAllText(folder.File("broken.design"), Broken);
        var (exit, output, error) = InstalledProgram.Run(tool, [], folder.Path);
        Assert.That(exit, Is.Zero, error);
        Assert.That(output, Does.Contain("equivariant under C4: proved for the group"));
        (exit, output, _) = InstalledProgram.Run(tool, ["verify", "sound.design"], folder.Path);
        Assert.That(exit, Is.Zero, output);
        (exit, output, _) = InstalledProgram.Run(tool, ["verify", "broken.design"], folder.Path);
        Assert.That(exit, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("refuted"));
    }

    [Test]
    public void The_library_runs_the_example_of_its_page()
    {
        using var folder = LocalFeed.Consumer();
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "packages.md"));
        Program(
            folder,
            page.Split("```csharp")[1].Split("```")[0],
            ("AgeFormal", LocalFeed.Version),
            (CallOrderTests.Backend, "2.10.0")
        );
        Assert.That(
            Succeeds(folder, "run"),
            Does.Contain("equivariant under C4: proved for the group, exact on the grid")
        );
    }

    [Test]
    public void The_verification_brings_no_torch_and_refutes()
    {
        using var folder = LocalFeed.Consumer();
        Program(
            folder,
            $""""
            using AgeFormal.Operators.Language;
            using AgeFormal.Verification.Designs;

            var design = DesignParser.Parse("""
            {Broken}
            """, "broken");
            System.Console.WriteLine(DesignVerifier.Verify(design).Summary);
            """",
            ("AgeFormal.Verification", LocalFeed.Version)
        );
        Assert.That(Succeeds(folder, "run"), Does.Contain("refuted: on"));
        Assert.That(
            File.ReadAllText(folder.File(Path.Combine("obj", "project.assets.json"))),
            Does.Contain("AgeFormal.Verification/").And.Not.Contain("torch").IgnoreCase
        );
    }

    [Test]
    public void A_project_of_dotnet_new_nunit_tests_designs()
    {
        using var folder = LocalFeed.Consumer();
        Succeeds(folder, "new", "nunit", "--name", "Mine", "--output", ".", "--no-restore");
        Succeeds(folder, "add", "package", "AgeFormal.Testing", "--version", LocalFeed.Version);
        File.WriteAllText(folder.File("UnitTest1.cs"), Tests(Sound));
        Assert.That(Succeeds(folder, "test"), Does.Match(@"Passed: +1"));
        File.WriteAllText(folder.File("UnitTest1.cs"), Tests(Broken));
        var (exit, output) = Dotnet.Run(folder.Path, "test");
        Assert.That(exit, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("refuted").And.Contain("gain"));
    }

    [Test]
    public void The_template_makes_a_project_that_proves_its_design_and_refutes_a_broken_one()
    {
        using var folder = LocalFeed.Consumer();
        string[] hive = ["--debug:custom-hive", folder.File("hive")];
        Succeeds(
            folder,
            [
                "new",
                "install",
                Path.Combine(LocalFeed.Packages, $"AgeFormal.Templates.{LocalFeed.Version}.nupkg"),
                .. hive,
            ]
        );
        Succeeds(folder, ["new", "ageformal", "--name", "Mine", "--output", ".", .. hive]);
        Assert.That(folder.Names, Does.Contain("Mine.csproj"));
        var proved = Succeeds(folder, "test");
        Assert.That(proved, Does.Match("Passed: +1").And.Not.Contain("AGE0"));
        File.WriteAllText(folder.File("attention.design"), Broken);
        var (exit, refuted) = Dotnet.Run(folder.Path, "test");
        Assert.That(exit, Is.EqualTo(1), refuted);
        Assert.That(
            refuted,
            Does.Match(@"attention\.design\(5,1\): warning AGE001: broken is refuted: on .*L_ḡ")
                .And.Match("Failed: +1")
        );
    }

    [Test]
    public void The_analyzer_reports_literals_and_files_and_nothing_that_is_proved()
    {
        using var folder = LocalFeed.Consumer();
        File.WriteAllText(folder.File("sound.design"), Sound);
        File.WriteAllText(
            folder.File("faulty.design"),
            Sound.Replace("sigmoid", "sigmod", StringComparison.Ordinal)
        );
        File.WriteAllText(folder.File("broken.design"), Broken);
        Program(
            folder,
            $""""
            using AgeFormal.Operators.Language;

            var broken = DesignParser.Parse("""
            {Broken}
            """, "broken");
            var sound = DesignParser.Parse("""
            {Sound}
            """, "sound");
            """",
            ("AgeFormal.Verification", LocalFeed.Version),
            ("AgeFormal.Analyzers", LocalFeed.Version)
        );
        var output = Succeeds(folder, "build");
        var warnings = Warning()
            .Matches(output)
            .Select(warning => warning.Value)
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.That(
            warnings,
            Is.EqualTo(
                new[]
                {
                    "Program.cs(3,33): warning AGE001: broken is refuted",
                    "broken.design(5,1): warning AGE001: broken is refuted",
                    "faulty.design(5,15): warning AGE003: faulty.design:5:15: found the undeclared name 'sigmod'",
                }
            ),
            output
        );
        Assert.That(
            Dotnet.Run(folder.Path, "build", "--no-incremental", "-warnaserror").Exit,
            Is.EqualTo(1)
        );
    }

    [GeneratedRegex(@"[^/\\\s]+\(\d+,\d+\): warning AGE\d+: .*?(?=: on|; expected)")]
    private static partial Regex Warning();

    private static string Tests(string design) =>
        $""""
            using AgeFormal.Algebra;
            using AgeFormal.Operators.Language;
            using Is = AgeFormal.Testing.Is;

            public class Tests
            {"{"}
                [Test]
                public void Mine() => Assert.That(
                    DesignParser.Parse("""
            {design}
            """, "mine"),
                    Is.EquivariantUnder(PointGroups.P4m));
            {"}"}
            """";

    private static void Program(
        TemporaryFolder folder,
        string program,
        params (string Id, string Version)[] packages
    )
    {
        File.WriteAllText(folder.File("Program.cs"), program);
        File.WriteAllText(
            folder.File("own.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                {string.Join(
                "\n    ",
                packages.Select(one =>
                    $"""<PackageReference Include="{one.Id}" Version="{one.Version}" />"""
                )
            )}
              </ItemGroup>
            </Project>
            """
        );
    }

    private static string Succeeds(TemporaryFolder folder, params string[] arguments)
    {
        var (exit, output) = Dotnet.Run(folder.Path, arguments);
        Assert.That(exit, Is.Zero, output);
        return output;
    }
}
