using AgeFormal.Algebra;

namespace AgeFormal.Verification;

/// <summary>A text is not that of a counterexample.</summary>
public sealed class CounterexampleFormatException : FormatException
{
    /// <summary>The misfit at a place of the JSON.</summary>
    /// <param name="place">The place, for example <c>$.signal[0]</c>.</param>
    /// <param name="reason">What was found and what was expected.</param>
    /// <param name="inner">The cause, where there is one.</param>
    /// <param name="file">The file, where the text is one.</param>
    public CounterexampleFormatException(
        string place,
        string reason,
        Exception? inner = null,
        string? file = null
    )
        : base(
            $"{file ?? "This"} is not a counterexample file: at {Excerpt.Of(place, 200)}, {Excerpt.Of(reason, 800)}.",
            inner
        )
    {
        Place = place;
        Reason = reason;
    }

    /// <summary>The place in the JSON.</summary>
    public string Place { get; }

    /// <summary>What was found and what was expected.</summary>
    public string Reason { get; }
}
