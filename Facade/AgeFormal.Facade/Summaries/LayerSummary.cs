using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Summaries;

/// <summary>An elementary block of a network in a row.</summary>
/// <param name="Layer">The path of the layer; empty where it has no name.</param>
/// <param name="Block">The block in a few words.</param>
/// <param name="Output">The type of its output.</param>
/// <param name="Parameters">The number of trained values.</param>
/// <param name="MultiplyAdds">The products of two values for one input; see <see cref="NetworkSummary.MultiplyAdds"/>.</param>
/// <param name="Field">The receptive field of an output value on the network's input.</param>
/// <param name="Exact">The subgroup of H that is exact on the layer's grids.</param>
public sealed record LayerSummary(
    string Layer,
    string Block,
    FieldType Output,
    int Parameters,
    double MultiplyAdds,
    ReceptiveField Field,
    Subgroup Exact
);
