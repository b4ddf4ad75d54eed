namespace AgeFormal.Kernels.Lanes;

/// <summary>
/// Numbers side by side in one register of the processor. A kernel is written once over this interface; the width and the
/// format are type arguments, so that the compiler makes each instance of it a loop of plain instructions.
/// </summary>
/// <typeparam name="TVector">The register.</typeparam>
/// <typeparam name="T">The floating-point format.</typeparam>
internal unsafe interface ILanes<TVector, T>
    where TVector : unmanaged
    where T : unmanaged
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>The number of each lane.</summary>
    static abstract TVector Indices { get; }

    static abstract TVector Load(T* from);

    static abstract void Store(TVector value, T* to);

    /// <summary>One number in every lane.</summary>
    static abstract TVector All(T value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>left · right + sum, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector sum);

    /// <summary>e to the power of each lane.</summary>
    static abstract TVector Exp(TVector power);

    /// <summary>The larger one of each lane. Where one of them is NaN, either: what is summed beside a maximum is NaN then.</summary>
    static abstract TVector Larger(TVector left, TVector right);

    /// <summary>By lane one value where left = right, the other where not.</summary>
    static abstract TVector WhereEqual(
        TVector left,
        TVector right,
        TVector then,
        TVector otherwise
    );

    /// <summary>By lane one value where left &gt; right, the other where not.</summary>
    static abstract TVector WhereGreater(
        TVector left,
        TVector right,
        TVector then,
        TVector otherwise
    );

    /// <summary>The first lanes, zero from a place on.</summary>
    static abstract TVector First(TVector value, int count);

    /// <summary>The sum of all lanes.</summary>
    static abstract T Sum(TVector value);

    /// <summary>Adds the sum of all pieces of a register to the numbers at a place.</summary>
    static abstract void AddPieces(TVector value, T* to);

    /// <summary>The largest lane.</summary>
    static abstract T Largest(TVector value);

    /// <summary>The numbers of a piece of a register, in which <see cref="Low"/> and <see cref="High"/> work.</summary>
    static abstract int Piece { get; }

    /// <summary>A register of the pieces at places with a stride.</summary>
    static abstract TVector Gather(T* from, long stride);

    /// <summary>The first halves of the pieces of two registers in turn.</summary>
    static abstract TVector Low(TVector left, TVector right);

    /// <summary>The second halves in turn.</summary>
    static abstract TVector High(TVector left, TVector right);
}
