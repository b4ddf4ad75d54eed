using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>A weight over a window, and over H on the group, transformed by every h in one gather.</summary>
internal sealed class TransformedWeight : IDisposable
{
    private readonly KernelTable _table;
    private readonly ConstantTensor _indices;
    private readonly long _order;
    private readonly long _fibre;
    private readonly long[] _box;

    public TransformedWeight(
        FieldType input,
        Region window,
        Device device,
        KernelTable? table = null
    )
    {
        _table = table ?? KernelTable.Of(input, window);
        _order = input.Group.Order;
        _fibre = input.FibreSize;
        _box = [.. window.Sizes.Select(size => (long)size)];
        _indices = new ConstantTensor(
            tensor([.. _table.Indices.Select(index => (long)index)], device: device)
        );
    }

    /// <summary><c>[leading…, h̃, …window]</c> to <c>[leading…, h, h̃, …box]</c>; h̃ is 1 on the lattice.</summary>
    /// <param name="weight">The stored values.</param>
    /// <param name="leading">The sizes before h̃.</param>
    public Tensor Of(Tensor weight, params ReadOnlySpan<long> leading)
    {
        var stored = weight.reshape(-1, _table.Stored);
        if (_table.HasOutside)
            stored = cat([stored, zeros_like(stored.narrow(1, 0, 1))], dim: 1);
        return stored
            .index_select(1, _indices.On(stored))
            .reshape([.. leading, _order, _fibre, .. _box]);
    }

    public void Dispose() => _indices.Dispose();
}
