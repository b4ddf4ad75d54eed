using AgeFormal.Networks.Torch.Tensors;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch;

/// <summary>The values of parameters before training, as their declarations say.</summary>
internal static class InitialValues
{
    /// <summary>Draws them. Each elementary block has a stream of its own, numbered in the order of execution.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="parameters">Its parameters in order.</param>
    /// <param name="seed">The seed.</param>
    public static void Draw(TypedOp op, IEnumerable<Tensor> parameters, long seed)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        using var targets = parameters.GetEnumerator();
        foreach (var (index, leaf) in op.Leaves().Index())
        {
            using var generator = new Generator((ulong)(seed * 1_000_003 + index));
            foreach (var declaration in leaf.Meaning.Parameters)
            {
                targets.MoveNext();
                var target = targets.Current;
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
    }
}
