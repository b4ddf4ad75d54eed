using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Building;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests;

/// <summary>Hostile arguments of every public member end with a result or a typed exception.</summary>
[NonParallelizable]
public sealed class HostileCallTests
{
    private static readonly Type[] OfFiles =
    [
        typeof(IOException),
        typeof(UnauthorizedAccessException),
    ];

    private static readonly Dictionary<string, Type[]> Documented = new()
    {
        ["Safetensors.Read"] = OfFiles,
        ["FileStart.Read"] = OfFiles,
        // What a stream of the caller's throws passes on: this one cannot grow.
        ["Safetensors.Write"] = [.. OfFiles, typeof(NotSupportedException)],
        ["OnnxReader.Read"] = OfFiles,
        ["OnnxFile.Write"] = [.. OfFiles, typeof(NotSupportedException)],
        ["TensorData.ToInt64"] = [typeof(InvalidOperationException)],
        ["TorchNetwork.Create"] = [typeof(NotSupportedException)],
        ["TorchExecutor.Compile"] = [typeof(NotSupportedException)],
        ["TensorFile.get_Item"] = [typeof(KeyNotFoundException)],
    };

    private static readonly TypedOp Layer = Typing.Elaborate(
        new Op.Sequence([
            new("c1", new Op.LiftingConvolution(1, Region.Box(3, 3))),
            new("bn", new Op.BatchNormalization()),
        ]),
        new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(5, 5))
    );

    private static readonly HostileCalls Calls = new(
        typeof(TorchNetwork).Assembly,
        Values(),
        Documented,
        new HashSet<string>([
            "TensorData.FromBytes",
            "TensorData.FromDouble",
            "TensorData.FromInt64",
            "TensorData.FromSingle",
            "DtypeLayout.TryParse",
            "Normalization.Measure",
            "CompositionSteps.Sum",
            "CompositionSteps.Concatenate",
        ])
    )
    {
        Named = new Dictionary<string, object?[]>
        {
            ["path"] = ["/nowhere/file", "", "\0", "/", null],
            ["Device"] = HostileCalls.Devices,
        },
    };

    private static Dictionary<Type, object?[]> Values()
    {
        var network = new Network("net", Layer.Untyped(), Layer.Input);
        var builder = new NetworkGroup(PointGroups.P4, BuilderOptions.Default)
            .Input(1, 9)
            .Lift(2, 3)
            .Relu();
        var sample = Signal<double>.Generate(Layer.Input, 1, i => i % 5);
        var parameters = Parameters<double>.Generate(Layer, (_, _, i) => 1 + i % 3);
        var compiled = TorchNetwork.Create(Layer);
        var disposed = zeros(1, 1, 5, 5);
        disposed.Dispose();
        var values = HostileValues.With(
            Layer,
            network,
            builder,
            BuilderOptions.Default,
            NetworkArchitecture.Cnn,
            sample,
            parameters,
            compiled,
            compiled.Freeze(),
            new TorchOptions(),
            new TorchExecutor(),
            OnnxOptions.Default,
            Preprocessing.Of(AxisOrder.ColumnsRows, Normalization.Of(0.5, 0.25)),
            AttentionDesign.All,
            NetworkName.Parse("p4-cnn"),
            ParameterFile.Write(network, parameters),
            TensorData.FromDouble([2], [1, 2])
        );
        using var model = new MemoryStream();
        OnnxFile.Write(model, network, parameters);
        var read = OnnxReader.Read(model.ToArray(), "net");
        values[typeof(ImportedProgram)] = [read, null];
        values[typeof(ProgramExecution)] = [ProgramExecution.Of(read)];
        values[typeof(IReadOnlyList<int>)] =
        [
            new[] { 1, 5, 5 },
            Array.Empty<int>(),
            new[] { -1 },
            null,
        ];
        values[typeof(Tensor)] =
        [
            zeros(1, 1, 5, 5),
            zeros(0, 1, 5, 5),
            zeros(1, 1, 5),
            zeros(1, 7, 5, 5),
            zeros(1, 1, 5, 5, device: META),
            zeros(1, 1, 5, 5, dtype: ScalarType.ComplexFloat32),
            zeros(1, 1, 5, 5, dtype: ScalarType.Int64),
            zeros(1, 1, 5, 5).to_sparse(),
            full([1, 1, 5, 5], double.NaN, dtype: ScalarType.Float32),
            tensor(0),
            disposed,
            null,
        ];
        values[typeof(Dictionary<string, Tensor>)] =
        [
            compiled.state_dict(),
            new Dictionary<string, Tensor>(),
            new Dictionary<string, Tensor> { ["c1.weight"] = disposed },
            new Dictionary<string, Tensor> { ["c1.weight"] = zeros(1, device: META) },
            new Dictionary<string, Tensor> { ["c1.weight"] = zeros(1, 1, 3, 3).to_sparse() },
            new Dictionary<string, Tensor> { ["c1.weight"] = null! },
            null,
        ];
        values[typeof(TorchOptions)] =
        [
            new TorchOptions(),
            .. new[] { "", "meta", "xla", "hip", "cuda:7", "cuda:999", "cuda", "\0" }.Select(
                device => new TorchOptions { Device = device }
            ),
            new TorchOptions { Device = null! },
            new TorchOptions { Precision = (Precision)77 },
            null,
        ];
        values[typeof(IList<string>)] =
        [
            new List<string>(),
            new List<string> { "c1.weight", null! },
            null,
        ];
        values[typeof(Stream)] =
        [
            new MemoryStream(),
            Stream.Null,
            Closed(),
            new MemoryStream([1, 2, 3, 4, 5, 6, 7, 0x7F, 0, 0]),
            null,
        ];
        values[typeof(EqArray<int>)] =
        [
            new[] { 1, 2, 3 }.ToEqArray(),
            default(EqArray<int>),
            new[] { -1, 0, int.MaxValue }.ToEqArray(),
        ];
        return values;
    }

    private static MemoryStream Closed()
    {
        var stream = new MemoryStream();
        stream.Dispose();
        return stream;
    }

    [Test]
    public void Every_public_member_is_called() => Assert.That(Calls.Uncovered, Is.Empty);

    [Test]
    public void A_hostile_call_ends_with_a_result_or_a_typed_exception() => Calls.AssertAllEnd(900);
}
