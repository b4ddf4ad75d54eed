using AgeFormal.Learning.Data;
using AgeFormal.Networks;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Training;

/// <summary>One training: what does not change of it, and its course as events.</summary>
internal sealed record TrainingProgress(
    Network Network,
    IExamples Training,
    IExamples? Validation,
    TrainingRecipe Recipe,
    DataIdentity Data,
    CheckpointCadence Cadence,
    ICollective? Processes,
    TrainedNetwork? Start
)
{
    private int StepsPerEpoch => BatchPlan.StepsOf(Training.Count, Recipe.BatchSize);

    /// <summary>The events from a state, or from the initial parameters on.</summary>
    public IEnumerable<TrainingEvent> Events(TrainingState? from, CancellationToken cancellation)
    {
        using var machine = TrainingMachine.Create(Network.Elaborate(), Recipe, Start?.Parameters);
        var augmenter = new Augmenter(Recipe.Augmentation, Recipe.Seed, Training.Black);
        var state = (from ?? Initial(machine)) with { Recipe = Recipe };
        machine.Load(state.Values);
        var clock = new TrainingClock(Recipe, Cadence, state.Position);
        yield return new TrainingEvent.Started(
            state.Position,
            Recipe.Epochs,
            StepsPerEpoch,
            Training.Count
        );
        while (StopRule.Reason(Recipe, state.Position, state.History) is null)
        {
            int[][] batches = BatchPlan.Of(
                Recipe.Seed,
                state.Position.Epoch + 1,
                Training.Count,
                Recipe.BatchSize
            );
            var isInterrupted = IsInterrupted(cancellation);
            while (
                state.Position.Step < batches.Length
                && !StopRule.IsOver(Recipe, state.Position)
                && !isInterrupted
            )
            {
                var done = Step(machine, augmenter, batches, state);
                state = state with { Position = Agreed(clock.Timed(done.Position)) };
                yield return done with
                {
                    Position = state.Position,
                };
                if (state.Position.Step < batches.Length && clock.IsDue(state.Position))
                    yield return new TrainingEvent.Checkpoint(Saved(machine, state));
                isInterrupted = IsInterrupted(cancellation);
            }
            if (
                isInterrupted
                || Completed(machine, state, batches, cancellation) is not { } completed
            )
            {
                yield return new TrainingEvent.Checkpoint(Saved(machine, state));
                throw new OperationCanceledException(cancellation);
            }
            state = completed;
            yield return new TrainingEvent.EpochDone(state.History[^1], state.History);
            clock.Saved(state.Position);
            yield return new TrainingEvent.Checkpoint(state);
        }
        yield return new TrainingEvent.Stopped(
            StopRule.Reason(Recipe, state.Position, state.History)!.Value,
            state
        );
    }

    // What one process is asked to do, all do after the same step.
    private bool IsInterrupted(CancellationToken cancellation) =>
        Processes?.Any(cancellation.IsCancellationRequested)
        ?? cancellation.IsCancellationRequested;

    // The clock of the first process holds for all.
    private TrainingPosition Agreed(TrainingPosition position) =>
        Recipe.Minutes is null || Processes is null
            ? position
            : position with
            {
                Seconds = Processes.Values(position.Seconds)[0],
            };

    private TrainingState Initial(TrainingMachine machine) =>
        new(Network, Recipe, Data, TrainingPosition.Start, [], machine.Save(), Best: null);

    private TrainingEvent.StepDone Step(
        TrainingMachine machine,
        Augmenter augmenter,
        int[][] batches,
        TrainingState state
    )
    {
        using var scope = NewDisposeScope();
        var position = state.Position;
        var epoch = position.Epoch + 1;
        int[] indices = batches[position.Step];
        var rate = RateAt(state);
        var joint = Processes is null ? null : JointPart.Of(Processes, indices);
        int[] own = joint?.Indices ?? indices;
        var batch = augmenter.Apply(Training.At(own), epoch, own);
        if (position.Step + 1 < batches.Length)
            Training.Expect(Own(batches[position.Step + 1]));
        var loss = machine.Step(
            batch,
            rate,
            StepKey.Dropout(Recipe.Seed, position.Update),
            position.Update + 1,
            joint
        );
        if (!double.IsFinite(loss))
            throw FiniteNumbers.OfLoss(machine, batch, epoch, loss, rate);
        return new(
            epoch,
            position with
            {
                Step = position.Step + 1,
                Update = position.Update + 1,
                LossSum = position.LossSum + loss * indices.Length,
            },
            indices.Length,
            loss,
            rate
        );
    }

    private int[] Own(int[] indices) =>
        Processes is null ? indices : JointPart.Of(Processes, indices).Indices;

    // The state after an epoch; null where it was interrupted.
    private TrainingState? Completed(
        TrainingMachine machine,
        TrainingState state,
        int[][] batches,
        CancellationToken cancellation
    )
    {
        var epoch = state.Position.Epoch + 1;
        var done = batches[..state.Position.Step];
        var rate = RateAt(
            state with
            {
                Position = state.Position with { Update = state.Position.Update - 1 },
            }
        );
        using (NewDisposeScope())
            FiniteNumbers.RequireAfterEpoch(machine, Training.At(done[^1]), epoch, rate);
        if (Scored(machine, cancellation) is not { } score)
            return null;
        if (score.Loss is { } loss && !double.IsFinite(loss))
            throw TrainingDivergedException.OfLoss(
                epoch,
                "the loss over the validation set",
                loss,
                rate
            );
        var report = new EpochReport(
            epoch,
            Recipe.Epochs,
            rate,
            state.Position.LossSum / done.Sum(batch => batch.Length),
            score.Loss,
            score.ErrorPercent
        );
        var isBest =
            Recipe.KeepBest
            && (state.Best is null || report.IsBetterThan(state.History[state.Best.Epoch - 1]));
        return state with
        {
            Position = state.Position with { Epoch = epoch, Step = 0, LossSum = 0 },
            History = [.. state.History, report],
            Values = machine.Save(),
            Best = isBest ? new(epoch, machine.Evaluated()) : state.Best,
        };
    }

    private (double? Loss, double? ErrorPercent)? Scored(
        TrainingMachine machine,
        CancellationToken cancellation
    )
    {
        if (Validation is null)
            return (null, null);
        try
        {
            return machine.Score(
                Validation,
                Processes,
                Processes is null ? cancellation : CancellationToken.None
            );
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private TrainingState Saved(TrainingMachine machine, TrainingState state)
    {
        var values = machine.Save();
        FiniteNumbers.Require(values.Parameters, state.Position.Epoch + 1, RateAt(state));
        return state with { Values = values };
    }

    private double RateAt(TrainingState state) =>
        Recipe.RateAt(
            new(
                state.Position.Epoch + 1,
                Recipe.Epochs,
                state.Position.Update,
                StepsPerEpoch,
                [.. state.History.Select(report => report.ValidationErrorPercent ?? 0)]
            )
        );
}
