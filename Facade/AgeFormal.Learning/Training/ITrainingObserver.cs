namespace AgeFormal.Learning.Training;

/// <summary>Sees the events of a training. Law: it changes nothing of it.</summary>
public interface ITrainingObserver
{
    /// <summary>Sees one event, on the thread of the training, before the next one comes about.</summary>
    void Observe(TrainingEvent happened);
}
