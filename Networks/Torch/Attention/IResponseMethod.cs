using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Attention;

/// <summary>Runs the steps over the responses of one layer without storing these. Gradients flow to every operand.</summary>
internal interface IResponseMethod
{
    /// <summary>max over positions, <c>[b, i, j]</c>, for a source <c>[b, i, …]</c> and a kernel <c>[i·j, 1, …]</c>.</summary>
    Tensor Largest(Tensor source, Tensor kernel);

    /// <summary>α_X, <c>[b, h̃·j, …]</c>. No gradients.</summary>
    Tensor Map(AttendedOperands operands);

    /// <summary>The sum over i, <c>[b, j, …]</c>.</summary>
    Tensor Sum(AttendedOperands operands);
}

/// <summary>The tensors of attended responses.</summary>
/// <param name="Source">f, <c>[b, i, …]</c>.</param>
/// <param name="Kernel">Ψ, <c>[i·j, 1, …]</c>.</param>
/// <param name="Channel">α_C, with as many values as <c>[b, i, j]</c>; null for 1.</param>
/// <param name="Map">The kernel of α_X, <c>[h̃·j, statistic, …]</c>; null for 1.</param>
internal sealed record AttendedOperands(Tensor Source, Tensor Kernel, Tensor? Channel, Tensor? Map)
{
    /// <summary>Those that are there.</summary>
    public Tensor[] Tensors
    {
        get
        {
            Tensor?[] all = [Source, Kernel, Channel, Map];
            return [.. all.OfType<Tensor>()];
        }
    }

    /// <summary>The same with other tensors in the order of <see cref="Tensors"/>.</summary>
    public AttendedOperands With(IReadOnlyList<Tensor> tensors) =>
        new(
            tensors[0],
            tensors[1],
            Channel is null ? null : tensors[2],
            Map is null ? null : tensors[^1]
        );
}
