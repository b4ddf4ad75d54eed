using AgeFormal.Operators;

namespace AgeFormal.Facade.Summaries;

/// <summary>
/// The products of two values, learned or computed, that a block forms for one input, border points counted like inner
/// ones. Sums, means, maxima, functions φ and the products with constants are not counted.
/// </summary>
/// <remarks>
/// With P output points, |S| window points and s statistics: a lifting convolution has P·|H|·o·c·|S|, a group convolution |H|
/// times as many. Full attention adds per (o, h, h̃) the perceptron, 2·s·units·c, and the convolution, s·|K|·P, and one
/// product with each map per F(g, g̃)_{o,c}. αF adds the same per h and h̃ for one o, on the lattice the perceptron once and the
/// convolution for each h, and one product with each map per value. Batch normalisation has one product per value. Every other
/// block, a custom design too, counts as its formula is written, nothing shared.
/// </remarks>
internal sealed class MultiplyAdds(TypedOp.Elementary leaf)
{
    public double Count =>
        leaf.Op switch
        {
            Op.AttentiveConvolution op => Attentive(op),
            Op.InputAttention op => OnInput(op),
            Op.BatchNormalization => Values,
            _ => Products(leaf.Meaning.Formula.Body) * Values,
        };

    private double Attentive(Op.AttentiveConvolution op)
    {
        double pairs = (double)op.Channels * leaf.Input.Group.Order * Fibres;
        var weighted = pairs * Channels * Points(leaf.Output.Grid);
        return Responses(op.Window)
            + (op.Channel is { } channel ? pairs * Perceptron(channel) + weighted : 0)
            + (op.Spatial is { } spatial ? pairs * Positions(spatial) + weighted : 0);
    }

    private double OnInput(Op.InputAttention op)
    {
        double values = leaf.Input.FibreSize * Channels * Points(leaf.Input.Grid);
        double pairs = Fibres * Fibres;
        return (op.Channel is { } channel ? pairs * Perceptron(channel) + values : 0)
            + (
                op.Spatial is { } spatial
                    ? (double)leaf.Input.Group.Order * Fibres * Positions(spatial) + values
                    : 0
            );
    }

    private double Values =>
        (double)leaf.Output.Channels * leaf.Output.FibreSize * Points(leaf.Output.Grid);

    private double Channels => leaf.Input.Channels;

    private double Fibres => leaf.Input.FibreSize;

    private static double Points(Region region) => region.Points().Count;

    // F(g, g̃)_{o,c} for all of its indices.
    private double Responses(Region window) =>
        Points(leaf.Output.Grid)
        * leaf.Output.Channels
        * leaf.Output.FibreSize
        * Channels
        * Fibres
        * Points(window);

    private double Perceptron(ChannelAttention map) =>
        2.0 * map.Statistics.Count * (leaf.Input.Channels / map.Ratio) * Channels;

    private double Positions(SpatialAttention map) =>
        map.Statistics.Count * Points(map.Window) * Points(leaf.Output.Grid);

    private double Products(Term term) =>
        term switch
        {
            Term.Reduce reduce => Products(reduce.Body) * leaf.Range(reduce),
            Term.Product product => product.Factors.Sum(Products)
                + Math.Max(0, product.Factors.Count(factor => factor is not Term.Constant) - 1),
            _ => term.Children().Sum(Products),
        };
}
