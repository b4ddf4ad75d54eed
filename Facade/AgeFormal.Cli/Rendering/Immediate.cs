namespace AgeFormal.Cli.Rendering;

/// <summary>Progress that is reported at once, on the thread that makes it, so that lines keep their order.</summary>
internal sealed class Immediate<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
