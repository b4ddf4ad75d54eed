using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Tensors;

/// <summary>
/// A function of tensors with a gradient of its own. Whatever can be wrong with its operands is found before it is entered:
/// an exception in a gradient ends the process.
/// </summary>
internal interface IDifferentiable
{
    /// <summary>The value, and where something is to be kept what the gradient wants kept besides the operands.</summary>
    (Tensor Value, Tensor[] Kept) Value(IReadOnlyList<Tensor> operands, bool keeps);

    /// <summary>The gradient of each operand, null where none is wanted.</summary>
    IReadOnlyList<Tensor?> Slopes(
        IReadOnlyList<Tensor> operands,
        IReadOnlyList<bool> wanted,
        IReadOnlyList<Tensor> kept,
        Tensor slope
    );
}

/// <summary>Hands functions with gradients of their own to libtorch.</summary>
internal static class Gradients
{
    /// <summary>The value of a function. Where no gradients are recorded nothing is kept.</summary>
    public static Tensor Of(IDifferentiable function, IReadOnlyList<Tensor> operands)
    {
        if (is_grad_enabled() && operands.Any(operand => operand.requires_grad))
            return Recorded.apply([function, .. operands]);
        using var scope = NewDisposeScope();
        return function.Value(operands, keeps: false).Value.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// A function of any tensors that keeps its operands alone, and computes its value again where the gradient wants it.
    /// </summary>
    public static IDifferentiable Recomputed(Func<IReadOnlyList<Tensor>, Tensor> function) =>
        new Again(function, function);

    /// <summary>As above, of a function whose value is known already.</summary>
    /// <param name="value">The value; the caller's own.</param>
    /// <param name="function">Makes the same value of the operands.</param>
    public static IDifferentiable Recomputed(
        Tensor value,
        Func<IReadOnlyList<Tensor>, Tensor> function
    ) => new Again(_ => value.alias(), function);

    private sealed class Again(
        Func<IReadOnlyList<Tensor>, Tensor> first,
        Func<IReadOnlyList<Tensor>, Tensor> function
    ) : IDifferentiable
    {
        public (Tensor Value, Tensor[] Kept) Value(IReadOnlyList<Tensor> operands, bool keeps) =>
            (first(operands), []);

        public IReadOnlyList<Tensor?> Slopes(
            IReadOnlyList<Tensor> operands,
            IReadOnlyList<bool> wanted,
            IReadOnlyList<Tensor> kept,
            Tensor slope
        )
        {
            using var _ = enable_grad();
            Tensor[] own = [.. operands.Select(operand => operand.detach())];
            foreach (var (index, tensor) in own.Index())
                tensor.requires_grad = wanted[index];
            Tensor[] asked = [.. own.Where(tensor => tensor.requires_grad)];
            var found = autograd.grad([function(own)], asked, [slope]);
            var next = 0;
            return [.. wanted.Select(want => want ? found[next++] : null)];
        }
    }

    // Made by TorchSharp, once for each call.
    private sealed class Recorded : autograd.SingleTensorFunction<Recorded>
    {
        private const string Function = "function";
        private const string Operands = "operands";

        // Native code reads what a call keeps, and the gradients that it returns, after the call has returned.
        [ThreadStatic]
        private static Tensor[]? s_kept;

        [ThreadStatic]
        private static Tensor?[]? s_returned;

        public override string Name => "AgeFormal";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var function = (IDifferentiable)vars[0];
            Tensor[] operands = [.. vars.Skip(1).Cast<Tensor>()];
            foreach (var tensor in s_kept ?? [])
                tensor.Dispose();
            using var scope = NewDisposeScope();
            var (value, kept) = function.Value(operands, keeps: true);
            s_kept = [.. kept.Select(tensor => tensor.detach().DetachFromDisposeScope())];
            ctx.save_data(Function, function);
            ctx.save_for_backward([.. operands, .. s_kept]);
            ctx.save_data(Operands, operands.Length);
            return value.MoveToOuterDisposeScope();
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            foreach (var tensor in s_returned ?? [])
                tensor?.Dispose();
            using var scope = NewDisposeScope();
            var function = (IDifferentiable)ctx.get_data(Function)!;
            var count = (int)ctx.get_data(Operands)!;
            var saved = ctx.get_saved_variables();
            Tensor[] operands = [.. saved.Take(count)];
            bool[] wanted = [.. operands.Select(operand => operand.requires_grad)];
            IReadOnlyList<Tensor?> slopes;
            using (no_grad())
                slopes = function.Slopes(operands, wanted, [.. saved.Skip(count)], grad_output);
            foreach (var tensor in slopes)
                tensor?.DetachFromDisposeScope();
            foreach (var tensor in saved)
                tensor.Dispose();
            grad_output.Dispose();
            s_returned = [.. slopes];
            return [null!, .. slopes.Select(tensor => tensor!)];
        }
    }
}
