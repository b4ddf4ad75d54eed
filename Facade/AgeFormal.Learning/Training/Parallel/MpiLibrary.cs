using System.Runtime.InteropServices;

namespace AgeFormal.Learning.Training;

/// <summary>
/// The functions of Open MPI that a training needs, from the library that is installed; handles of communicators and types are
/// the addresses of exported objects.
/// </summary>
internal static unsafe class MpiLibrary
{
    private const int Serialized = 2;

    private static readonly string[] Names =
    [
        "libmpi.so.40",
        "libmpi.so",
        "libmpi.40.dylib",
        "libmpi.dylib",
    ];

    private static readonly Lazy<nint> Library = new(() =>
    {
        foreach (var name in Names)
            if (NativeLibrary.TryLoad(name, out var library))
                return library;
        throw new MpiException(
            $"Open MPI is not installed: none of {string.Join(", ", Names)} can be loaded. Debian: apt-get install openmpi-bin."
        );
    });

    /// <exception cref="MpiException">Open MPI is not installed, is another MPI, or does not start.</exception>
    public static void Initialize()
    {
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

    private static nint World => Symbol("ompi_mpi_comm_world");

    private static nint Byte => Symbol("ompi_mpi_byte");

    private static void* Function(string name) => (void*)Symbol(name);

    private static nint Symbol(string name) =>
        NativeLibrary.TryGetExport(Library.Value, name, out var symbol)
            ? symbol
            : throw new MpiException(
                $"The MPI library of this machine has no '{name}': Open MPI is expected."
            );

    private static void Check(string function, int code)
    {
        if (code != 0)
            throw new MpiException($"{function} failed with code {code}; expected 0.");
    }
}
