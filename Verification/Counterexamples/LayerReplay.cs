using System.Globalization;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Counterexamples;

/// <summary>
/// A counterexample on the executed layer: the formula compiled for the torus, run on f and on L_ḡ f, with the functions and π
/// as they are.
/// </summary>
/// <param name="Execution">Precision, device and kernel.</param>
/// <param name="Left">A[L_ḡ f](g).</param>
/// <param name="Right">A[f](ḡ⁻¹g).</param>
/// <param name="ExpectedLeft">A[L_ḡ f](g) by the model, in double precision.</param>
/// <param name="ExpectedRight">A[f](ḡ⁻¹g) by the model, in double precision.</param>
/// <param name="Tolerance">What rounding may add to a side in this precision.</param>
public sealed record LayerReplay(
    string Execution,
    double Left,
    double Right,
    double ExpectedLeft,
    double ExpectedRight,
    double Tolerance
)
{
    /// <summary>Whether the layer gives what the model gives.</summary>
    public bool IsFaithful =>
        Math.Abs(Left - ExpectedLeft) <= Tolerance && Math.Abs(Right - ExpectedRight) <= Tolerance;

    /// <summary>Whether the layer gives what the model gives, and the sides differ by more than rounding.</summary>
    public bool Confirmed => IsFaithful && Math.Abs(Left - Right) > 2 * Tolerance;

    /// <inheritdoc/>
    public override string ToString()
    {
        static string Number(double value) => value.ToString("G9", CultureInfo.InvariantCulture);
        var sides =
            $"on the executed layer ({Execution}) A[L_ḡ f] = {Number(Left)}, expected {Number(Right)}";
        return Confirmed ? $"{sides}: confirmed"
            : IsFaithful ? $"{sides}: the sides do not differ by more than rounding"
            : $"{sides}: the model gives {Number(ExpectedLeft)} and {Number(ExpectedRight)}";
    }

    internal static Outcome<LayerReplay> Of(
        Counterexample found,
        IExecutor executor,
        Precision precision
    ) =>
        Outcome<LayerReplay>.Of(() =>
        {
            var layer = CounterexampleLayer.Of(found);
            using var running = executor.Compile(layer.Op, layer.Parameters, precision);
            var left = running.Run(layer.Translated).Values[layer.Left];
            var right = running.Run(layer.Signal).Values[layer.Right];
            var (expectedLeft, expectedRight) = found.ReplayInReals();
            if (!double.IsFinite(left + right + expectedLeft + expectedRight))
                return new Outcome<LayerReplay>.NotExecuted(
                    $"on the executed layer ({running.Execution}) a side is not finite; finite values are expected"
                );
            var magnitude = Math.Max(1, Math.Max(Math.Abs(expectedLeft), Math.Abs(expectedRight)));
            return new Outcome<LayerReplay>.Executed(
                new(
                    running.Execution,
                    left,
                    right,
                    expectedLeft,
                    expectedRight,
                    RoundingTolerance.Of(layer.Op, precision) * magnitude
                )
            );
        });
}
