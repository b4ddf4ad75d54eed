using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Building;

/// <summary>Blocks and branches as steps.</summary>
public static class CompositionSteps
{
    /// <summary>Steps under a common name, <see cref="Op.Sequence"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="name">The name, which prefixes those inside.</param>
    /// <param name="steps">The steps.</param>
    /// <exception cref="TypingException">A step does not fit, or the steps are not a continuation of what they are given.</exception>
    public static NetworkBuilder Block(
        this NetworkBuilder builder,
        string name,
        Func<NetworkBuilder, NetworkBuilder> steps
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        return builder.Layer(
            new Op.Sequence(builder.Within(name, []).Continued(steps).Layers),
            name
        );
    }

    /// <summary>
    /// The layers so far, which are over H, as those of a network over a subgroup K, <see cref="Op.Restriction"/>: each regular
    /// channel becomes |H|/|K| channels. The layers after it are over K, and what is verified of the network is equivariance under K.
    /// </summary>
    /// <param name="builder">The layers before, of a network whose input is on the lattice.</param>
    /// <param name="subgroup">K with the lattice of H.</param>
    /// <exception cref="TypingException">K is no subgroup of H, the input is on the group, or this is a branch of a network.</exception>
    public static NetworkBuilder RestrictTo(this NetworkBuilder builder, PointGroup subgroup)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(subgroup);
        return builder.RestrictedTo(subgroup);
    }

    /// <summary>s(f) + b(f), <see cref="Op.Sum"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="branch">b.</param>
    /// <param name="shortcut">s; the identity by default.</param>
    /// <param name="name">The block's name; the first free one of residual1, residual2, … by default.</param>
    /// <exception cref="TypingException">A step does not fit, or the two outputs differ in type.</exception>
    public static NetworkBuilder Residual(
        this NetworkBuilder builder,
        Func<NetworkBuilder, NetworkBuilder> branch,
        Func<NetworkBuilder, NetworkBuilder>? shortcut = null,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var called = name ?? builder.Free("residual");
        var main = builder.Within(called, []).Continued(branch);
        var aside = shortcut is null
            ? Op.Identity
            : Whole(builder.Within(called, main.Names).Continued(shortcut));
        return builder.Layer(new Op.Sum([new("", aside), new("", Whole(main))]), called);
    }

    /// <summary>Σᵢ bᵢ(f), <see cref="Op.Sum"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="branches">b₁, b₂, …</param>
    /// <exception cref="TypingException">A step does not fit, or outputs differ in type.</exception>
    public static NetworkBuilder Sum(
        this NetworkBuilder builder,
        string name,
        params ReadOnlySpan<Func<NetworkBuilder, NetworkBuilder>> branches
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        return builder.Layer(new Op.Sum(Branches(builder, name, branches)), name);
    }

    /// <summary>The outputs of branches one after another on the channel axis, <see cref="Op.Concatenation"/>.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="branches">The branches.</param>
    /// <exception cref="TypingException">A step does not fit, or outputs differ in more than the channels.</exception>
    public static NetworkBuilder Concatenate(
        this NetworkBuilder builder,
        string name,
        params ReadOnlySpan<Func<NetworkBuilder, NetworkBuilder>> branches
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        return builder.Layer(new Op.Concatenation(Branches(builder, name, branches)), name);
    }

    /// <summary>A network as a block.</summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="network">The network, whose input is the output so far.</param>
    /// <param name="name">The block's name; that of the network by default.</param>
    /// <exception cref="TypingException">The network reads another type: another group, for example.</exception>
    public static NetworkBuilder Append(
        this NetworkBuilder builder,
        Network network,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(network);
        var called = name ?? network.Name;
        return network.Input == builder.Output
            ? builder.Layer(network.Body, called)
            : throw new TypingException(
                TypedOp.Join(builder.Path, called),
                $"the network '{network.Name}' reads {network.Input}, expected {builder.Output}, the output so far"
            );
    }

    private static EqArray<Layer> Branches(
        NetworkBuilder builder,
        string name,
        ReadOnlySpan<Func<NetworkBuilder, NetworkBuilder>> branches
    )
    {
        if (branches.IsEmpty)
            throw new TypingException(
                TypedOp.Join(builder.Path, name),
                "no branch is given, expected at least one"
            );
        var layers = new List<Layer>();
        EqArray<string> taken = [];
        foreach (var branch in branches)
        {
            var end = builder.Within(name, taken).Continued(branch);
            taken = end.Names.ToEqArray();
            layers.Add(new("", Whole(end)));
        }
        return layers.ToEqArray();
    }

    // A branch of one unnamed layer is that layer.
    private static Op Whole(NetworkBuilder chain) =>
        chain.Layers is [{ Name: "" } only] ? only.Op : new Op.Sequence(chain.Layers);
}
