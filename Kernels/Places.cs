using System.Numerics;
using AgeFormal.Kernels.Lanes;

namespace AgeFormal.Kernels;

/// <summary>
/// Points numbered 0 to n − 1 and where each lies in an array, with the stretches in which the places of successive points
/// are successive: whole rows where the stride is 1.
/// </summary>
internal sealed class Places
{
    private readonly int[] _at;
    private readonly int[] _ends;

    public Places(int[] at)
    {
        _at = at;
        _ends = new int[at.Length];
        for (var i = at.Length - 1; i >= 0; i--)
            _ends[i] = i + 1 < at.Length && at[i + 1] == at[i] + 1 ? _ends[i + 1] : i + 1;
    }

    /// <summary>The number of points.</summary>
    public int Count => _at.Length;

    public int this[int point] => _at[point];

    /// <summary>The point after the last one of the stretch that holds a point.</summary>
    public int EndOf(int point) => _ends[point];

    /// <summary>
    /// target[p − from] = source[at[p] + shift] for the points [from, to), and zeros up to the next multiple of the register.
    /// Both arrays go on for a register more.
    /// </summary>
    public unsafe void Gather<TLanes, TVector, T>(T* source, int shift, int from, int to, T* target)
        where TLanes : ILanes<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = TLanes.Count;
        // Each stretch is copied in whole registers; what is too much is overwritten by the next one.
        for (var p = from; p < to; )
        {
            var end = Math.Min(_ends[p], to);
            var read = source + _at[p] + shift;
            var write = target + (p - from);
            for (var i = 0; i < end - p; i += lanes)
                TLanes.Store(TLanes.Load(read + i), write + i);
            p = end;
        }
        var count = to - from;
        if (count % lanes != 0)
        {
            var last = target + count / lanes * lanes;
            TLanes.Store(TLanes.First(TLanes.Load(last), count % lanes), last);
        }
    }

    /// <summary>target[at[p]] = source[p].</summary>
    public unsafe void CopyTo<T>(T* source, T* target)
        where T : unmanaged
    {
        for (var p = 0; p < _at.Length; p = _ends[p])
            new Span<T>(source + p, _ends[p] - p).CopyTo(new(target + _at[p], _ends[p] - p));
    }

    /// <summary>target[p] = source[at[p]].</summary>
    public unsafe void CopyFrom<T>(T* source, T* target)
        where T : unmanaged
    {
        for (var p = 0; p < _at.Length; p = _ends[p])
            new Span<T>(source + _at[p], _ends[p] - p).CopyTo(new(target + p, _ends[p] - p));
    }

    /// <summary>target[at[p] + shift] += source[p − from] for the points [from, to). The target goes on for a register more.</summary>
    public unsafe void Scatter<TLanes, TVector, T>(
        T* source,
        int shift,
        int from,
        int to,
        T* target
    )
        where TLanes : ILanes<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = TLanes.Count;
        for (var p = from; p < to; )
        {
            var end = Math.Min(_ends[p], to);
            var read = source + (p - from);
            var write = target + _at[p] + shift;
            var count = end - p;
            var i = 0;
            for (; i + lanes <= count; i += lanes)
                TLanes.Store(TLanes.Add(TLanes.Load(write + i), TLanes.Load(read + i)), write + i);
            if (i < count)
                TLanes.Store(
                    TLanes.Add(
                        TLanes.Load(write + i),
                        TLanes.First(TLanes.Load(read + i), count - i)
                    ),
                    write + i
                );
            p = end;
        }
    }
}
