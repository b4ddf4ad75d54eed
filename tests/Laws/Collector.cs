namespace AgeFormal.Laws;

/// <summary>Keeps all reports; runs an action after each.</summary>
public sealed class Collector<T>(Action<T>? after = null) : IProgress<T>
{
    public List<T> Reports { get; } = [];

    public void Report(T value)
    {
        Reports.Add(value);
        after?.Invoke(value);
    }
}
