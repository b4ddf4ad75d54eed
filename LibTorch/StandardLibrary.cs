using System.Text.RegularExpressions;

namespace AgeFormal.LibTorch;

/// <summary>The C++ standard library of this machine.</summary>
internal static partial class StandardLibrary
{
    private const int LargestFile = 64 << 20;

    /// <summary>Newest symbol version of the loaded libstdc++, such as <c>GLIBCXX_3.4.30</c>; null where unknown.</summary>
    public static string? NewestVersion()
    {
        try
        {
            var path = File.ReadLines("/proc/self/maps")
                .Select(line => line[(line.LastIndexOf(' ') + 1)..])
                .FirstOrDefault(path => path.Contains("/libstdc++.so.6", StringComparison.Ordinal));
            return path is null || new FileInfo(path).Length > LargestFile
                ? null
                : Newest(System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Largest GLIBCXX version named in a text.</summary>
    public static string? Newest(string text) =>
        Name()
            .Matches(text)
            .Select(match => match.Value)
            .MaxBy(name => Version.Parse(name["GLIBCXX_".Length..]));

    [GeneratedRegex(@"GLIBCXX_[0-9]{1,4}\.[0-9]{1,4}(\.[0-9]{1,4})?")]
    private static partial Regex Name();
}
