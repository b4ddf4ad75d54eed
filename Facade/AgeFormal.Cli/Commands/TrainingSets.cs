using System.CommandLine;
using AgeFormal.Learning.Data;
using AgeFormal.Networks;
using AgeFormal.Networks.Images;

namespace AgeFormal.Cli.Commands;

/// <summary>What a training of the command reads: images in memory, or read as they are needed.</summary>
internal sealed record TrainingSets(IExamples Training, IExamples Validation) : IDisposable
{
    /// <summary>The sets that the options ask for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="parsed">Their values.</param>
    /// <param name="folder">The data.</param>
    /// <param name="network">The network.</param>
    /// <param name="seed">The seed of the recipe.</param>
    /// <param name="preprocessing">What is done to an image before; null to measure it.</param>
    /// <param name="cancellation">Checked while files are read.</param>
    public static TrainingSets Open(
        TrainOptions options,
        ParseResult parsed,
        DataFolder folder,
        Network network,
        int seed,
        Preprocessing? preprocessing,
        CancellationToken cancellation
    )
    {
        var op = network.Elaborate();
        if (
            parsed.GetValue(options.Stream)
            || StreamedData.IsNeeded(folder, op.Input, cancellation: cancellation)
        )
        {
            var (training, validation) = StreamedData.Open(
                folder,
                op,
                seed,
                preprocessing,
                cancellation
            );
            return new(
                Wanted(parsed, options.Digits, training.Count) is { } first
                    ? training.First(first)
                    : training,
                Wanted(parsed, options.Validation, validation.Count) is { } held
                    ? validation.First(held)
                    : validation
            );
        }
        var (all, others) = TrainingData.Load(folder, op.Input, seed, preprocessing, cancellation);
        return new(
            ImageExamples.Of(
                Wanted(parsed, options.Digits, all.Count) is { } some ? all.Slice(0, some) : all,
                op,
                "training"
            ),
            ImageExamples.Of(
                Wanted(parsed, options.Validation, others.Count) is { } few
                    ? others.Slice(0, few)
                    : others,
                op,
                "validation"
            )
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        (Training as IDisposable)?.Dispose();
        (Validation as IDisposable)?.Dispose();
    }

    // As many as are asked for; null for all, where nothing is said.
    private static int? Wanted(ParseResult parsed, Option<int> count, int available)
    {
        if (parsed.GetResult(count) is not { Implicit: false })
            return null;
        var wanted = parsed.GetValue(count);
        return wanted <= available
            ? wanted
            : throw new ArgumentException(
                $"{count.Name} {wanted}: expected at most {available}, the images that there are."
            );
    }
}
