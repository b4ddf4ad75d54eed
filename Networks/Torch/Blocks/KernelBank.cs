using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>
/// One weight over a window, and over H on the group, transformed by every h in one gather. With gradients disabled the
/// transformed weight is kept from one call to the next.
/// </summary>
internal sealed class KernelBank : IDisposable
{
    private readonly KernelTable _table;
    private readonly ConstantTensor _indices;
    private readonly long _order;
    private readonly long _fibre;
    private readonly long[] _box;
    private readonly Held _bank = new();
    private readonly Held _source = new();

    public KernelBank(FieldType input, Region window, Device device, KernelTable? table = null)
    {
        _table = table ?? KernelTable.Of(input, window);
        _order = input.Group.Order;
        _fibre = input.FibreSize;
        _box = [.. window.Sizes.Select(size => (long)size)];
        _indices = new ConstantTensor(
            tensor([.. _table.Indices.Select(index => (long)index)], device: device)
        );
    }

    /// <summary>How often the weight was transformed, for tests and reports.</summary>
    public int Transformations { get; private set; }

    /// <summary><c>[leading…, h̃, …window]</c> as <c>[leading…, h, h̃, …box]</c>, arranged; h̃ is 1 on the lattice.</summary>
    /// <param name="weight">The stored values.</param>
    /// <param name="leading">The sizes before h̃.</param>
    /// <param name="arranged">How the block wants the axes.</param>
    /// <remarks>
    /// Nothing tells when an optimiser changes a weight, so the weight is compared with the one that was transformed: far
    /// cheaper than what follows.
    /// </remarks>
    public Tensor Of(Tensor weight, long[] leading, Func<Tensor, Tensor> arranged)
    {
        if (is_grad_enabled())
        {
            Drop();
            return Transform(weight, leading, arranged);
        }
        if (
            _bank.Tensor is { } bank
            && _source.Tensor is { } source
            && weight.dtype == source.dtype
            && weight.device_type == source.device_type
            && weight.device_index == source.device_index
            && weight.Equals(source)
        )
            return bank;
        _source.Set(weight.detach().clone());
        return _bank.Set(Transform(weight, leading, arranged));
    }

    /// <summary>Forgets the transformed weight.</summary>
    public void Drop()
    {
        _bank.Dispose();
        _source.Dispose();
    }

    public void Dispose()
    {
        Drop();
        _indices.Dispose();
    }

    private Tensor Transform(Tensor weight, long[] leading, Func<Tensor, Tensor> arranged)
    {
        Transformations++;
        using var scope = NewDisposeScope();
        var stored = weight.reshape(-1, _table.Stored);
        if (_table.HasOutside)
            stored = cat([stored, zeros_like(stored.narrow(1, 0, 1))], dim: 1);
        var transformed = stored
            .index_select(1, _indices.On(stored))
            .reshape([.. leading, _order, _fibre, .. _box]);
        return arranged(transformed).MoveToOuterDisposeScope();
    }
}
