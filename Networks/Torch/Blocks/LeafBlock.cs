using AgeFormal.Operators;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>An elementary block. On a hexagonal grid its output is kept zero outside of the outline.</summary>
internal abstract class LeafBlock : Block
{
    private readonly ConstantTensor? _outside;
    private readonly ConstantTensor? _inputOutside;

    protected LeafBlock(LeafContext context)
        : base(context.Op, context.Parent)
    {
        Op = context.Op;
        Placement = context.Placement;
        foreach (var declaration in Op.Meaning.Parameters)
        {
            long[] shape = [.. declaration.Shape.Select(size => (long)size)];
            using var start = zeros(shape, Placement.Type, Placement.Device);
            // A block outlives the scope in which it is made.
            if (declaration.Trained)
                register_parameter(
                    Registered(declaration.Name),
                    (Parameter)new Parameter(start).DetachFromDisposeScope()
                );
            else
                register_buffer(
                    Registered(declaration.Name),
                    start.clone().DetachFromDisposeScope()
                );
        }
        _outside = OutsideOf(Op.Output.Grid);
        _inputOutside = OutsideOf(Op.Input.Grid);
    }

    protected Placement Placement { get; }

    /// <summary>The transformed weights of the block, which it owns.</summary>
    protected virtual IReadOnlyList<KernelBank> Banks => [];

    /// <summary>How often weights were transformed, for tests and reports.</summary>
    public int Transformations => Banks.Sum(bank => bank.Transformations);

    public sealed override void DropKernels()
    {
        foreach (var bank in Banks)
            bank.Drop();
    }

    protected TypedOp.Elementary Op { get; }

    /// <summary>True at the array indices outside of the output grid's outline; null for a box. On the device of its user.</summary>
    protected Tensor? Outside(Tensor user) => _outside?.On(user);

    /// <summary>True at the array indices outside of the input grid's outline; null for a box. On the device of its user.</summary>
    protected Tensor? InputOutside(Tensor user) => _inputOutside?.On(user);

    /// <summary>The input with a value in place of the zeros outside of its grid's outline.</summary>
    protected Tensor Filled(Tensor input, double value) =>
        _inputOutside is { } outside ? input.Filled(outside.On(input), value) : input;

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
                    constant: constant => full_like(target, constant.Value),
                    uniform: uniform =>
                        rand(target.shape, ScalarType.Float64, generator: generator)
                            .Times(2 * uniform.Bound)
                            .Less(uniform.Bound),
                    normal: normal =>
                        randn(target.shape, ScalarType.Float64, generator: generator)
                            .Times(normal.Deviation)
                )
            );
        }
    }

    /// <summary>A parameter or buffer of the block. Looked up, because moving a module replaces its tensors.</summary>
    protected Tensor Of(string name) =>
        get_parameter(Registered(name)) ?? get_buffer(Registered(name))!;

    // A dot would name a part of a part.
    private static string Registered(string name) => name.Replace('.', '-');

    /// <summary>The output on the box of the grid. A block with attention maps shows them.</summary>
    protected abstract Tensor Value(Tensor input, Pass pass);

    /// <summary>Shows an attention map of the block, kept zero outside of the outline.</summary>
    protected void Show(Pass pass, string name, Func<Tensor> map)
    {
        if (pass.Observe is not { } observe)
            return;
        var type = Op.Meaning.Maps.First(of => of.Name == name).Type;
        using var scope = NewDisposeScope();
        var shown = map();
        using var outside = OutsideOf(type.Grid);
        observe(
            TypedOp.Join(Op.Path, name),
            type,
            outside is null ? shown : shown.Filled(outside.On(shown), 0)
        );
    }

    protected sealed override Tensor Compute(Tensor input, Pass pass)
    {
        using var scope = NewDisposeScope();
        var output = Value(input, pass);
        // Not a product with 0: what lies outside may be infinite.
        if (Outside(output) is { } outside)
            output = output.Filled(outside, 0);
        return output.MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var bank in Banks)
                bank.Dispose();
            _outside?.Dispose();
            _inputOutside?.Dispose();
        }
        base.Dispose(disposing);
    }

    // True outside of the outline, in the shape of the box; null for a box.
    private ConstantTensor? OutsideOf(Region grid) =>
        grid.Outline == Outline.Box
            ? null
            : new ConstantTensor(
                tensor([.. grid.Mask().Select(inside => !inside)], device: Placement.Device)
                    .reshape([.. grid.Sizes.Select(size => (long)size)])
            );
}
