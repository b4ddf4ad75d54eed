using System.Text.Json;
using AgeFormal.Laws;

namespace AgeFormal.Smoke.Tests;

/// <summary>Which packages the property TorchBackend selects, asked of MSBuild by evaluation alone.</summary>
public sealed class TorchBackendTests
{
    private const string Library = "Networks/AgeFormal.Networks.csproj";
    private const string Tool = "Facade/AgeFormal.Cli/AgeFormal.Cli.csproj";

    [Test]
    public void The_default_backend_of_a_program_is_the_cpu_libtorch_of_this_system()
    {
        Assert.That(Packages(Tool), Is.EqualTo(new[] { CallOrderTests.Backend }));
        Assert.That(Packages(Tool, "-p:TorchBackend=cpu"), Is.EqualTo(Packages(Tool)));
    }

    [TestCase("linux-x64")]
    [TestCase("win-x64")]
    [TestCase("osx-arm64")]
    public void A_program_for_another_system_has_the_libtorch_of_that_system(string system) =>
        Assert.That(
            Packages(Tool, $"-p:RuntimeIdentifier={system}"),
            Is.EqualTo(new[] { $"libtorch-cpu-{system}" })
        );

    [TestCase("-p:TorchBackend=cpu")]
    [TestCase("-p:TorchBackend=cuda")]
    public void A_library_names_no_libtorch(string backend) =>
        Assert.That(Packages(Library, backend), Is.EqualTo(new[] { "TorchSharp" }));

    [Test]
    [Platform(Exclude = "MacOsX")]
    public void The_cuda_backend_is_the_cuda_package_of_this_system()
    {
        var expected = OperatingSystem.IsWindows()
            ? "TorchSharp-cuda-windows"
            : "TorchSharp-cuda-linux";

        Assert.That(Packages(Tool, "-p:TorchBackend=cuda"), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void An_external_backend_brings_no_libtorch()
    {
        Assert.That(Packages(Tool, "-p:TorchBackend=external"), Is.Empty);
    }

    [Test]
    public void Another_backend_is_an_error_that_names_the_three()
    {
        var (exit, output) = MsBuild(Tool, "-t:CheckTorchBackend", "-p:TorchBackend=rocm");

        Assert.That(exit, Is.Not.Zero);
        Assert.That(
            output,
            Does.Contain("TorchBackend is 'rocm'; expected cpu, cuda or external.")
        );
    }

    private static string[] Packages(string project, params string[] arguments)
    {
        var (exit, output) = MsBuild(project, ["-getItem:PackageReference", .. arguments]);
        Assert.That(exit, Is.Zero, output);
        using var json = JsonDocument.Parse(output);
        return
        [
            .. json
                .RootElement.GetProperty("Items")
                .GetProperty("PackageReference")
                .EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString() ?? "")
                .Where(name =>
                    name.StartsWith("TorchSharp", StringComparison.Ordinal)
                    || name.StartsWith("libtorch", StringComparison.Ordinal)
                ),
        ];
    }

    private static (int Exit, string Output) MsBuild(string project, params string[] arguments) =>
        Dotnet.Run(
            Repository.Root,
            ["msbuild", project, "-nologo", "-nodeReuse:false", .. arguments]
        );
}
