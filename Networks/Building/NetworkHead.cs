using System.Globalization;
using System.Text.RegularExpressions;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Building;

/// <summary>
/// The head of a classifier: the last block, in the order of execution, that says how many channels it has. What follows it has
/// the parameters of as many classes.
/// </summary>
internal static partial class NetworkHead
{
    /// <summary>The index of the head among the leaves of an operator, or −1 where no block says how many channels it has.</summary>
    public static int IndexOf(TypedOp op) =>
        Array.FindLastIndex(
            [.. op.Leaves()],
            leaf => BlockFacts.Of(leaf.Op).WithChannels is not null
        );

    /// <summary>The full names of the parameters of the head and of all that follows it.</summary>
    public static EqArray<string> Parameters(TypedOp op) =>
        op.Leaves()
            .Skip(Math.Max(0, IndexOf(op)))
            .SelectMany(leaf =>
                leaf.Meaning.Parameters.Select(parameter => TypedOp.Join(leaf.Path, parameter.Name))
            )
            .ToEqArray();

    /// <summary>The network with a head of another number of classes; its name says it.</summary>
    /// <exception cref="ArgumentException">The network is no classifier whose head can be changed.</exception>
    public static Network Replaced(Network network, int classes)
    {
        var op = network.Elaborate();
        Op.Elementary[] leaves = [.. op.Leaves().Select(leaf => leaf.Op)];
        int head = IndexOf(op);
        if (head < 0 || op.Output.FibreSize != 1)
            throw new ArgumentException(
                $"Expected a network with a head of classes, on the lattice; the output of {network.Name} is {op.Output}.",
                nameof(network)
            );
        leaves[head] = BlockFacts.Of(leaves[head]).WithChannels!(classes);
        var replaced = new Network(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Suffix().Replace(network.Name, "")}-c{classes}"
            ),
            op.Untyped(leaves),
            network.Input
        );
        int found = replaced.Elaborate().Output.Channels;
        return found == classes
            ? replaced
            : throw new ArgumentException(
                $"Expected a network whose last block with channels of its own makes its classes; that of {network.Name} leads to {found} where {classes} are wanted.",
                nameof(network)
            );
    }

    [GeneratedRegex("-c[0-9]+$")]
    private static partial Regex Suffix();
}
