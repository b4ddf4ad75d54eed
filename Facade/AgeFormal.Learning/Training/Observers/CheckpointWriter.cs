namespace AgeFormal.Learning.Training;

/// <summary>Writes every state that a training hands out, and its last one, to a file, atomically.</summary>
/// <param name="path">The file; its folder must exist.</param>
public sealed class CheckpointWriter(string path) : ITrainingObserver
{
    /// <inheritdoc/>
    /// <exception cref="IOException">The folder is absent or the disk is full; the state before it is still in the file.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written; the state before it is still in the file.</exception>
    public void Observe(TrainingEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        switch (happened)
        {
            case TrainingEvent.Checkpoint checkpoint:
                checkpoint.State.Write(path);
                break;
            case TrainingEvent.Stopped stopped:
                stopped.State.Write(path);
                break;
        }
    }
}
