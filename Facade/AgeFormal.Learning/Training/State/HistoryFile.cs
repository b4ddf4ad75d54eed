using AgeFormal.Algebra;

namespace AgeFormal.Learning.Training;

/// <summary>The histories that <see cref="HistoryWriter.JsonLines"/> writes.</summary>
public static class HistoryFile
{
    private const int MostCharacters = 1 << 28;

    /// <summary>Reads the reports of a training's epochs.</summary>
    /// <param name="path">The file, a JSON object on each line.</param>
    /// <exception cref="TrainingFileException">The file is no history; names the place.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static EqArray<EpochReport> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var length = new FileInfo(path).Length;
        if (length > MostCharacters)
            throw new TrainingFileException(
                path,
                "history",
                $"{length} bytes",
                $"at most {MostCharacters}"
            );
        return StateText.HistoryOf(
            $"[{string.Join(',', File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)))}]",
            path
        );
    }
}
