using NUnit.Framework;

namespace AgeFormal.Laws;

/// <summary>
/// Published weights, vectors and digits in a folder <c>shared</c> beside the checkout. A test that needs them reports
/// itself skipped where they are absent.
/// </summary>
public static class SharedFiles
{
    /// <summary>The path of <c>shared/reference/{name}</c>; skips the running test when there is none.</summary>
    public static string Reference(string name) => Find(Path.Combine("reference", name));

    /// <summary>The folder with the MNIST idx files; skips the running test when there is none.</summary>
    public static string Mnist() => Find(Path.Combine("data", "mnist"));

    /// <summary>The folder with emoji in nine classes as CIFAR-10 files; skips the running test when there is none.</summary>
    public static string Emoji() => Find(Path.Combine("data", "emoji"));

    /// <summary>The path of <c>shared/data/cases/{name}</c>; skips the running test when there is none.</summary>
    public static string Cases(string name) => Find(Path.Combine("data", "cases", name));

    private static string Find(string name)
    {
        for (
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            var candidate = Path.Combine(folder.FullName, "shared", name);
            if (File.Exists(candidate) || Directory.Exists(candidate))
                return candidate;
        }
        Assert.Ignore($"shared/{name} is not beside this checkout");
        return "";
    }
}
