using AgeFormal.Learning.Training;

namespace AgeFormal.Learning.Tests.Training;

/// <summary>Keeps the states of a training, the last one where it ends.</summary>
internal sealed class StateCollector : ITrainingObserver
{
    public List<TrainingState> States { get; } = [];

    public void Observe(TrainingEvent happened)
    {
        switch (happened)
        {
            case TrainingEvent.Checkpoint checkpoint:
                States.Add(checkpoint.State);
                break;
            case TrainingEvent.Stopped stopped:
                States.Add(stopped.State);
                break;
        }
    }
}
