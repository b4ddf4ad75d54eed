namespace AgeFormal.Operators.Language;

/// <summary>A window S that a design names: a finite set of translations.</summary>
/// <param name="Name">The name in <see cref="Domain.Window"/> and <see cref="ParameterAxis.OfWindow"/>.</param>
/// <param name="Shape">Its points, or null where the design leaves them open.</param>
/// <param name="Stable">Whether a proof may assume h▹S = S for every h ∈ H; the assumption is checked on the points.</param>
public sealed record DesignWindow(string Name, WindowShape? Shape = null, bool Stable = false);
