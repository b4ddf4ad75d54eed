using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using AgeFormal.Testing.Constraints;
using AgeFormal.Testing.Generators;
using AgeFormal.Testing.Snapshots;
using NUnit.Framework.Constraints;
using static TorchSharp.torch;

namespace AgeFormal.Testing.Tests;

/// <summary>Hostile arguments of every public member end with a result, a typed exception or a failed assertion.</summary>
[NonParallelizable]
public sealed class HostileCallTests
{
    private static readonly Type[] OfSnapshots =
    [
        typeof(AssertionException),
        typeof(IOException),
        typeof(UnauthorizedAccessException),
    ];

    private static readonly Dictionary<string, Type[]> Documented = new()
    {
        ["Snapshot.Match"] = OfSnapshots,
        ["Snapshot.MatchOrbit"] = OfSnapshots,
        ["OnnxModel.Read"] = OfSnapshots,
    };

    private static readonly string Folder = Directory
        .CreateTempSubdirectory("ageformal-hostile-")
        .FullName;

    private static readonly HostileCalls Calls = new(
        typeof(Snapshot).Assembly,
        Values(),
        Documented,
        new HashSet<string>()
    )
    {
        Named = new Dictionary<string, object?[]>
        {
            ["path"] = ["/nowhere/file", "", "\0", "/", null],
            ["sourceFile"] = [Path.Combine(Folder, "a.cs"), "", "\0", "/nowhere/a.cs", null],
        },
    };

    private static Dictionary<Type, object?[]> Values()
    {
        var type = new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(5, 5));
        var op = Typing.Elaborate(new Op.LiftingConvolution(1, Region.Box(3, 3)), type);
        var disposed = zeros(1);
        disposed.Dispose();
        var values = HostileValues.With(
            op,
            Signal<double>.Generate(type, 1, i => i),
            new SnapshotOptions { Folder = Folder, Accepts = true },
            new EquivarianceOptions(),
            TorchNetwork.Create(op),
            Is.EquivariantUnder(PointGroups.P4),
            Is.ExactOn(5),
            Is.RefutedUnder(PointGroups.P4),
            NUnit.Framework.Is.Not,
            new RandomDesigns(1),
            TorusGroup.Of(PointGroups.P4, 3),
            TensorData.FromDouble([2], [1, 2])
        );
        values[typeof(IReadOnlyList<int>)] = [new[] { 1, 5, 5 }, new[] { -1 }, null];
        values[typeof(ConstraintExpression)] = [NUnit.Framework.Is.Not, null];
        values[typeof(FsCheck.Gen<double>)] = [FsCheck.Fluent.Gen.Constant(1.0), null];
        values[typeof(Tensor)] =
        [
            zeros(2),
            zeros(0),
            zeros(2, device: META),
            zeros(2, dtype: ScalarType.ComplexFloat32),
            zeros(2, 2).to_sparse(),
            full([2], double.NaN, dtype: ScalarType.Float32),
            disposed,
            null,
        ];
        return values;
    }

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(Folder, recursive: true);

    [Test]
    public void Every_public_member_is_called() =>
        Assert.That(Calls.Uncovered, NUnit.Framework.Is.Empty);

    [Test]
    public void A_hostile_call_ends_with_a_result_or_a_typed_exception() => Calls.AssertAllEnd(200);
}
