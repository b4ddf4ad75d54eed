using AgeFormal.Operators;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>The parameters and running statistics of an operator as those of a module.</summary>
internal sealed class ParameterStore : nn.Module
{
    // A tensor without values, which moves with the parameters and tells where they are, though there be none.
    private const string Anchor = "@anchor";

    private readonly string[] _names;

    /// <summary>Zeros of the declared shapes. They outlive the scope in which they are made.</summary>
    public ParameterStore(TypedOp op, Placement placement)
        : base("parameters")
    {
        var declared = op.Parameters().ToArray();
        _names = [.. declared.Select(parameter => parameter.Name)];
        register_buffer(
            Anchor,
            empty([0], placement.Type, placement.Device).DetachFromDisposeScope()
        );
        foreach (var (name, declaration) in declared)
        {
            long[] shape = [.. declaration.Shape.Select(size => (long)size)];
            using var start = zeros(shape, placement.Type, placement.Device);
            if (declaration.Trained)
                register_parameter(
                    Registered(name),
                    (Parameter)new Parameter(start).DetachFromDisposeScope()
                );
            else
                register_buffer(Registered(name), start.clone().DetachFromDisposeScope());
        }
        Tensors = Found();
    }

    /// <summary>The tensors in the order of the operator's parameters.</summary>
    public Tensor[] Tensors { get; private set; }

    /// <summary>Where they are, and in which format.</summary>
    public Placement Placement =>
        get_buffer(Anchor) is { } anchor
            ? new(anchor.dtype, anchor.device)
            : throw new System.Diagnostics.UnreachableException();

    /// <summary>Takes note of the tensors by which a move has replaced those before.</summary>
    public void Moved()
    {
        get_buffer(Anchor)!.DetachFromDisposeScope();
        Tensors = Found();
        foreach (var tensor in Tensors)
            tensor.DetachFromDisposeScope();
    }

    private Tensor[] Found() =>
        [
            .. _names.Select(name =>
                get_parameter(Registered(name)) ?? get_buffer(Registered(name))!
            ),
        ];

    // A dot would name a part of a part.
    private static string Registered(string name) => name.Replace('.', '-');
}
