using NUnit.Framework;

namespace AgeFormal.Laws;

/// <summary>
/// A reader of files under damage. Whatever the bytes, it ends: with a value that means what it says, or with an exception of
/// its own; within a stack of 512 KiB, and within 50 MB and twenty times the file.
/// </summary>
/// <param name="Name">The format.</param>
/// <param name="Files">Valid files.</param>
/// <param name="Read">The reader; what it returns was read.</param>
/// <param name="IsOwn">Whether an exception is one that the reader documents.</param>
/// <param name="Means">Asserts that what was read can be written, read again and is the same.</param>
public sealed record HostileFormat(
    string Name,
    IReadOnlyList<byte[]> Files,
    Func<byte[], object> Read,
    Func<Exception, bool> IsOwn,
    Action<object> Means
)
{
    /// <summary>What a reader may allocate beside twenty times the file: more than 50 MB where a package that it uses believes a claim.</summary>
    public long Constant { get; init; } = 50_000_000;

    private const int Stack = 512 << 10;
    private const int PerByte = 20;
    private const int LongestMessage = 6000;

    // A reader that does not return is named with its seed; the bound is far from what any of them takes.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    /// <summary>Reads mutants with seeds from 0 on; every outcome that is not allowed is a failure of the running test.</summary>
    /// <returns>How many were read and how many were refused.</returns>
    public (int Accepted, int Refused) Survives(int mutants)
    {
        // What is made once per process is not the cost of a file.
        foreach (var file in Files)
            Assert.That(Outcome(file, counts: false), Is.EqualTo(Accepted), Name);
        var faults = new List<string>();
        var (accepted, refused) = (0, 0);
        for (var seed = 0; seed < mutants; seed++)
        {
            var outcome = Outcome(FileMutations.Of(Files, seed), counts: true);
            if (outcome == Accepted)
                accepted++;
            else if (outcome == Refused)
                refused++;
            else
                faults.Add($"{Name}, seed {seed}: {outcome}");
        }
        Assert.That(faults, Is.Empty, string.Join('\n', faults.Take(20)));
        TestContext.Out.WriteLine(
            $"{Name}: {mutants} mutants, {accepted} read, {refused} refused, 0 faults"
        );
        return (accepted, refused);
    }

    /// <summary>One file, for cases written by hand: what its reading ends with.</summary>
    public string Outcome(byte[] file) => Outcome(file, counts: true);

    public const string Accepted = "read";

    public const string Refused = "refused";

    private string Outcome(byte[] file, bool counts)
    {
        var outcome = "nothing";
        var allocated = 0L;
        var thread = new Thread(
            () =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    var value = Read(file);
                    allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                    Means(value);
                    outcome = Accepted;
                }
                catch (Exception failure)
                {
                    if (allocated == 0)
                        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                    outcome =
                        !IsOwn(failure)
                            ? $"{failure.GetType().Name}: {Head(failure.Message)} at {failure.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}"
                        : failure.Message.Length > LongestMessage
                            ? $"a message of {failure.Message.Length} characters"
                        : Refused;
                }
            },
            Stack
        )
        {
            IsBackground = true,
        };
        thread.Start();
        if (!thread.Join(Hang))
            return $"still reading {file.Length} bytes after {Hang.TotalSeconds} s";
        return counts && allocated > Constant + PerByte * (long)file.Length
            ? $"{allocated} bytes for a file of {file.Length}; {outcome}"
            : outcome;
    }

    private static string Head(string text) => text.Length <= 200 ? text : text[..200];
}
