using AgeFormal.Mutations.Tests.Rooms;

namespace AgeFormal.Mutations.Tests;

/// <summary>All planted faults.</summary>
internal static class Mutants
{
    /// <summary>Room by room.</summary>
    public static IReadOnlyList<Mutant> All { get; } =
    [
        .. Meaning.All,
        .. Proofs.All,
        .. Checking.All,
        .. CheckingLaws.All,
        .. Models.All,
        .. Refutations.All,
        .. Certificates.All,
        .. Grids.All,
        .. Executions.All,
        .. Reports.All,
        .. Readers.All,
    ];
}
