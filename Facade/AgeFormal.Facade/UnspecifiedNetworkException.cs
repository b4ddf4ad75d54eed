namespace AgeFormal.Facade;

/// <summary>A file of weights does not say which network it is of: a state dictionary, for example.</summary>
public sealed class UnspecifiedNetworkException : Exception
{
    internal UnspecifiedNetworkException(string file)
        : base(
            $"{file}: found neither a specification nor the name of a network of the catalogue in its metadata; expected one, or the network beside the file."
        ) => File = file;

    /// <summary>The path, or the name that the caller gave to the content.</summary>
    public string File { get; }
}
