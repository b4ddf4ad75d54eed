namespace AgeFormal.Operators.Language;

/// <summary>The signal f that a design reads.</summary>
/// <param name="Channels">The number of channels.</param>
/// <param name="Fibre">Trivial for a signal on the lattice, which ignores h; regular for one on the group.</param>
public sealed record DesignInput(int Channels, Fibre Fibre);
