using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Building;

/// <summary>A group whose networks are about to be built; the input is the next step.</summary>
/// <param name="Group">H with its lattice.</param>
/// <param name="Options">What layers have in common.</param>
public sealed record NetworkGroup(PointGroup Group, BuilderOptions Options)
{
    private const string Layer = "input";

    /// <summary>
    /// Refuses, by an exception, a layer that is not exact on its grid; asked for each layer unless the options allow inexact
    /// ones. Null for no question.
    /// </summary>
    public Action<TypedOp.Elementary>? Exactness { get; init; }

    /// <summary>A signal on the lattice, on a square or cube of a side, or a hexagon on the hexagonal lattice.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="size">The side.</param>
    /// <exception cref="TypingException">No channel, no point, or an even side of a hexagon.</exception>
    public NetworkBuilder Input(int channels, int size) =>
        Input(channels, Windows.Grid(Layer, Group, size));

    /// <summary>A signal on the lattice.</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="grid">The points.</param>
    /// <exception cref="TypingException">No channel, or a grid that is not one of the lattice.</exception>
    public NetworkBuilder Input(int channels, Region grid) =>
        Input(new FieldType(Group, Fibre.Trivial, channels, grid));

    /// <summary>A signal of any type over the group.</summary>
    /// <param name="type">The type.</param>
    /// <exception cref="TypingException">The type is over another group, has no channel, or a grid that is not one of the lattice.</exception>
    public NetworkBuilder Input(FieldType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (type.Group != Group)
            throw new TypingException(
                Layer,
                $"the input is {type}, expected a signal over {Group.Symbol}"
            );
        try
        {
            Typing.Elaborate(Op.Identity, type);
        }
        catch (TypingException fault)
        {
            throw new TypingException(Layer, fault.Reason);
        }
        return new NetworkBuilder(type, Options, Exactness, path: "", taken: []);
    }
}
