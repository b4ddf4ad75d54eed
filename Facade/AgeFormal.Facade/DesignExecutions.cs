using AgeFormal.Algebra;
using AgeFormal.LibTorch;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Verification;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Facade;

/// <summary>Designs and counterexamples as layers that libtorch executes, on every device and in both precisions.</summary>
public static class DesignExecutions
{
    private static readonly EqArray<Precision> Precisions = [Precision.Single, Precision.Double];

    /// <summary>The replays of a counterexample; one that says so where libtorch cannot be loaded.</summary>
    /// <exception cref="ScopeException">The formula names something that is not there.</exception>
    public static EqArray<Outcome<LayerReplay>> Replays(Counterexample counterexample)
    {
        ArgumentNullException.ThrowIfNull(counterexample);
        return OnEveryDevice(counterexample.ReplayOn);
    }

    /// <summary>
    /// The report with what the compiled formula does: a proved design under a finite group, the counterexample of a
    /// refuted one.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="cancellation">Checked before each execution.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static DesignReport Executed(
        this DesignReport report,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Theorem.Match(
            proved: _ =>
                report with
                {
                    Executions = OnEveryDevice(
                        (executor, precision) =>
                            DesignExecution.Of(
                                report,
                                executor,
                                precision,
                                cancellation: cancellation
                            )
                    ),
                },
            refuted: refuted =>
                refuted.Witness.Counterexample is { } found
                    ? report with
                    {
                        Replays = Replays(found),
                    }
                    : report,
            undecided: _ => report
        );
    }

    private static EqArray<Outcome<T>> OnEveryDevice<T>(Func<IExecutor, Precision, Outcome<T>> run)
        where T : notnull
    {
        try
        {
            return TorchExecutor
                .OnEveryDevice()
                .SelectMany(executor => Precisions.Select(precision => run(executor, precision)))
                // What cannot run says so once.
                .Distinct()
                .ToEqArray();
        }
        catch (NativeLibraryException fault)
        {
            return [new Outcome<T>.NotExecuted(fault.Message)];
        }
    }
}
