using AgeFormal.Laws;

namespace AgeFormal.Smoke.Tests;

/// <summary>A program outside of this repository that refers to Networks and makes a tensor before anything else.</summary>
public sealed class CallOrderTests
{
    private const string Program = """
        using System.Runtime.CompilerServices;
        using AgeFormal.LibTorch;
        using TorchSharp;
        using static TorchSharp.torch;

        System.Console.WriteLine($"sum {ones(2, 3).sum().ToSingle()}");

        internal static class TorchFirst
        {
            [ModuleInitializer]
            internal static void Start() => TorchRuntime.Require();
        }
        """;

    internal static string System =>
        OperatingSystem.IsWindows() ? "win-x64"
        : OperatingSystem.IsMacOS() ? "osx-arm64"
        : "linux-x64";

    internal static string Backend => $"libtorch-cpu-{System}";

    private static string Project =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{Backend}" Version="2.10.0" />
                <ProjectReference Include="{Path.Combine(
                Repository.Root,
                "Networks",
                "AgeFormal.Networks.csproj"
            )}" />
              </ItemGroup>
            </Project>
            """;

    // Without the initializer TorchSharp looks for libtorch itself, and fails where libstdc++ is older than its own.
    [Test]
    [Category("Long")]
    public void A_module_initializer_that_requires_libtorch_comes_before_any_tensor()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("Program.cs"), Program);
        File.WriteAllText(folder.File("own.csproj"), Project);
        var (exit, output) = Dotnet.Run(folder.Path, "run", "--project", folder.File("own.csproj"));
        Assert.That(exit, Is.Zero, output);
        Assert.That(output, Does.Contain("sum 6"));
    }
}
