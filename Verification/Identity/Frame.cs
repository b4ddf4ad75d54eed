namespace AgeFormal.Verification.Identity;

/// <summary>The values of bound variables during an evaluation on one signal, and the reductions computed so far.</summary>
internal sealed class Frame<T>(int variables, IReadOnlyList<int> tables, Work work)
{
    private readonly T[]?[] _values = new T[tables.Count][];
    private readonly int[]?[] _stamps = new int[tables.Count][];
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

    public bool TryGet(int table, int index, out T value)
    {
        if (_stamps[table] is not { } stamps)
        {
            stamps = _stamps[table] = new int[tables[table]];
            _values[table] = new T[tables[table]];
        }
        value = _values[table]![index];
        return stamps[index] == _stamp;
    }

    public void Set(int table, int index, T value)
    {
        _stamps[table]![index] = _stamp;
        _values[table]![index] = value;
    }
}
