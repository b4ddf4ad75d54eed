using System.CommandLine;
using System.Text;
using AgeFormal.Cli.Files;
using AgeFormal.Cli.Rendering;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Cli.Commands;

/// <summary>One training of the command.</summary>
internal sealed record TrainingCommandRun(
    TrainOptions Options,
    ParseResult Parsed,
    Terminal Terminal,
    Network Network,
    TrainingPlaces Places,
    TrainingRecipe Recipe,
    TrainingState? From,
    ICollective? Processes
)
{
    /// <summary>The trainings that the command line asks for, each of which goes on from its checkpoint where it is to.</summary>
    public static TrainingCommandRun[] All(
        TrainOptions options,
        ParseResult parsed,
        Terminal terminal,
        ICollective? processes
    )
    {
        Network[] networks = [.. parsed.GetRequiredValue(options.Networks).Select(Catalogue.Parse)];
        var (output, folder) = (
            parsed.GetValue(options.Output)?.FullName,
            parsed.GetValue(options.Out)?.FullName
        );
        int?[] seeds = parsed.GetValue(options.Sweep) is { } sweep
            ? [.. Seeds.Parse(sweep)!.Select(seed => (int?)seed)]
            : [null];
        return
        [
            .. networks.SelectMany(
                _ => seeds,
                (network, seed) =>
                {
                    var places = TrainingPlaces.Of(
                        network.Name,
                        output,
                        networks.Length > 1 && folder is not null
                            ? Path.Combine(folder, network.Name)
                            : folder,
                        seed
                    );
                    var from = StateOf(options, parsed, terminal, network, places);
                    var recipe = options.Recipe.Recipe(parsed, from?.Recipe);
                    return new TrainingCommandRun(
                        options,
                        parsed,
                        terminal,
                        network,
                        places,
                        seed is { } number ? recipe with { Seed = number } : recipe,
                        from,
                        processes
                    );
                }
            ),
        ];
    }

    /// <summary>Makes the folders of the training, and refuses those that cannot be written.</summary>
    public void Prepare()
    {
        if (IsFirst)
            Places.Prepare();
    }

    // The first process writes for all.
    private bool IsFirst => Processes is null or { Rank: 0 };

    /// <summary>Trains to the end and writes the weights.</summary>
    /// <exception cref="TrainingInterruptedException">The training was interrupted; its state is written.</exception>
    public TrainingOutcome Train(CancellationToken cancellation)
    {
        var folder = DataFolder.Recognise(Parsed.GetRequiredValue(Options.Data).FullName);
        if (IsFirst)
            Terminal.Error.Profile.Out.Writer.WriteLine($"data: {folder}");
        var start = Start(cancellation);
        using var sets = TrainingSets.Open(
            Options,
            Parsed,
            folder,
            Network,
            Recipe.Seed,
            start?.Preprocessing,
            cancellation
        );
        if (IsFirst && Places.Recipe is { } file)
            AtomicFile.Write(
                file,
                stream => stream.Write(Encoding.UTF8.GetBytes(RecipeText.Render(Recipe) + "\n")),
                cancellation
            );
        var view = new TrainingView(Terminal.Error);
        var last = new LastState();
        var result = view.Run(() =>
        {
            try
            {
                return TrainingLoop.Run(
                    TrainingLoop.Events(
                        Network,
                        sets.Training,
                        sets.Validation,
                        Recipe,
                        From,
                        Cadence,
                        Processes,
                        start,
                        cancellation
                    ),
                    Observers(view, last, sets.Validation)
                );
            }
            catch (OperationCanceledException interrupted) when (last.State is { } state)
            {
                throw new TrainingInterruptedException(HowToGoOn(state), interrupted);
            }
        });
        if (IsFirst)
        {
            Safetensors.Write(Places.Weights, result.Parameters, CancellationToken.None);
            if (Places.Folder is null)
                File.Delete(Places.Checkpoint);
        }
        return new(
            Network.Name,
            Recipe,
            sets.Training.Count,
            sets.Validation.Count,
            Places.Weights,
            last.State!
        );
    }

    // What a state is gone on from holds the parameters; the file still says how images are prepared.
    private TrainedNetwork? Start(CancellationToken cancellation)
    {
        if (Parsed.GetValue(Options.From) is not { } file)
            return null;
        var weights = Safetensors.Read(file.FullName, cancellation);
        var start = FineTuning.Start(
            Network,
            weights,
            Parsed.GetValue(Options.NewHead),
            Recipe.Seed,
            file.FullName
        );
        if (IsFirst && From is null)
            Terminal.Error.Profile.Out.Writer.WriteLine(
                Describe(start, weights) is { Length: > 0 } drawn
                    ? $"begins with {file.FullName}; drawn anew: {drawn}"
                    : $"begins with {file.FullName}"
            );
        return start;
    }

    private static string Describe(TrainedNetwork start, TensorFile weights)
    {
        var begun = ParameterFile.Write(start.Network, start.Parameters);
        return string.Join(
            ", ",
            begun.Tensors.Keys.Where(name =>
                !weights.Tensors.TryGetValue(name, out var before)
                || !before.ToDouble().AsSpan().SequenceEqual(begun[name].ToDouble())
            )
        );
    }

    private CheckpointCadence Cadence =>
        new()
        {
            Steps = Parsed.GetResult(Options.CheckpointSteps) is { Implicit: false }
                ? Parsed.GetValue(Options.CheckpointSteps)
                : null,
            Minutes = Parsed.GetValue(Options.CheckpointMinutes),
        };

    private IEnumerable<ITrainingObserver> Observers(
        TrainingView view,
        LastState last,
        IExamples validation
    )
    {
        if (!IsFirst)
        {
            yield return last;
            yield break;
        }
        yield return new CheckpointWriter(Places.Checkpoint);
        yield return last;
        if (Places is { Csv: { } csv, JsonLines: { } lines, Curve: { } curve, Board: { } board })
        {
            yield return HistoryWriter.Csv(csv);
            yield return HistoryWriter.JsonLines(lines);
            yield return new CurveWriter(curve);
            if (Parsed.GetValue(Options.Board))
                yield return new TensorBoardWriter(board);
        }
        yield return view;
        if (Parsed.GetValue(Options.Watch))
            yield return new EquivarianceWatch(
                validation.At([0]).ToSignal(Network.Elaborate().Input),
                view.Watched
            );
    }

    private string HowToGoOn(TrainingState state) =>
        $"interrupted after epoch {state.Position.Epoch}, step {state.Position.Step}; the state is in {Places.Checkpoint}. The same command with --resume goes on from it: ageformal train {Network.Name} --data {Parsed.GetRequiredValue(Options.Data)}{(Places.Folder is { } folder ? $" --out {folder}" : $" --output {Places.Weights}")} --resume";

    private static TrainingState? StateOf(
        TrainOptions options,
        ParseResult parsed,
        Terminal terminal,
        Network network,
        TrainingPlaces places
    )
    {
        if (parsed.GetResult(options.Resume) is null)
            return null;
        if (parsed.GetValue(options.Resume) is { } file)
            return TrainingState.Read(file.FullName, network);
        if (File.Exists(places.Checkpoint))
            return TrainingState.Read(places.Checkpoint, network);
        terminal.Error.Profile.Out.Writer.WriteLine(
            $"there is no checkpoint in {places.Checkpoint} yet; the training starts from its beginning"
        );
        return null;
    }

    // The state that is in the file.
    private sealed class LastState : ITrainingObserver
    {
        public TrainingState? State { get; private set; }

        public void Observe(TrainingEvent happened) =>
            State = happened.Match(
                started: _ => State,
                stepDone: _ => State,
                epochDone: _ => State,
                checkpoint: checkpoint => checkpoint.State,
                stopped: stopped => stopped.State
            );
    }
}
