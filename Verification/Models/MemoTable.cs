namespace AgeFormal.Verification.Models;

/// <summary>
/// Values by the index of what they depend on, each with the stamp under which it was computed: an array where all indices
/// are few, else a dictionary of those that were asked for, at most <see cref="MostKept"/> of them.
/// </summary>
internal sealed class MemoTable<T>
{
    /// <summary>The largest table that is an array.</summary>
    public const int LargestArray = 1 << 12;

    /// <summary>When a dictionary holds this many values it is emptied: they are computed again when they are asked for.</summary>
    public const int MostKept = 1 << 19;

    private readonly (int Stamp, T Value)[] _few;
    private readonly Dictionary<long, T> _many = [];
    private int _stamp;

    private MemoTable(int size) => _few = new (int, T)[size];

    public static MemoTable<T> Of(long size) => new(size <= LargestArray ? (int)size : 0);

    public bool TryGet(long index, int stamp, out T value)
    {
        if (_few.Length == 0)
            return _many.TryGetValue(index, out value!) && _stamp == stamp;
        ref var kept = ref _few[index];
        value = kept.Value;
        return kept.Stamp == stamp;
    }

    public void Set(long index, int stamp, T value)
    {
        if (_few.Length > 0)
        {
            _few[index] = (stamp, value);
            return;
        }
        if (_stamp != stamp || _many.Count >= MostKept)
            _many.Clear();
        _stamp = stamp;
        _many[index] = value;
    }
}
