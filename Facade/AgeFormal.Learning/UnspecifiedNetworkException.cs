using AgeFormal.Algebra;

namespace AgeFormal.Learning;

/// <summary>A file of weights does not say which network it is of: a state dictionary, for example.</summary>
public sealed class UnspecifiedNetworkException : Exception
{
    internal UnspecifiedNetworkException(string file, EqArray<string> fitting)
        : base(
            $"{Excerpt.Of(file, 1000)}: found neither a specification nor the name of a network of the catalogue in its metadata; expected one, or the network beside the file{Beside(fitting)}."
        )
    {
        File = file;
        Fitting = fitting;
    }

    /// <summary>The path, or the name that the caller gave to the content.</summary>
    public string File { get; }

    /// <summary>The networks of the catalogue whose parameters the file's tensors are, by name and shape.</summary>
    public EqArray<string> Fitting { get; }

    private static string Beside(EqArray<string> fitting) =>
        fitting.Count == 0 ? "" : $" (its tensors fit {string.Join(", ", fitting)})";
}
