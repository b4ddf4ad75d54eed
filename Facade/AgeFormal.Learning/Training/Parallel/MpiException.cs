namespace AgeFormal.Learning.Training;

/// <summary>Processes cannot train together: no MPI is there, or one of its functions fails.</summary>
/// <param name="message">What is missing, and the remedy.</param>
public sealed class MpiException(string message) : Exception(message);
