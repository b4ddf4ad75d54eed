using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Identity;

namespace AgeFormal.Facade;

/// <summary>Counterexamples on the layers that libtorch executes, on every device and in both precisions.</summary>
public static class LayerReplays
{
    private static readonly EqArray<Precision> Precisions = [Precision.Single, Precision.Double];

    /// <summary>The replays of a counterexample; one that says so where libtorch cannot be loaded.</summary>
    /// <exception cref="ModelException">The formula names something that is not there.</exception>
    public static EqArray<LayerReplay> Of(Counterexample counterexample)
    {
        ArgumentNullException.ThrowIfNull(counterexample);
        try
        {
            return TorchExecutor
                .OnEveryDevice()
                .SelectMany(executor =>
                    Precisions.Select(precision => counterexample.ReplayOn(executor, precision))
                )
                .Distinct()
                .ToEqArray();
        }
        catch (NativeLibraryException fault)
        {
            return [new LayerReplay.NotExecuted(fault.Message)];
        }
    }

    /// <summary>The report with the replays of its counterexample, where it has one.</summary>
    public static DesignReport Replayed(this DesignReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var found = report.Theorem.Match(
            _ => null,
            refuted => refuted.Witness.Counterexample,
            _ => null
        );
        return found is null ? report : report with { Replays = Of(found) };
    }
}
