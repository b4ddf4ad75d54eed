namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>Numbers for a design on a torus.</summary>
/// <param name="Signal">f at a channel and an element.</param>
/// <param name="Parameter">An entry of the parameter with a number, at one index per axis.</param>
/// <param name="Constant">The element that a name stands for.</param>
internal sealed record Data(
    Func<int, int, double> Signal,
    Func<int, int[], double> Parameter,
    Func<string, int> Constant
);
