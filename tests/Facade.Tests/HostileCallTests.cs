using System.Reflection;
using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Laws;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Data.Downloads;
using AgeFormal.Learning.Training;
using AgeFormal.Networks.Building;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using AgeFormal.Verification;
using AgeFormal.Verification.Designs;
using static TorchSharp.torch;

namespace AgeFormal.Facade.Tests;

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
        ["Attention.Attend"] = OfFiles,
        ["CapturedMaps.Write"] = OfFiles,
        ["IdxFile.Read"] = OfFiles,
        ["IdxFile.ReadImages"] = OfFiles,
        ["IdxFile.ReadLabels"] = OfFiles,
        ["MnistFiles.Load"] = OfFiles,
        ["RotatedMnist.LoadTest"] = OfFiles,
        ["RotatedMnist.LoadTraining"] = OfFiles,
        ["TrainedNetwork.Read"] = OfFiles,
        ["TrainedNetwork.ExportOnnx"] = OfFiles,
        ["TrainedNetwork.Compile"] = [typeof(NotSupportedException)],
        ["TrainedNetwork.Freeze"] = [typeof(NotSupportedException)],
        ["TrainedNetwork.Predict"] = OfFiles,
        ["TrainedNetwork.Save"] = OfFiles,
        ["Predictor.Predict"] = OfFiles,
        ["PictureFile.Read"] = OfFiles,
        ["DataFolder.Open"] = OfFiles,
        ["DataFolder.Recognise"] = OfFiles,
        ["DataFolder.TryOpen"] = OfFiles,
        ["TrainingData.Load"] = OfFiles,
        ["TrainingData.LoadTest"] = OfFiles,
        ["PictureFile.Write"] = OfFiles,
        ["WeightsInspection.Read"] = OfFiles,
        ["NetworkActions.Train"] = [typeof(NotSupportedException)],
        ["FineTuning.Start"] = [typeof(NotSupportedException)],
        ["FineTuning.WithHead"] = [typeof(NotSupportedException)],
        ["NetworkActions.Compile"] = [typeof(NotSupportedException)],
        ["NetworkSurvey.Of"] = [typeof(NotSupportedException)],
        ["TrainingState.Read"] = OfFiles,
        ["TrainingState.Write"] = OfFiles,
        ["CheckpointWriter.Observe"] = OfFiles,
        ["TensorBoardWriter.new"] = OfFiles,
        ["HistoryWriter.Observe"] = OfFiles,
        ["CurveWriter.Observe"] = OfFiles,
        ["RotationEvaluation.Draw"] = OfFiles,
        ["TrainingCurves.Draw"] = OfFiles,
        ["HistoryFile.Read"] = OfFiles,
        ["StreamedData.IsNeeded"] = OfFiles,
        ["StreamedData.Open"] = OfFiles,
        ["StreamedData.OpenTest"] = OfFiles,
        ["Downloader.Fetch"] = OfFiles,
        ["TrainingData.LoadStoredTest"] = OfFiles,
        ["TrainingLoop.Events"] = [typeof(NotSupportedException)],
        ["TrainingLoop.Run"] = [typeof(NotSupportedException)],
    };

    private static readonly Type[] Assemblies = [typeof(NetworkActions), typeof(TrainedNetwork)];

    private static readonly Dictionary<Assembly, HostileCalls> Calls = Assemblies.ToDictionary(
        type => type.Assembly,
        type => Of(type.Assembly)
    );

    private static HostileCalls Of(Assembly assembly) =>
        new(
            assembly,
            Values(),
            Documented,
            new HashSet<string>([
                "ImageSet.Of",
                "ImageSet.get_Item",
                "ImageSet.WithLabels",
                "StoredImages.Of",
                "IdxFile.Images.get_Item",
                "Rotation.Turn",
                "TensorComparison.Of",
                "ConfusionMatrix.Of",
            ])
        )
        {
            Named = new Dictionary<string, object?[]>
            {
                ["path"] = ["/nowhere/file", "", "\0", "/", null],
                ["directory"] = ["/nowhere", "", "\0", "/", null],
                ["device"] = HostileCalls.Devices,
            },
            // A file that does not say which network it is of is compared with all of the catalogue.
            Costs = new Dictionary<string, long>
            {
                ["TrainedNetwork.Of"] = 1_000_000_000,
                ["WeightsInspection.Of"] = 1_000_000_000,
            },
        };

    private static DataFolder Folder()
    {
        var path = Directory.CreateTempSubdirectory("ageformal").FullName;
        Directory.CreateDirectory(Path.Combine(path, "a"));
        PictureFile.Write(Path.Combine(path, "a", "0.png"), ImageSet.Of(1, [1, 2], [0, 1], []));
        PictureFile.Write(Path.Combine(path, "a", "1.png"), ImageSet.Of(1, [1, 2], [1, 0], []));
        return DataFolder.Recognise(path);
    }

    private static Dictionary<Type, object?[]> Values()
    {
        var builder = Equivariant.On(PointGroups.P4).Input(1, 9).Lift(2, 3).Relu();
        var network = builder.GlobalPool().PoolOverGroup().Build("net");
        var images = ImageSet.Of(9, 9, new float[4 * 81], new byte[4]);
        var trained = TrainedNetwork.Initial(network);
        var predictable = trained with { Preprocessing = RotatedMnist.Preprocessing };
        var options = new TrainingRecipe { Epochs = 1, BatchSize = 2 };
        var examples = ImageExamples.Of(images, network.Elaborate(), "examples");
        TrainingEvent[] events =
        [
            .. TrainingLoop.Events(
                network,
                examples,
                examples,
                options with
                {
                    KeepBest = true,
                    Average = 0.5,
                },
                cadence: new() { Steps = 1 }
            ),
        ];
        var map = new CapturedAttention(
            "l",
            AttentionMap.OverPositions,
            Signal<double>.Generate(network.Input, 1, i => i)
        );
        var nowhere = new DownloadFile("f", "0", 1, [new("http://127.0.0.1:1/f")]);
        var state = events.OfType<TrainingEvent.Stopped>().Single().State;
        var values = HostileValues.With(
            builder,
            map,
            new CapturedMaps([map], map.Signal, Networks.Images.AxisOrder.RowsColumns),
            network,
            images,
            trained,
            options,
            examples,
            examples.At([0]),
            state,
            state.Values,
            state.Best!,
            state.Data,
            state.Position,
            state.History[0],
            options.Optimizer,
            new Optimizer.AdamW(),
            new Optimizer.Sgd(),
            options.Schedule,
            new RateSchedule.Steps(),
            new RateSchedule.Cosine(),
            new RateSchedule.OneCycle(),
            new RateSchedule.Plateau(),
            new RateSchedule.WarmUp(),
            new SchedulePosition(1, 2, 0, 3, []),
            options.Augmentation,
            new CheckpointCadence(),
            new CheckpointWriter("/nowhere/file"),
            HistoryWriter.Csv("/nowhere/file"),
            new CurveWriter("/nowhere/file"),
            ConfusionMatrix.Of([0, 1], [1, 1], ["a", "b"]),
            new AngleError(90, 1, 50, 0.5),
            StreamedExamples.Of(
                images,
                null,
                RotatedMnist.Preprocessing,
                network.Elaborate(),
                "streamed"
            ),
            nowhere,
            new Dataset("none", "", [nowhere]),
            new DownloadProgress("f", 0, 1),
            new Downloader(new HttpClient()),
            new HttpClient(),
            new Uri("http://127.0.0.1:1/"),
            BuilderOptions.Default,
            TrainingLoop.Run(network, images, null, options),
            Signal<double>.Generate(network.Input, 1, i => i % 5),
            new VerificationOptions { Integers = new() { Attempts = 1 } },
            DesignVerifier.Verify(
                Operators.Language.DesignParser.Parse(
                    "design small\ngroup p4\ninput f[1] on group\noutput 1\nλ(g; o). relu(f[o](g))",
                    "text"
                )
            ),
            DesignVerifier.Verify(
                Operators.Language.DesignParser.Parse(
                    "design broken\ngroup p4\ninput f[1] on group\noutput 1\nλ(g; o). f[o](g·Abs(g))",
                    "text"
                )
            ),
            trained.Compile(),
            WeightsInspection.Of(ParameterFile.Write(network, trained.Parameters)),
            network.Summary(),
            RotatedMnist.Preprocessing,
            Evaluation.Run(trained, images),
            StoredImages.Of(1, [9, 9], new byte[162], [0, 0]),
            new PictureSize(2, 2),
            Folder(),
            predictable.Predictor(),
            predictable.Predict(images)[0],
            DigitSet.Of(
                (IdxFile.Images)
                    IdxFile.Read(new MemoryStream(IdxBytes.Images(2, 28, 28, new byte[1568]))),
                (IdxFile.Labels)IdxFile.Read(new MemoryStream(IdxBytes.Labels(0, 1)))
            )
        );
        values[typeof(ImageSet)] =
        [
            images,
            ImageSet.Of(9, 9, [], []),
            ImageSet.Of(1, 1, new float[1], new byte[1]),
            ImageSet.Of(9, 9, Enumerable.Repeat(float.NaN, 81).ToArray(), new byte[1]),
            ImageSet.Of(9, 9, new float[81], [255]),
            ImageSet.Of(1, [9, 9], new float[162], []),
            ImageSet.Of(1, [9, 9], new float[81], new int[81]),
            ImageSet.Of(3, [2, 3, 4], new float[72], [int.MaxValue]),
            null,
        ];
        values[typeof(TrainingRecipe)] =
        [
            options,
            options with
            {
                LearningRate = 1e30,
                BatchSize = int.MaxValue,
            },
            options with
            {
                WeightDecay = 1e30,
            },
            options with
            {
                Schedule = new RateSchedule.Steps { After = [-5, int.MaxValue] },
            },
            null,
        ];
        var disposed = zeros(1, 1, 9, 9);
        disposed.Dispose();
        values[typeof(Tensor)] =
        [
            zeros(1, 9, 9),
            zeros(2, 3, 9, 9, dtype: ScalarType.Byte),
            zeros(0, 1, 9, 9),
            zeros(1, 1, 9, 9, device: META),
            zeros(1, 1, 9, 9, dtype: ScalarType.ComplexFloat32),
            zeros(1, 1, 9, 9).to_sparse(),
            full([1, 1, 9, 9], double.NaN, dtype: ScalarType.Float32),
            tensor(0),
            disposed,
            null,
        ];
        values[typeof(Stream)] =
        [
            new MemoryStream(),
            Stream.Null,
            new MemoryStream([0, 0, 8, 3, 127, 255]),
            null,
        ];
        values[typeof(TorchSharp.torch.Tensor)] = [examples.At([0]).Images, null];
        values[typeof(ICollective)] = [null];
        values[typeof(IExamples)] = [examples, null];
        values[typeof(IEnumerable<TrainingEvent>)] = [events, Array.Empty<TrainingEvent>(), null];
        values[typeof(IEnumerable<ITrainingObserver>)] = [Array.Empty<ITrainingObserver>(), null];
        values[typeof(TrainingEvent)] = [.. events, null];
        values[typeof(IProgress<EpochReport>)] = [null];
        values[typeof(IProgress<EvaluationProgress>)] = [null];
        values[typeof(IProgress<DownloadProgress>)] = [null];
        values[typeof(IImageSource)] = [images, null];
        return values;
    }

    [Test]
    public void Every_public_member_is_called() =>
        Assert.That(Calls.Values.SelectMany(calls => calls.Uncovered), Is.Empty);

    [TestCase(typeof(NetworkActions), 300, 8)]
    [TestCase(typeof(TrainedNetwork), 300, 8)]
    [TestCase(typeof(NetworkActions), 300, 1, Category = "Long")]
    [TestCase(typeof(TrainedNetwork), 300, 1, Category = "Long")]
    public void A_hostile_call_ends_with_a_result_or_a_typed_exception(
        Type of,
        int atLeast,
        int oneOf
    ) => Calls[of.Assembly].AssertAllEnd(atLeast / oneOf, oneOf);
}
