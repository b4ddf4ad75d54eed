using System.Reflection;
using AgeFormal.Laws;
using PublicApiGenerator;

namespace AgeFormal.Architecture.Tests;

/// <summary>A change of the public surface is seen: each assembly's surface is stored beside this file.</summary>
public sealed class PublicApiTests
{
    [TestCase("AgeFormal.Algebra")]
    [TestCase("AgeFormal.Operators")]
    [TestCase("AgeFormal.Programs")]
    [TestCase("AgeFormal.LibTorch")]
    [TestCase("AgeFormal.Networks")]
    [TestCase("AgeFormal.Symmetry")]
    [TestCase("AgeFormal.Kernels")]
    [TestCase("AgeFormal.Verification")]
    [TestCase("AgeFormal.Learning")]
    [TestCase("AgeFormal.Facade")]
    [TestCase("AgeFormal.Testing")]
    public void The_public_surface_is_the_stored_one(string assembly)
    {
        var folder = Path.Combine(Repository.Root, "tests", "Architecture.Tests", "PublicApi");
        var stored = Path.Combine(folder, $"{assembly}.verified.txt");
        var received = Path.ChangeExtension(Path.ChangeExtension(stored, null), "received.txt");
        var surface = Assembly
            .Load(assembly)
            .GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n");
        if (File.Exists(stored) && File.ReadAllText(stored).ReplaceLineEndings("\n") == surface)
        {
            File.Delete(received);
            return;
        }
        Directory.CreateDirectory(folder);
        File.WriteAllText(received, surface);
        Assert.Fail(
            $"The public surface of {assembly} differs from {stored}. If the change is meant, replace it by {received}."
        );
    }
}
