using System.Runtime.InteropServices;

namespace AgeFormal.Networks.Torch.Native;

/// <summary>Settings of libtorch's OpenMP runtime, which reads them once, when it is loaded.</summary>
/// <remarks>
/// <para>
/// By default a GNU OpenMP thread spins up to 300 000 times at the end of each parallel region before it sleeps. With
/// other work on the cores the threads then wait for one another's time slices: on two cores with a busy thread each,
/// the worst of six runs took 8 ms for an addition of 20 µs and 24 ms for a convolution of 0.37 ms (medians). With
/// 3 000 spins the worst means were 0.3 ms and 1.2 ms. The price: an addition beside one busy thread took 0.19 ms in
/// most runs (0.02 ms by default), and on an idle machine an operation after a pause of 100 µs costs 20 to 30 µs more,
/// the time to wake a thread; back-to-back operations there cost the same.
/// </para>
/// <para>
/// Rejected after measurement: OMP_PROC_BIND=true binds every calling thread to the first core; mallopt with an mmap
/// threshold of 1 MiB lowers the peak of a convolution loop by a tenth and makes an addition with a 2 MB result 25
/// times slower, as each result is mapped and cleared anew.
/// </para>
/// </remarks>
internal static class NativeSettings
{
    /// <summary>How often an idle OpenMP thread looks for work before it sleeps.</summary>
    public const string SpinCount = "3000";

    private static readonly string[] Governing =
    [
        "GOMP_SPINCOUNT",
        "OMP_WAIT_POLICY",
        "OMP_PROC_BIND",
    ];

    /// <summary>
    /// Sets GOMP_SPINCOUNT, unless the user has set it or another variable that governs waiting. Written to the C
    /// environment: <see cref="Environment.SetEnvironmentVariable(string, string)"/> does not reach native code.
    /// </summary>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux() || Governing.Any(IsSet))
            return;
        // A failure leaves the default, which is slower under load but correct.
        _ = SetEnvironment(
            "GOMP_SPINCOUNT\0"u8.ToArray(),
            [.. SpinCount.Select(c => (byte)c), 0],
            0
        );
    }

    private static bool IsSet(string variable) =>
        Environment.GetEnvironmentVariable(variable) is not null;

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetEnvironment(byte[] name, byte[] value, int overwrite);
}
