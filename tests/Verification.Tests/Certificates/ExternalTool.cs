using AgeFormal.Laws;

namespace AgeFormal.Verification.Tests.Certificates;

/// <summary>A program of the machine that checks a text, when it is installed.</summary>
internal static class ExternalTool
{
    /// <summary>The exit code and both outputs of a program on a file with the text; the test is skipped without it.</summary>
    public static (int ExitCode, string Output) Check(
        string program,
        string file,
        string text,
        params string[] options
    )
    {
        var path = InstalledProgram.Find(program);
        var folder = Directory.CreateTempSubdirectory("certificate");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, file), text);
            var (exitCode, output, error) = InstalledProgram.Run(
                path,
                [.. options, file],
                folder.FullName
            );
            return (exitCode, output + error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
