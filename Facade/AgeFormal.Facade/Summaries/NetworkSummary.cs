using AgeFormal.Algebra;
using AgeFormal.Networks;
using AgeFormal.Operators;
using AgeFormal.Verification;
using AgeFormal.Verification.Rendering;

namespace AgeFormal.Facade.Summaries;

/// <summary>What a network consists of, layer by layer, and what it costs. Nothing is executed.</summary>
/// <param name="Network">The name of the network.</param>
/// <param name="Input">The type of the input.</param>
/// <param name="Output">The type of the output.</param>
/// <param name="Layers">The elementary blocks in the order of execution.</param>
/// <param name="Exact">The subgroup of H that is exact on the grids of all layers.</param>
public sealed record NetworkSummary(
    string Network,
    FieldType Input,
    FieldType Output,
    EqArray<LayerSummary> Layers,
    Subgroup Exact
)
{
    /// <summary>The number of trained values.</summary>
    public int Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>
    /// The products of two values, learned or computed, for one input, border points counted like inner ones. Sums, means,
    /// maxima, functions φ and products with constants are not counted, nor is the transformation of kernels. A custom
    /// design counts as its formula is written, nothing shared.
    /// </summary>
    public double MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>The receptive field of an output value.</summary>
    public ReceptiveField Field =>
        Layers.Count > 0 ? Layers[^1].Field : ReceptiveField.Point(Input.Grid);

    /// <summary>The summary of a network.</summary>
    /// <exception cref="TypingException">A layer does not fit its input.</exception>
    public static NetworkSummary Of(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var op = network.Elaborate();
        var exactness = Exactness.Explain(op);
        return new(
            network.Name,
            op.Input,
            op.Output,
            op.Leaves()
                .Zip(ReceptiveField.Of(op), exactness.Layers)
                .Select(of => new LayerSummary(
                    of.First.Path,
                    BlockNames.Of(of.First.Op),
                    of.First.Output,
                    of.First.Meaning.Parameters.Where(p => p.Trained).Sum(p => p.Count),
                    new MultiplyAdds(of.First).Count,
                    of.Second,
                    of.Third.Subgroup
                ))
                .ToEqArray(),
            exactness.Subgroup
        );
    }

    /// <summary>The summary as a table of text.</summary>
    public override string ToString() => SummaryText.Render(this);
}
