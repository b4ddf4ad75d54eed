using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace AgeFormal.LibTorch;

/// <summary>
/// Settings of libtorch's OpenMP runtime and of oneDNN, which read them once, when they are loaded or first used, and of the
/// C library's allocator, from which libtorch has its tensors on the CPU.
/// </summary>
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
/// By default glibc gives memory back to the system as soon as it is free at the end of the heap, and each next tensor is
/// mapped and cleared anew. A pass of p4-cnn over 128 images took 122 to 221 ms by default (medians of 40 in each of eight
/// runs on two cores) and 60 to 71 ms where freed memory stays with the process (seven runs), with 0.4 to 0.5 in place of 2.7
/// to 5.6 s of system time; the peak was 248 to 260 in place of 233 MiB. Tensors above 32 MiB, the most that glibc allows
/// here, are still mapped each time.
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

    // The numbers of mallopt(3).
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;
    private const int LargestMapThreshold = 32 << 20;

    private static readonly string[] GoverningMemory =
    [
        "MALLOC_TRIM_THRESHOLD_",
        "MALLOC_MMAP_THRESHOLD_",
        "MALLOC_TOP_PAD_",
        "GLIBC_TUNABLES",
    ];

    private static readonly string[] Governing =
    [
        "GOMP_SPINCOUNT",
        "OMP_WAIT_POLICY",
        "OMP_PROC_BIND",
    ];

    private static readonly string[] GoverningKernels = ["ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA"];

    /// <summary>
    /// Sets GOMP_SPINCOUNT, ONEDNN_MAX_CPU_ISA where its kernels cannot be trusted, and lets freed memory stay, unless the
    /// user has set them or another variable that governs the same. Written to the C environment:
    /// <see cref="Environment.SetEnvironmentVariable(string, string)"/> does not reach native code. A failure leaves the
    /// default.
    /// </summary>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux())
            return;
        if (!Governing.Any(IsSet))
            Set("GOMP_SPINCOUNT", SpinCount);
        if (HasUntrustedKernels() && !GoverningKernels.Any(IsSet))
            Set("ONEDNN_MAX_CPU_ISA", "SSE41");
        if (!GoverningMemory.Any(IsSet))
            KeepFreedMemory();
    }

    private static void KeepFreedMemory()
    {
        try
        {
            // Either one ends glibc's own adjustment of both.
            if (SetAllocation(MapThreshold, LargestMapThreshold) != 0)
                _ = SetAllocation(TrimThreshold, int.MaxValue);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library, with an allocator of its own.
        }
    }

    /// <summary>
    /// Whether this is a processor on which oneDNN's AVX kernels were seen to be wrong: an AMD of family 1Ah, here one that
    /// reports no caches. Seven to eight of twelve short float32 trainings ended in NaN there in each of eight runs with the
    /// default, one of twelve with AVX2, none in four runs with SSE4.1.
    /// </summary>
    private static bool HasUntrustedKernels()
    {
        const int authenticAmd = 0x444D4163;
        const int zen5 = 0x1A;
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Ecx != authenticAmd)
            return false;
        var signature = X86Base.CpuId(1, 0).Eax;
        return ((signature >> 8) & 0xF) + ((signature >> 20) & 0xFF) == zen5;
    }

    private static void Set(string variable, string value) =>
        _ = SetEnvironment(
            [.. Encoding.ASCII.GetBytes(variable), 0],
            [.. Encoding.ASCII.GetBytes(value), 0],
            0
        );

    private static bool IsSet(string variable) =>
        Environment.GetEnvironmentVariable(variable) is not null;

    [DllImport("libc", EntryPoint = "mallopt")]
    private static extern int SetAllocation(int parameter, int value);

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetEnvironment(byte[] name, byte[] value, int overwrite);
}
