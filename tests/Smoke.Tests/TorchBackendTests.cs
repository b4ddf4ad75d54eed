using System.Text.Json;
using AgeFormal.Laws;

namespace AgeFormal.Smoke.Tests;

/// <summary>Which packages the property TorchBackend selects, asked of MSBuild by evaluation alone.</summary>
public sealed class TorchBackendTests
{
    [Test]
    public void The_default_backend_is_the_cpu_libtorch_of_this_system()
    {
        var expected =
            OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64"
            : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64"
            : "libtorch-cpu-linux-x64";

        Assert.That(Packages(), Is.EquivalentTo(new[] { "TorchSharp", expected }));
        Assert.That(Packages("-p:TorchBackend=cpu"), Is.EquivalentTo(Packages()));
    }

    [Test]
    [Platform(Exclude = "MacOsX")]
    public void The_cuda_backend_is_the_cuda_package_of_this_system()
    {
        var expected = OperatingSystem.IsWindows()
            ? "TorchSharp-cuda-windows"
            : "TorchSharp-cuda-linux";

        Assert.That(Packages("-p:TorchBackend=cuda"), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void An_external_backend_brings_no_libtorch()
    {
        Assert.That(Packages("-p:TorchBackend=external"), Is.EqualTo(new[] { "TorchSharp" }));
    }

    [Test]
    public void Another_backend_is_an_error_that_names_the_three()
    {
        var (exit, output) = MsBuild("-t:CheckTorchBackend", "-p:TorchBackend=rocm");

        Assert.That(exit, Is.Not.Zero);
        Assert.That(
            output,
            Does.Contain("TorchBackend is 'rocm'; expected cpu, cuda or external.")
        );
    }

    private static string[] Packages(params string[] arguments)
    {
        var (exit, output) = MsBuild(["-getItem:PackageReference", .. arguments]);
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

    private static (int Exit, string Output) MsBuild(params string[] arguments) =>
        Dotnet.Run(
            Repository.Root,
            [
                "msbuild",
                Path.Combine("Networks", "AgeFormal.Networks.csproj"),
                "-nologo",
                "-nodeReuse:false",
                .. arguments,
            ]
        );
}
