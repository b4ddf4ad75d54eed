namespace AgeFormal.Learning.Training;

/// <summary>What names the communicator of all processes and the type of a byte to an MPI library.</summary>
/// <param name="World">MPI_COMM_WORLD.</param>
/// <param name="Byte">MPI_BYTE.</param>
internal sealed record MpiHandles(nint World, nint Byte)
{
    /// <summary>
    /// Those of MPICH and of the libraries of its common binary interface, numbers of 32 bits. Source: mpi.h of MPICH, and the
    /// MPICH ABI Compatibility Initiative.
    /// </summary>
    public static MpiHandles OfMpich { get; } = new(0x44000000, 0x4c00010d);
}
