namespace AgeFormal.Learning.Training;

/// <summary>The processes that mpirun has started, one job. There is one in a process, from its start to its end.</summary>
internal sealed class MpiWorld : ICollective, IDisposable
{
    // A message of MPI has at most this many bytes.
    private const int MostBytes = 1 << 26;

    private static readonly Lock Starting = new();
    private static bool s_isStarted;

    private MpiWorld()
    {
        MpiLibrary.Initialize();
        Rank = MpiLibrary.Rank();
        Ranks = MpiLibrary.Size();
    }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Ranks { get; }

    /// <summary>Joins the job.</summary>
    /// <exception cref="MpiException">No MPI is installed, it is one with other handles, or it does not start.</exception>
    /// <exception cref="InvalidOperationException">The process has joined before: MPI allows it once.</exception>
    public static MpiWorld Start()
    {
        lock (Starting)
        {
            if (s_isStarted)
                throw new InvalidOperationException(
                    "Expected to join the job once, received a second time: MPI does not allow it."
                );
            var world = new MpiWorld();
            s_isStarted = true;
            return world;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    /// <exception cref="MpiException">MPI fails.</exception>
    public unsafe void Gather(ReadOnlySpan<byte> own, Span<byte> all)
    {
        if (all.Length != (long)own.Length * Ranks)
            throw new ArgumentException(
                $"Expected room for {own.Length} bytes of each of {Ranks} processes, received {all.Length}.",
                nameof(all)
            );
        if (own.IsEmpty)
            return;
        if (own.Length <= MostBytes)
        {
            fixed (byte* from = own)
            fixed (byte* to = all)
                MpiLibrary.AllGather(from, to, own.Length);
            return;
        }
        var part = new byte[MostBytes * Ranks];
        for (var start = 0; start < own.Length; start += MostBytes)
        {
            var length = Math.Min(MostBytes, own.Length - start);
            Gather(own.Slice(start, length), part.AsSpan(0, length * Ranks));
            for (var rank = 0; rank < Ranks; rank++)
                part.AsSpan(rank * length, length).CopyTo(all[(rank * own.Length + start)..]);
        }
    }

    /// <summary>Ends all processes of the job.</summary>
    public static void Abort(int code) => MpiLibrary.Abort(code);

    /// <summary>Leaves the job; all processes do so together.</summary>
    public void Dispose() => MpiLibrary.Terminate();
}
