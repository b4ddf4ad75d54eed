using System.Text.Json;

namespace AgeFormal.Mutations.Tests;

/// <summary>A copy of the repository with all faults planted in it, built once.</summary>
internal sealed class PlantedCopy
{
    private static readonly TimeSpan PatienceOfBuild = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan PatienceOfTests = TimeSpan.FromMinutes(10);
    private static readonly Dictionary<string, string> NoFault = [];

    private readonly string _folder;
    private int _runs;

    private PlantedCopy(string folder) => _folder = folder;

    /// <summary>Copies, plants and builds.</summary>
    /// <exception cref="InvalidOperationException">The copy does not compile.</exception>
    public static PlantedCopy Build(string root, string folder, IReadOnlyList<Mutant> mutants)
    {
        var copy = new PlantedCopy(folder);
        foreach (var (name, text) in Sources(root, mutants))
            copy.Write(name, text);
        copy.Compile(mutants.Select(mutant => mutant.Tests.Project).Distinct().Order());
        return copy;
    }

    /// <summary>Runs tests with faults active, or with none.</summary>
    public Outcome Run(Choice tests, params IEnumerable<string> active)
    {
        var results = $"{Environment.ProcessId}-{Interlocked.Increment(ref _runs)}.trx";
        var project = tests.Project;
        var run = Command.Run(
            _folder,
            PatienceOfTests,
            new Dictionary<string, string> { [Planting.Variable] = string.Join('+', active) },
            "dotnet",
            "test",
            Path.Combine("tests", project, "bin", "Debug", Framework, $"AgeFormal.{project}.dll"),
            "--filter",
            tests.Filter,
            "--logger",
            $"trx;LogFileName={results}",
            "--results-directory",
            Path.Combine(_folder, "TestResults")
        );
        var file = Path.Combine(_folder, "TestResults", results);
        return run.ExitCode is null
                ? new Outcome.NoAnswer($"the tests did not end in {PatienceOfTests}")
            : File.Exists(file) ? TestResults.Read(File.ReadAllText(file))
            : new Outcome.NoAnswer(run.Output);
    }

    private static string Framework => $"net{Environment.Version.Major}.0";

    private static IEnumerable<(string Name, byte[] Content)> Sources(
        string root,
        IReadOnlyList<Mutant> mutants
    )
    {
        var files = Files(root);
        var planted = mutants.GroupBy(mutant => mutant.File).ToDictionary(group => group.Key);
        foreach (var name in files)
        {
            var content = File.ReadAllBytes(Path.Combine(root, name));
            yield return (
                name,
                planted.TryGetValue(name, out var here)
                    ? Encode(Planting.Plant(Decode(content), Project(files, name), here))
                    : content
            );
        }
        foreach (var project in mutants.GroupBy(mutant => Project(files, mutant.File)))
            yield return (
                Path.Combine(Folder(files, project.First().File), "PlantedSwitches.g.cs"),
                Encode(Planting.Switches(project.Key, project))
            );
    }

    private static string[] Files(string root)
    {
        var listed = Command.Run(
            root,
            PatienceOfTests,
            NoFault,
            "git",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z"
        );
        return listed.ExitCode == 0
            ? [.. listed.Output.Split('\0').Where(name => File.Exists(Path.Combine(root, name)))]
            : throw new InvalidOperationException($"git ls-files: {listed.Output}");
    }

    private static string Folder(string[] files, string source)
    {
        for (
            var folder = Path.GetDirectoryName(source);
            !string.IsNullOrEmpty(folder);
            folder = Path.GetDirectoryName(folder)
        )
            if (files.Any(file => IsProject(file) && Path.GetDirectoryName(file) == folder))
                return folder;
        throw new InvalidOperationException($"No project holds {source}.");
    }

    private static string Project(string[] files, string source)
    {
        var folder = Folder(files, source);
        return Path.GetFileNameWithoutExtension(
            files.First(file => IsProject(file) && Path.GetDirectoryName(file) == folder)
        );
    }

    private static bool IsProject(string file) =>
        file.EndsWith(".csproj", StringComparison.Ordinal);

    // What is there already with this content keeps its time, so that building again is fast.
    private void Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private void Compile(IEnumerable<string> projects)
    {
        const string filter = "Planted.slnf";
        Write(
            filter,
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    solution = new
                    {
                        path = "AgeFormal.sln",
                        projects = projects.Select(project => $@"tests\{project}\{project}.csproj"),
                    },
                }
            )
        );
        var build = Command.Run(
            _folder,
            PatienceOfBuild,
            NoFault,
            "dotnet",
            "build",
            filter,
            "-nologo",
            "-v",
            "q",
            "-clp:ErrorsOnly",
            "-p:RunAnalyzers=false",
            "-p:TreatWarningsAsErrors=false",
            "-p:EnforceCodeStyleInBuild=false",
            "-p:GenerateDocumentationFile=false"
        );
        if (build.ExitCode != 0)
            throw new InvalidOperationException(
                $"The copy with the planted faults does not compile:\n{build.Output}"
            );
    }

    private static string Decode(byte[] content) => System.Text.Encoding.UTF8.GetString(content);

    private static byte[] Encode(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
