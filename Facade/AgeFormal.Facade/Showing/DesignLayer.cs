using AgeFormal.Facade.Data;
using AgeFormal.Learning;
using AgeFormal.Networks;
using AgeFormal.Operators;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Facade.Showing;

/// <summary>A design as a network of one layer with random parameters, on a small random signal.</summary>
internal static class DesignLayer
{
    private const int Side = 9;
    private const int VolumeSide = 5;

    /// <summary>
    /// Runs the layer at each element of the last group on which the identity test ran, and at angles between where the signal
    /// is one on the square lattice. Beyond the border of the grid the signal is 0, which every element leaves alone.
    /// </summary>
    /// <param name="report">What is known of the design.</param>
    /// <param name="seed">The seed of parameters and signal.</param>
    /// <param name="steps">How many angles a full turn has.</param>
    /// <param name="cancellation">Checked before each execution.</param>
    /// <exception cref="TypingException">The design is no layer.</exception>
    /// <exception cref="NotSupportedException">It cannot be executed.</exception>
    public static TurnedRun Run(
        DesignReport report,
        int seed = 0,
        int steps = 24,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        var design = report.Design;
        var group = report.Models[^1].Group;
        var input = new FieldType(
            group,
            design.Input.Fibre,
            design.Input.Channels,
            Region.On(group, group.Dimension == 3 ? VolumeSide : Side)
        );
        var network = new Network(
            design.Name,
            new Op.Sequence([new("layer", new Op.Custom(design))]),
            input
        );
        return TurnedRun.Of(
            TrainedNetwork.Initial(network, seed),
            Turnable.Of(RandomSignal.Of(input, 1, seed), $"a random signal, seed {seed}"),
            steps,
            cancellation: cancellation
        );
    }
}
