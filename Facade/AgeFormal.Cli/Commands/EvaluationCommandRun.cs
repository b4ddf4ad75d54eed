using System.Diagnostics;
using AgeFormal.Algebra;
using AgeFormal.Cli.Rendering;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;

namespace AgeFormal.Cli.Commands;

/// <summary>One evaluation of the command.</summary>
/// <param name="Trained">The network.</param>
/// <param name="Folder">The data.</param>
/// <param name="Seed">The seed of the angles of MNIST digits.</param>
/// <param name="IsStreamed">Whether images are read as they are needed, even where memory holds them.</param>
/// <param name="WithConfusion">Whether classes are told apart.</param>
/// <param name="Angles">The number of angles that the set is rotated by; null for none.</param>
/// <param name="Terminal">Where progress is shown.</param>
internal sealed record EvaluationCommandRun(
    TrainedNetwork Trained,
    DataFolder Folder,
    int Seed,
    bool IsStreamed,
    bool WithConfusion,
    int? Angles,
    Terminal Terminal
)
{
    public EvaluationOutcome Evaluate(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        Terminal.Error.Profile.Out.Writer.WriteLine($"data: {Folder}");
        var images = Examples(cancellation);
        using var held = images as IDisposable;
        var things = Folder.IsMnist ? "rotated digits" : "images";
        var result = ProgressBar.Run(
            Terminal.Error,
            $"classifying {images.Count} {things}",
            images.Count,
            advance =>
                Evaluation.Run(
                    Trained,
                    images,
                    new Immediate<EvaluationProgress>(report => advance(report.Done)),
                    cancellation
                )
        );
        return new(
            result,
            things,
            Folder.Description,
            Seed,
            WithConfusion ? Confusion(result) : null,
            Angles is { } count ? ByAngle(count, cancellation) : null,
            Stopwatch.GetElapsedTime(start)
        );
    }

    private IExamples Examples(CancellationToken cancellation) =>
        IsStreamed || StreamedData.IsNeeded(Folder, Trained.Op.Input, DataSplit.Test, cancellation)
            ? StreamedData.OpenTest(
                Folder,
                Trained.Op,
                Trained.RequirePreprocessing(),
                Trained.Classes,
                cancellation
            )
            : ImageExamples.Of(
                TrainingData.LoadTest(
                    Folder,
                    Trained.Op.Input,
                    Trained.RequirePreprocessing(),
                    Seed,
                    Trained.Classes,
                    cancellation
                ),
                Trained.Op,
                "test"
            );

    private ConfusionMatrix Confusion(EvaluationResult result) =>
        result.Confusion(
            Trained.Classes.Count > 0
                ? Trained.Classes
                : [.. Enumerable.Range(0, Trained.Op.Output.Channels).Select(index => $"{index}")]
        );

    private EqArray<AngleError> ByAngle(int count, CancellationToken cancellation)
    {
        var stored = TrainingData.LoadStoredTest(
            Folder,
            Trained.Op.Input,
            Trained.RequirePreprocessing().Fit,
            Trained.Classes,
            cancellation
        );
        return ProgressBar.Run(
            Terminal.Error,
            $"classifying {stored.Count} images at {count} angles",
            checked(stored.Count * count),
            advance =>
                RotationEvaluation.Run(
                    Trained,
                    stored,
                    RotationEvaluation.Angles(count),
                    new Immediate<EvaluationProgress>(report => advance(report.Done)),
                    cancellation
                )
        );
    }
}
