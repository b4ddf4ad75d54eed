using AgeFormal.Algebra;
using AgeFormal.Facade.Data;
using AgeFormal.LibTorch;
using AgeFormal.Networks;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Verification;

namespace AgeFormal.Facade;

/// <summary>What is known about a network before training: a row of the table of networks.</summary>
/// <param name="Network">The network.</param>
/// <param name="Parameters">The number of trained values.</param>
/// <param name="Theorem">The prover's verdict, replayed by the checker.</param>
/// <param name="Exact">The elements of H that are exact on the network's grids.</param>
/// <param name="Executions">The executed residual over all of H, one per precision.</param>
public sealed record NetworkSurvey(
    Network Network,
    int Parameters,
    Verdict Theorem,
    EqArray<int> Exact,
    EqArray<ResidualReport> Executions
)
{
    /// <summary>
    /// Proves, decides the grid and executes a network with random parameters, the running statistics those of a batch of random inputs, on one random input, in float32 and float64.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">The seed of parameters and input.</param>
    /// <param name="cancellation">Checked between the steps.</param>
    /// <exception cref="TypingException">A layer does not fit its input.</exception>
    /// <exception cref="NotSupportedException">A layer cannot be executed; the message names it.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static NetworkSurvey Of(
        Network network,
        int seed = 0,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        var trained = Calibration.Of(network, seed);
        var op = trained.Op;
        var theorem = Checked(op);
        cancellation.ThrowIfCancellationRequested();
        var exact = Exactness.Of(op);
        var sample = RandomSignal.Of(op.Input, batch: 1, seed);
        var executor = new TorchExecutor();
        var executions = new List<ResidualReport>();
        foreach (var precision in new[] { Precision.Single, Precision.Double })
        {
            cancellation.ThrowIfCancellationRequested();
            using var executable = executor.Compile(op, trained.Parameters, precision);
            executions.Add(
                Residual.Measure(executable, sample, RoundingTolerance.Of(op, precision))
            );
        }
        return new(network, network.CountParameters(), theorem, exact, executions.ToEqArray());
    }

    private static Verdict Checked(TypedOp op)
    {
        var verdict = Prover.Prove(op);
        return
            verdict is Verdict.Proved proved
            && !ProofChecker.Accepts(proved.Proof, new Claim.Commutes(op))
            ? new Verdict.Undecided(
                proved.Proof.Conclusion.ToString(),
                "the checker rejects the derivation"
            )
            : verdict;
    }
}
