namespace AgeFormal.Cli.Commands;

/// <summary>A training was interrupted, and its state is written. The message says how to go on.</summary>
internal sealed class TrainingInterruptedException(string message, Exception cause)
    : OperationCanceledException(message, cause);
