namespace AgeFormal.Operators;

/// <summary>One way in which given tensors are not the parameters of an operator.</summary>
public abstract record ParameterMisfit
{
    private ParameterMisfit() { }

    /// <summary>A parameter that is not given.</summary>
    /// <param name="Name">Its full name.</param>
    /// <param name="Expected">Its shape.</param>
    public sealed record Missing(string Name, string Expected) : ParameterMisfit;

    /// <summary>A given tensor that is no parameter.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Found">What it is.</param>
    public sealed record Unexpected(string Name, string Found) : ParameterMisfit;

    /// <summary>A parameter that is given in another shape.</summary>
    /// <param name="Name">Its full name.</param>
    /// <param name="Found">What is given.</param>
    /// <param name="Expected">Its shape.</param>
    public sealed record Misshapen(string Name, string Found, string Expected) : ParameterMisfit;

    /// <summary>A parameter with a value that it cannot have.</summary>
    /// <param name="Name">Its full name.</param>
    /// <param name="Found">The value and where it is.</param>
    /// <param name="Expected">What values it can have.</param>
    public sealed record Misvalued(string Name, string Found, string Expected) : ParameterMisfit;

    /// <summary>The tensors are written in a form that is not known.</summary>
    /// <param name="Found">The form.</param>
    /// <param name="Expected">The known one.</param>
    public sealed record OfOtherFormat(string Found, string Expected) : ParameterMisfit;

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<Missing, T> missing,
        Func<Unexpected, T> unexpected,
        Func<Misshapen, T> misshapen,
        Func<Misvalued, T> misvalued,
        Func<OfOtherFormat, T> ofOtherFormat
    )
    {
        ArgumentNullException.ThrowIfNull(missing);
        ArgumentNullException.ThrowIfNull(unexpected);
        ArgumentNullException.ThrowIfNull(misshapen);
        ArgumentNullException.ThrowIfNull(misvalued);
        ArgumentNullException.ThrowIfNull(ofOtherFormat);
        return this switch
        {
            Missing misfit => missing(misfit),
            Unexpected misfit => unexpected(misfit),
            Misshapen misfit => misshapen(misfit),
            Misvalued misfit => misvalued(misfit),
            OfOtherFormat misfit => ofOtherFormat(misfit),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>One sentence without its full stop.</summary>
    public sealed override string ToString() =>
        Match(
            missing: missing => $"'{missing.Name}' is missing",
            unexpected: unexpected => $"'{unexpected.Name}' is unexpected",
            misshapen: misshapen =>
                $"'{misshapen.Name}' is {misshapen.Found}, expected {misshapen.Expected}",
            misvalued: misvalued =>
                $"'{misvalued.Name}' holds {misvalued.Found}, expected {misvalued.Expected}",
            ofOtherFormat: format => $"the format is '{format.Found}', expected '{format.Expected}'"
        );
}
