using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>The composition of blocks.</summary>
internal sealed class SequenceBlock : Block
{
    public SequenceBlock(TypedOp.Sequence op, string parent, IReadOnlyList<Block> layers)
        : base(op, parent)
    {
        Parts = layers;
        RegisterParts();
    }

    public override IReadOnlyList<Block> Parts { get; }

    protected override Tensor Compute(Tensor input, Pass pass)
    {
        var current = input;
        foreach (var layer in Parts)
        {
            var next = layer.Apply(current, pass);
            if (!ReferenceEquals(current, input) && !ReferenceEquals(current, next))
                current.Dispose();
            current = next;
        }
        return current;
    }
}

/// <summary>The sum of branches.</summary>
internal sealed class SumBlock : Block
{
    public SumBlock(TypedOp.Sum op, string parent, IReadOnlyList<Block> branches)
        : base(op, parent)
    {
        Parts = branches;
        RegisterParts();
    }

    public override IReadOnlyList<Block> Parts { get; }

    protected override Tensor Compute(Tensor input, Pass pass) =>
        Parts.Select(branch => branch.Apply(input, pass)).Aggregate((sum, term) => sum.Plus(term));
}

/// <summary>The outputs of branches one after another on the channel axis.</summary>
internal sealed class ConcatenationBlock : Block
{
    public ConcatenationBlock(
        TypedOp.Concatenation op,
        string parent,
        IReadOnlyList<Block> branches
    )
        : base(op, parent)
    {
        Parts = branches;
        RegisterParts();
    }

    public override IReadOnlyList<Block> Parts { get; }

    protected override Tensor Compute(Tensor input, Pass pass) =>
        cat([.. Parts.Select(branch => branch.Apply(input, pass))], dim: 1);
}
