namespace AgeFormal.Verification.Models;

/// <summary>The values of bound variables during an evaluation on one signal, and the reductions computed so far.</summary>
/// <param name="variables">The number of slots.</param>
/// <param name="tables">Per table of reductions, the number of values of its keys.</param>
/// <param name="work">What the evaluation may still do.</param>
internal sealed class ModelFrame<T>(int variables, IReadOnlyList<long> tables, Work work)
{
    private readonly MemoTable<T>?[] _tables = new MemoTable<T>?[tables.Count];
    private int _stamp = 1;

    /// <summary>Per slot, a group element or a channel index.</summary>
    public int[] Slots { get; } = new int[variables];

    /// <summary>ḡ⁻¹: the signal is read as (L_ḡ f)(s) = f(ḡ⁻¹·s).</summary>
    public int Back { get; private set; }

    /// <summary>What the evaluation may still do.</summary>
    public Work Work => work;

    /// <summary>Starts on another signal: earlier values of reductions no longer hold.</summary>
    public void Restart(int back)
    {
        Back = back;
        _stamp++;
    }

    public bool TryGet(int table, long index, out T value) =>
        (_tables[table] ??= MemoTable<T>.Of(tables[table])).TryGet(index, _stamp, out value);

    public void Set(int table, long index, T value) => _tables[table]!.Set(index, _stamp, value);
}
