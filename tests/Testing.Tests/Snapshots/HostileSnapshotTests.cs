using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using AgeFormal.Testing.Snapshots;
using NUnit.Framework.Internal;

namespace AgeFormal.Testing.Tests.Snapshots;

/// <summary>A damaged verified file agrees with the received value where it still says the same, else it fails the test.</summary>
[NonParallelizable]
public sealed class HostileSnapshotTests
{
    private static readonly Signal<double> Accepted = Signal<double>.Generate(
        new FieldType(PointGroups.P4, Fibre.Regular, 1, Region.Box(3, 3)),
        1,
        i => i - 7.5
    );

    [TestCase(100)]
    [TestCase(2000, Category = "Long")]
    public void A_damaged_snapshot_agrees_as_it_says_or_fails(int mutants)
    {
        using var folder = new TemporaryFolder();
        var options = new SnapshotOptions { Folder = folder.Path, Accepts = false };
        Snapshot.Match(Accepted, options: options with { Accepts = true });
        var verified = Directory.GetFiles(folder.Path).Single();
        var format = new HostileFormat(
            "snapshot",
            [File.ReadAllBytes(verified)],
            bytes =>
            {
                File.WriteAllBytes(verified, bytes);
                using (new TestExecutionContext.IsolatedContext())
                    Snapshot.Match(Accepted, options: options);
                return bytes;
            },
            failure => failure is AssertionException,
            read =>
            {
                var file = Safetensors.Read(new MemoryStream((byte[])read));
                Assert.That(
                    file["value"].ToDouble(),
                    NUnit.Framework.Is.EqualTo(Accepted.Values).Within(1e-9)
                );
                Assert.That(file.Metadata["type"], NUnit.Framework.Is.EqualTo($"{Accepted.Type}"));
            }
        );
        var (accepted, refused) = format.Survives(mutants);
        Assert.That(accepted, NUnit.Framework.Is.GreaterThan(0));
        Assert.That(refused, NUnit.Framework.Is.GreaterThan(0));
    }
}
