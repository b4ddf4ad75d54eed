using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>What has to be proved of an elementary block, and how the types of a composite fit together.</summary>
internal static class LayerCheck
{
    /// <summary>What is wrong with the formula on the group as the one that is proved; null where it is the layer's.</summary>
    public static string? FaultOfMeaning(TypedOp.Elementary layer)
    {
        var formula = layer.Meaning.Formula;
        return SampleCheck.Holds(formula, formula.OnGroup)
            ? null
            : $"'{formula.OnGroup}' is not '{formula}' with its samples written out";
    }

    public static IEnumerable<Claim> Demands(TypedOp.Elementary layer)
    {
        var formula = layer.Meaning.Formula.OnGroup;
        var vocabulary = new Vocabulary(
            layer.Input.Group,
            layer.Input.Fibre,
            layer.Input.Channels,
            [layer.Output.Channels],
            layer.Meaning.Parameters,
            layer.Meaning.Windows
        );
        yield return new Claim.Equivariant(formula, vocabulary);
        foreach (var window in layer.Meaning.Windows)
            yield return new Claim.StableWindow(layer.Input.Group, window);
        if (AppliesPointwise(formula.Body, inside: false))
            yield return new Claim.PermutationFibre(layer.Input);
        if (layer.Output.Fibre == Fibre.Trivial)
            yield return new Claim.OnLattice(formula, vocabulary);
    }

    public static string? TypesOf(TypedOp.Sequence op)
    {
        var current = op.Input;
        foreach (var layer in op.Layers)
        {
            if (layer.Input != current)
                return $"'{layer.Path}' reads {layer.Input}, expected {current}";
            current = layer.Output;
        }
        return current == op.Output ? null : $"the output is {op.Output}, expected {current}";
    }

    public static string? TypesOf(TypedOp.Sum op) =>
        op.Branches.Count == 0 ? "a sum of no branches"
        : op.Branches.Any(branch => branch.Input != op.Input || branch.Output != op.Output)
            ? "the branches have other types than the sum"
        : null;

    public static string? TypesOf(TypedOp.Concatenation op) =>
        op.Branches.Count == 0 ? "a concatenation of no branches"
        : op.Branches.Any(branch =>
            branch.Input != op.Input
            || branch.Output with { Channels = op.Output.Channels } != op.Output
        )
            ? "the branches have other types than the concatenation"
        : op.Branches.Sum(branch => branch.Output.Channels) != op.Output.Channels
            ? "the channels of the branches do not add up"
        : null;

    // On the lattice the numbers of a signal are those over the subgroup; a regular channel has one for each coset.
    public static string? TypesOf(TypedOp.Restriction op)
    {
        var (smaller, larger) = (op.Input.Group, op.Body.Input.Group);
        var cosets = op.Body.Output.Fibre == Fibre.Trivial ? 1 : larger.Order / smaller.Order;
        return smaller.Lattice != larger.Lattice || smaller.Matrices.Except(larger.Matrices).Any()
                ? $"{smaller.Symbol} is no subgroup of {larger.Symbol}"
            : op.Input.Fibre != Fibre.Trivial || op.Body.Input != op.Input with { Group = larger }
                ? $"the body reads {op.Body.Input}, expected the signal on the lattice {op.Input}"
            : op.Body.Output.Group != larger
                ? $"the output of the body is over {op.Body.Output.Group.Symbol}, expected {larger.Symbol}"
            : op.Output
            != op.Body.Output with
            {
                Group = smaller,
                Channels = op.Body.Output.Channels * cosets,
            }
                ? $"the output is {op.Output}, expected {cosets} channels over {smaller.Symbol} for each of {op.Body.Output}"
            : null;
    }

    // A construct that is not known to be linear counts as a function.
    private static bool AppliesPointwise(Term term, bool inside)
    {
        var isLinear = term is Term.Sum or Term.Product or Term.Reduce or Term.Sampled;
        return term is Term.Signal
            ? inside
            : term.Children().Any(part => AppliesPointwise(part, inside || !isLinear));
    }
}
