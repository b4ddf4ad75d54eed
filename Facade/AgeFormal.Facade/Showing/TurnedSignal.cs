using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Showing;

/// <summary>A signal within a network at every position of the slider.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Type">The type of the whole signal.</param>
/// <param name="Upright">The view of it for the upright input.</param>
/// <param name="Values">What it is at each position.</param>
internal sealed record TurnedSignal(
    ShownPlace Place,
    FieldType Type,
    Signal<double> Upright,
    EqArray<TurnedValue> Values
)
{
    /// <summary>The channels of a single point that a view holds at most.</summary>
    public const int MostChannels = 400;

    /// <summary>Whether it has positions, and so is drawn as pictures; else as cells.</summary>
    public bool HasPositions => Type.Grid.BoxCount > 1;
}

/// <summary>
/// A signal of a turned input. Views hold what is drawn: the mean over channels where there are positions, else the first
/// channels. The residual is over all values.
/// </summary>
/// <param name="Moved">The view of the signal of the turned input.</param>
/// <param name="Back">The view of that signal turned back.</param>
/// <param name="Residual">max|a − b| / max|b| of the signal turned back, a, and that of the upright input, b.</param>
internal sealed record TurnedValue(Signal<double> Moved, Signal<double> Back, double Residual);
