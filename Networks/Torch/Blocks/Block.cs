using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>Sees the output of a named layer during a forward pass.</summary>
internal delegate void Observe(string path, FieldType type, Tensor output);

/// <summary>A part of a compiled operator: a function of tensors <c>[b, c·h, …grid]</c> with its parameters.</summary>
internal abstract class Block : nn.Module<Tensor, Tensor>
{
    private readonly string _parent;

    protected Block(TypedOp op, string parent)
        : base(op.Path.Length == 0 ? "operator" : op.Path)
    {
        Typed = op;
        _parent = parent;
    }

    protected TypedOp Typed { get; }

    /// <summary>The blocks inside, in the order of execution.</summary>
    public virtual IReadOnlyList<Block> Parts => [];

    public sealed override Tensor forward(Tensor input) => Apply(input, new Pass(training));

    /// <summary>The output; a layer with a name of its own shows it to the observer.</summary>
    public Tensor Apply(Tensor input, Pass pass)
    {
        var output = Compute(input, pass);
        if (Typed.Path != _parent)
            pass.Observe?.Invoke(Typed.Path, Typed.Output, output);
        return output;
    }

    /// <summary>Parameters and buffers by full name.</summary>
    public virtual IEnumerable<KeyValuePair<string, Tensor>> State() =>
        Parts.SelectMany(part => part.State());

    /// <summary>Forgets what was derived from parameters.</summary>
    public virtual void DropKernels()
    {
        foreach (var part in Parts)
            part.DropKernels();
    }

    /// <summary>Draws the initial parameters. Each elementary block has a stream of its own, numbered in the order of execution.</summary>
    public void Initialize(long seed)
    {
        foreach (var (index, leaf) in Leaves().Index())
            leaf.Draw(seed * 1_000_003 + index);
    }

    protected abstract Tensor Compute(Tensor input, Pass pass);

    /// <summary>Registers the parts under their own names; a part without a name, or with dots in it, by its position.</summary>
    protected void RegisterParts()
    {
        foreach (var (index, part) in Parts.Index())
        {
            var own =
                part.Typed.Path == Typed.Path
                    ? ""
                    : part.Typed.Path[(Typed.Path.Length == 0 ? 0 : Typed.Path.Length + 1)..];
            register_module(own.Length == 0 || own.Contains('.') ? $"_{index}" : own, part);
        }
    }

    private IEnumerable<LeafBlock> Leaves() =>
        this is LeafBlock leaf ? [leaf] : Parts.SelectMany(part => part.Leaves());
}
