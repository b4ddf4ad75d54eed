using System.Text;
using AgeFormal.Operators;

namespace AgeFormal.Cli.Files;

/// <summary>Files that a command writes beside its output.</summary>
internal static class TextFile
{
    /// <summary>Writes the text as UTF-8; the file is replaced as a whole.</summary>
    public static void Write(string path, string text, CancellationToken cancellation) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)), cancellation);
}
