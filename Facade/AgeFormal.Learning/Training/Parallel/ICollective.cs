namespace AgeFormal.Learning.Training;

/// <summary>Processes that make every step of a training together.</summary>
public interface ICollective
{
    /// <summary>The number of this process, from 0 on.</summary>
    int Rank { get; }

    /// <summary>The number of processes.</summary>
    int Ranks { get; }

    /// <summary>The bytes of all processes, one after the other in the order of their ranks. All processes call it, with as many bytes.</summary>
    void Gather(ReadOnlySpan<byte> own, Span<byte> all);
}
