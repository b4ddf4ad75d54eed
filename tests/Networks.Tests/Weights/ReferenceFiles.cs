namespace AgeFormal.Networks.Tests.Weights;

/// <summary>The published files beside the checkout; a test that needs them is skipped where they are absent.</summary>
internal static class ReferenceFiles
{
    public static string Path(string name)
    {
        for (
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            string candidate = System.IO.Path.Combine(folder.FullName, "shared", "reference", name);
            if (File.Exists(candidate) || Directory.Exists(candidate))
                return candidate;
        }

        Assert.Ignore($"shared/reference/{name} is not beside this checkout");
        return "";
    }
}
