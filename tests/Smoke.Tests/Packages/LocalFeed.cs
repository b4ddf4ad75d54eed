using AgeFormal.Laws;

namespace AgeFormal.Smoke.Tests.Packages;

/// <summary>All packages of the solution, packed once into a folder, and folders of consumers that know it.</summary>
[SetUpFixture]
public sealed class LocalFeed
{
    // A solution that cannot be packed is not packed again for the next test.
    private static readonly Lazy<TemporaryFolder> Made = new(Packed);

    /// <summary>A version that no other feed or cache has, so that nothing older is taken in its place.</summary>
    public static string Version { get; } = $"0.0.1-t{Guid.NewGuid():N}";

    /// <summary>The folder of the packages.</summary>
    public static string Packages => Folder.File("feed");

    private static TemporaryFolder Folder => Made.Value;

    /// <summary>
    /// An empty folder whose restores go to this feed and the usual ones; what is in the usual cache is read there, and what is
    /// new stays here.
    /// </summary>
    public static TemporaryFolder Consumer()
    {
        var consumer = new TemporaryFolder();
        File.WriteAllText(
            consumer.File("nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Folder.File("cache")}" /></config>
              <packageSources><add key="packed" value="{Packages}" /></packageSources>
              <fallbackPackageFolders><add key="usual" value="{UsualCache}" /></fallbackPackageFolders>
            </configuration>
            """
        );
        return consumer;
    }

    /// <summary>Removes the packages, where they were made.</summary>
    [OneTimeTearDown]
    public void Remove()
    {
        if (Made.IsValueCreated)
            Made.Value.Dispose();
    }

    private static string UsualCache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            ".nuget",
            "packages"
        );

    // The outputs are in the folder too: the checkout is left as it was.
    private static TemporaryFolder Packed()
    {
        var made = new TemporaryFolder();
        var (exit, output) = Dotnet.Run(
            Repository.Root,
            "pack",
            "AgeFormal.sln",
            "--output",
            made.File("feed"),
            "--artifacts-path",
            made.File("artifacts"),
            $"-p:Version={Version}",
            $"-p:ToolPackageRuntimeIdentifiers={CallOrderTests.System}",
            "-nodeReuse:false"
        );
        Directory.CreateDirectory(UsualCache);
        if (exit == 0)
            return made;
        made.Dispose();
        throw new InvalidOperationException(output);
    }
}
