using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>
/// One weight over a window, and over H on the group, transformed by every h in one gather. With gradients disabled the
/// transformed weight is kept from one call to the next. Any number of passes may read it at once.
/// </summary>
internal sealed class KernelBank : IDisposable
{
    private readonly KernelTable _table;
    private readonly ConstantTensor _indices;
    private readonly long _order;
    private readonly long _fibre;
    private readonly long[] _box;
    private readonly Lock _building = new();
    private readonly Lock _publishing = new();
    private Kept? _kept;
    private int _transformations;

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
    public int Transformations => Volatile.Read(ref _transformations);

    /// <summary><c>[leading…, h̃, …window]</c> as <c>[leading…, h, h̃, …box]</c>, arranged; h̃ is 1 on the lattice.</summary>
    /// <param name="weight">The stored values.</param>
    /// <param name="leading">The sizes before h̃.</param>
    /// <param name="arranged">How the block wants the axes.</param>
    /// <remarks>
    /// Nothing tells when an optimiser changes a weight, so the weight is compared with the one that was transformed: far
    /// cheaper than what follows. What is returned is the caller's own: passes beside it may drop or replace what is kept.
    /// </remarks>
    public Tensor Of(Tensor weight, long[] leading, Func<Tensor, Tensor> arranged)
    {
        if (is_grad_enabled())
        {
            Drop();
            return Transform(weight, leading, arranged);
        }
        if (Current(weight) is { } kept)
            return kept;
        lock (_building)
        {
            if (Current(weight) is { } built)
                return built;
            // The copy is what is transformed: whoever changes the weight meanwhile does not part the two.
            var source = weight.detach().clone();
            var bank = Transform(source, leading, arranged);
            lock (_publishing)
            {
                _kept?.Dispose();
                _kept = new(source.DetachFromDisposeScope(), bank.DetachFromDisposeScope());
                return bank.alias();
            }
        }
    }

    /// <summary>Forgets the transformed weight.</summary>
    public void Drop()
    {
        lock (_publishing)
        {
            _kept?.Dispose();
            _kept = null;
        }
    }

    public void Dispose()
    {
        Drop();
        _indices.Dispose();
    }

    // The caller's own handle of the kept bank, where that is the transform of this weight.
    private Tensor? Current(Tensor weight)
    {
        Tensor source,
            bank;
        lock (_publishing)
        {
            if (_kept is null)
                return null;
            (source, bank) = (_kept.Source.alias(), _kept.Bank.alias());
        }
        using (source)
            if (
                weight.dtype == source.dtype
                && weight.device_type == source.device_type
                && weight.device_index == source.device_index
                && weight.Equals(source)
            )
                return bank;
        bank.Dispose();
        return null;
    }

    private Tensor Transform(Tensor weight, long[] leading, Func<Tensor, Tensor> arranged)
    {
        Interlocked.Increment(ref _transformations);
        using var scope = NewDisposeScope();
        var stored = weight.reshape(-1, _table.Stored);
        if (_table.HasOutside)
            stored = cat([stored, zeros_like(stored.narrow(1, 0, 1))], dim: 1);
        var transformed = stored
            .index_select(1, _indices.On(stored))
            .reshape([.. leading, _order, _fibre, .. _box]);
        return arranged(transformed).MoveToOuterDisposeScope();
    }

    // Published as a whole and never changed.
    private sealed record Kept(Tensor Source, Tensor Bank) : IDisposable
    {
        public void Dispose()
        {
            Source.Dispose();
            Bank.Dispose();
        }
    }
}
