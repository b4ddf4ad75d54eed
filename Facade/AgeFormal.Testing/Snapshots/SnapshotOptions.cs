using AgeFormal.Operators;

namespace AgeFormal.Testing.Snapshots;

/// <summary>How a snapshot is compared and where it lies.</summary>
public sealed record SnapshotOptions
{
    /// <summary>The environment variable that accepts every received value when it is <c>1</c>.</summary>
    public const string AcceptVariable = "AGEFORMAL_ACCEPT_SNAPSHOTS";

    /// <summary>The usual: beside the source file, with the usual tolerance.</summary>
    public static SnapshotOptions Default { get; } = new();

    /// <summary>How far a received value may be from the verified one.</summary>
    public SnapshotTolerance Tolerance { get; init; } = SnapshotTolerance.Default;

    /// <summary>
    /// The dtype in which a signal is stored and compared; null: that of the compiled network that ran, double precision
    /// where none is known. Single precision keeps the outputs of a binary32 execution without loss.
    /// </summary>
    public Precision? Precision { get; init; }

    /// <summary>The folder of the files; null for that of the test's source file.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether received values become the verified ones; null: as <see cref="AcceptVariable"/> says.</summary>
    public bool? Accepts { get; init; }

    internal bool IsAccepting =>
        Accepts ?? Environment.GetEnvironmentVariable(AcceptVariable) == "1";
}
