using System.Runtime.InteropServices;
using System.Text;

namespace AgeFormal.Learning.Training;

/// <summary>
/// The functions of MPI that a training needs, from the library that is installed. Open MPI's handles of communicators and types
/// are the addresses of exported objects; those of MPICH, and of what keeps its binary interface, are numbers.
/// </summary>
internal static unsafe class MpiLibrary
{
    private const int Serialized = 2;

    // A version has at most this many characters (MPI_MAX_LIBRARY_VERSION_STRING of MPICH).
    private const int LongestVersion = 8192;

    private static readonly string[] OfOpenMpi =
    [
        "libmpi.so.40",
        "libmpi.so",
        "libmpi.40.dylib",
        "libmpi.dylib",
    ];

    private static readonly string[] OfMpich =
    [
        "libmpich.so.12",
        "libmpi.so.12",
        "libmpich.12.dylib",
        "libmpi.12.dylib",
    ];

    // Where both are installed, the library is that of the launcher: MPICH's numbers processes in PMI_RANK alone.
    private static IEnumerable<string> Names =>
        Environment.GetEnvironmentVariable("PMI_RANK") is not null
        && Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_RANK") is null
            ? OfMpich.Concat(OfOpenMpi)
            : OfOpenMpi.Concat(OfMpich);

    private static readonly Lazy<nint> Library = new(() =>
    {
        foreach (var name in Names)
            if (NativeLibrary.TryLoad(name, out var library))
                return library;
        throw new MpiException(
            $"No MPI is installed: none of {string.Join(", ", Names)} can be loaded. Debian: apt-get install openmpi-bin, or mpich."
        );
    });

    private static readonly Lazy<MpiHandles> Handles = new(() =>
        NativeLibrary.TryGetExport(Library.Value, "ompi_mpi_comm_world", out var world)
            ? new(world, Symbol("ompi_mpi_byte"))
        : Version() is var version
        && (
            version.StartsWith("MPICH", StringComparison.Ordinal)
            || version.StartsWith("Intel(R) MPI", StringComparison.Ordinal)
        )
            ? MpiHandles.OfMpich
        : throw new MpiException(
            $"The MPI library of this machine is '{version.Split('\n')[0]}'; expected Open MPI, MPICH or Intel MPI."
        )
    );

    /// <exception cref="MpiException">No MPI is installed, it is one with other handles, or it does not start.</exception>
    public static void Initialize()
    {
        _ = Handles.Value;
        var provided = 0;
        Check(
            "MPI_Init_thread",
            ((delegate* unmanaged<int*, byte***, int, int*, int>)Function("MPI_Init_thread"))(
                null,
                null,
                Serialized,
                &provided
            )
        );
    }

    public static int Rank()
    {
        int rank;
        Check(
            "MPI_Comm_rank",
            ((delegate* unmanaged<nint, int*, int>)Function("MPI_Comm_rank"))(World, &rank)
        );
        return rank;
    }

    public static int Size()
    {
        int size;
        Check(
            "MPI_Comm_size",
            ((delegate* unmanaged<nint, int*, int>)Function("MPI_Comm_size"))(World, &size)
        );
        return size;
    }

    /// <summary>The bytes of all processes, one after the other in the order of their ranks.</summary>
    public static void AllGather(byte* own, byte* all, int bytes) =>
        Check(
            "MPI_Allgather",
            (
                (delegate* unmanaged<byte*, int, nint, byte*, int, nint, nint, int>)Function(
                    "MPI_Allgather"
                )
            )(own, bytes, Byte, all, bytes, Byte, World)
        );

    public static void Terminate() =>
        Check("MPI_Finalize", ((delegate* unmanaged<int>)Function("MPI_Finalize"))());

    /// <summary>Ends all processes of the job.</summary>
    public static void Abort(int code) =>
        _ = ((delegate* unmanaged<nint, int, int>)Function("MPI_Abort"))(World, code);

    private static nint World => Handles.Value.World;

    private static nint Byte => Handles.Value.Byte;

    // The one function that may be called before the start.
    private static string Version()
    {
        var text = stackalloc byte[LongestVersion];
        int length;
        Check(
            "MPI_Get_library_version",
            ((delegate* unmanaged<byte*, int*, int>)Function("MPI_Get_library_version"))(
                text,
                &length
            )
        );
        return Encoding.UTF8.GetString(text, Math.Clamp(length, 0, LongestVersion)).TrimEnd('\0');
    }

    private static void* Function(string name) => (void*)Symbol(name);

    private static nint Symbol(string name) =>
        NativeLibrary.TryGetExport(Library.Value, name, out var symbol)
            ? symbol
            : throw new MpiException(
                $"The MPI library of this machine has no '{name}'; expected Open MPI, MPICH or Intel MPI."
            );

    private static void Check(string function, int code)
    {
        if (code != 0)
            throw new MpiException($"{function} failed with code {code}; expected 0.");
    }
}
