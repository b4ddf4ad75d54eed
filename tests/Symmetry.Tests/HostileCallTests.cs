using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Programs;

namespace AgeFormal.Symmetry.Tests;

/// <summary>Hostile arguments of every public member of two assemblies end with a result or a typed exception.</summary>
[NonParallelizable]
public sealed class HostileCallTests
{
    private static readonly TypedOp Layer = Typing.Elaborate(
        new Op.Sequence([
            new("c1", new Op.LiftingConvolution(1, Region.Box(3, 3))),
            new("", new Op.Pointwise(PointwiseFunction.Relu)),
        ]),
        new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(5, 5))
    );

    private static readonly Dictionary<string, HostileCalls> Calls = new[]
    {
        typeof(ProgramSymmetry),
        typeof(TensorProgram),
    }.ToDictionary(
        type => type.Assembly.GetName().Name!,
        type => new HostileCalls(
            type.Assembly,
            Values(),
            new Dictionary<string, Type[]>
            {
                ["TensorProgram.get_Op"] = [typeof(InvalidOperationException)],
            },
            new HashSet<string>()
        )
        {
            Named = new Dictionary<string, object?[]>
            {
                ["run"] =
                [
                    (ImmutableArray<double> input) => ImmutableArray.Create(new double[4 * 9]),
                    (ImmutableArray<double> input) => default(ImmutableArray<double>),
                    (ImmutableArray<double> input) => ImmutableArray<double>.Empty,
                    (ImmutableArray<double> input) => ImmutableArray.Create(double.NaN),
                    null,
                ],
            },
        }
    );

    private static Dictionary<Type, object?[]> Values()
    {
        var program = Lowering.Of(Layer);
        var parameters = Parameters<double>.Generate(Layer, (_, _, i) => 1 + i % 3);
        var report = ProgramSymmetry.Of(program, parameters.Values, PointGroups.P4m);
        var values = HostileValues.With(Layer, program, report, new SymmetryOptions());
        values[typeof(IReadOnlyDictionary<string, ImmutableArray<double>>)] =
        [
            parameters.Values,
            new Dictionary<string, ImmutableArray<double>>(),
            new Dictionary<string, ImmutableArray<double>> { ["c1.weight"] = default },
            new Dictionary<string, ImmutableArray<double>> { ["c1.weight"] = [double.NaN] },
            new Dictionary<string, ImmutableArray<double>>
            {
                ["c1.weight"] = [.. Enumerable.Repeat(double.NaN, 9)],
            },
            null,
        ];
        values[typeof(PointGroup)] =
        [
            PointGroups.P4,
            PointGroups.P4m,
            PointGroups.P1,
            PointGroups.P6m,
            PointGroups.Oh,
            null,
        ];
        values[typeof(TypedOp)] = [Layer, HostileValues.Network, null];
        return values;
    }

    [TestCase("AgeFormal.Symmetry")]
    [TestCase("AgeFormal.Programs")]
    public void Every_public_member_is_called(string assembly) =>
        Assert.That(Calls[assembly].Uncovered, Is.Empty);

    [TestCase("AgeFormal.Symmetry", 60)]
    [TestCase("AgeFormal.Programs", 5)]
    public void A_hostile_call_ends_with_a_result_or_a_typed_exception(
        string assembly,
        int atLeast
    ) => Calls[assembly].AssertAllEnd(atLeast);
}
