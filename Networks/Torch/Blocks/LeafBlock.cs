using AgeFormal.Operators;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>An elementary block. On a hexagonal grid its output is kept zero outside of the outline.</summary>
internal abstract class LeafBlock : Block
{
    private const string OutlineName = "_outline";

    protected LeafBlock(TypedOp.Elementary op, string parent)
        : base(op, parent)
    {
        Op = op;
        foreach (var declaration in op.Meaning.Parameters)
        {
            long[] shape = [.. declaration.Shape.Select(size => (long)size)];
            if (declaration.Trained)
                register_parameter(declaration.Name, new Parameter(zeros(shape)));
            else
                register_buffer(declaration.Name, zeros(shape));
        }
        if (op.Output.Grid.Outline != Outline.Box)
            register_buffer(
                OutlineName,
                tensor([.. op.Output.Grid.Mask().Select(inside => inside ? 1f : 0f)])
                    .reshape([.. op.Output.Grid.Sizes.Select(size => (long)size)]),
                persistent: false
            );
    }

    protected TypedOp.Elementary Op { get; }

    public override IEnumerable<KeyValuePair<string, Tensor>> State() =>
        Op.Meaning.Parameters.Select(declaration =>
            KeyValuePair.Create(TypedOp.Join(Op.Path, declaration.Name), Of(declaration.Name))
        );

    /// <summary>Draws the initial values of the parameters.</summary>
    public void Draw(long seed)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        foreach (var declaration in Op.Meaning.Parameters)
        {
            var target = Of(declaration.Name);
            target.copy_(
                declaration.Initial.Match(
                    constant => full_like(target, constant.Value),
                    uniform =>
                        rand(target.shape, ScalarType.Float64, generator: generator)
                            .mul(2 * uniform.Bound)
                            .sub(uniform.Bound),
                    normal =>
                        randn(target.shape, ScalarType.Float64, generator: generator)
                            .mul(normal.Deviation)
                )
            );
        }
    }

    /// <summary>A parameter or buffer of the block. Looked up, because moving a module replaces its tensors.</summary>
    protected Tensor Of(string name) => get_parameter(name) ?? get_buffer(name)!;

    protected abstract Tensor Compute(Tensor input);

    protected sealed override Tensor Compute(Tensor input, Observe? observe)
    {
        using var scope = NewDisposeScope();
        var output = Compute(input);
        if (get_buffer(OutlineName) is { } outline)
            output = output.mul(outline);
        return output.MoveToOuterDisposeScope();
    }
}
