using AgeFormal.Algebra;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Verification.Tests.Zoo;

/// <summary>The zoo, verified once for all tests of it.</summary>
internal static class Findings
{
    private static readonly Lazy<EqArray<ZooFinding>> Verified = new(() =>
        DesignZoo.All.AsParallel().AsOrdered().Select(entry => ZooFinding.Of(entry)).ToEqArray()
    );

    public static EqArray<ZooFinding> All => Verified.Value;

    public static EqArray<ZooFinding> Equivariant =>
        All.Where(finding => finding.Entry.Known is KnownVerdict.Equivariant).ToEqArray();

    public static EqArray<ZooFinding> Conditional =>
        All.Where(finding => finding.Entry.Known is KnownVerdict.EquivariantWhen).ToEqArray();

    public static EqArray<ZooFinding> Broken =>
        All.Where(finding => finding.Entry.Known is KnownVerdict.Broken).ToEqArray();
}
