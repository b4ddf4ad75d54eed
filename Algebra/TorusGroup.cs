namespace AgeFormal.Algebra;

/// <summary>
/// The finite model ℤ_n^d ⋊ H of ℤ^d ⋊ H: translations modulo n. Elements are the indices 0 … n^d·|H| − 1, (x, h) at
/// h·n^d + x₀·n^(d−1) + … + x_(d−1), which is the order [h, y, x] of a signal in memory.
/// </summary>
/// <remarks>Products and inverses read tables of size |G| and n^d·|H| and add coordinates; nothing is allocated.</remarks>
public sealed record TorusGroup
{
    private readonly int _dimension;
    private readonly int _linearCount;
    private readonly int[] _coordinates;
    private readonly int[] _acted;
    private readonly int[] _linearProducts;
    private readonly int[] _linearInverses;
    private readonly int[] _negated;

    private TorusGroup(PointGroup pointGroup, int size)
    {
        PointGroup = pointGroup;
        Size = size;
        TranslationCount = Enumerable
            .Repeat(size, pointGroup.Dimension)
            .Aggregate(1, (count, side) => checked(count * side));
        Order = TranslationCount * pointGroup.Order;
        var d = pointGroup.Dimension;
        _dimension = d;
        _linearCount = pointGroup.Order;
        _coordinates = new int[TranslationCount * d];
        for (var x = 0; x < TranslationCount; x++)
        for (int axis = d - 1, rest = x; axis >= 0; axis--, rest /= size)
            _coordinates[x * d + axis] = rest % size;
        _acted = new int[Order];
        for (var h = 0; h < pointGroup.Order; h++)
        for (var x = 0; x < TranslationCount; x++)
            _acted[h * TranslationCount + x] = Image(pointGroup.Matrices[h], x);
        var negation = -IntMatrix.Identity(d);
        _negated = new int[TranslationCount];
        for (var x = 0; x < TranslationCount; x++)
            _negated[x] = Image(negation, x);
        _linearProducts = [.. pointGroup.Group.Table];
        _linearInverses = [.. pointGroup.Group.Inverses];
    }

    /// <summary>H.</summary>
    public PointGroup PointGroup { get; }

    /// <summary>n, the side of the torus.</summary>
    public int Size { get; }

    /// <summary>n^d, the number of translations.</summary>
    public int TranslationCount { get; }

    /// <summary>n^d·|H|.</summary>
    public int Order { get; }

    /// <summary>The index of (0, e).</summary>
    public int Identity => PointGroup.Group.Identity * TranslationCount;

    /// <summary>The indices of the d unit translations and of the generators of H: together they generate the group.</summary>
    public EqArray<int> Generators =>
        new SemidirectProduct(PointGroup).Generators.Select(Project).ToEqArray();

    /// <summary>The model with side n.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n &lt; 1, or more than 2²⁴ elements.</exception>
    public static TorusGroup Of(PointGroup pointGroup, int size)
    {
        ArgumentNullException.ThrowIfNull(pointGroup);
        const int largest = 1 << 24;
        if (size < 1 || Math.Pow(size, pointGroup.Dimension) * pointGroup.Order > largest)
            throw new ArgumentOutOfRangeException(
                nameof(size),
                size,
                $"A side n ≥ 1 with n^{pointGroup.Dimension}·{pointGroup.Order} ≤ {largest} is expected."
            );
        return new TorusGroup(pointGroup, size);
    }

    /// <summary>The index of (x, h), x given by its own index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is that of no translation or of no h.</exception>
    public int IndexOf(int translation, int linear) =>
        (uint)translation >= (uint)TranslationCount ? throw Outside(translation, TranslationCount)
        : (uint)linear >= (uint)_linearCount ? throw Outside(linear, _linearCount)
        : linear * TranslationCount + translation;

    /// <summary>π_H: the index of h in H.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is that of no element.</exception>
    public int LinearPart(int element) =>
        (uint)element < (uint)Order ? element / TranslationCount : throw Outside(element, Order);

    /// <summary>π_X: the index of x in ℤ_n^d, which is also the index of (x, e) when e has index 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is that of no element.</exception>
    public int TranslationPart(int element) =>
        (uint)element < (uint)Order ? element % TranslationCount : throw Outside(element, Order);

    /// <summary>The product of two elements.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is that of no element.</exception>
    public int Multiply(int left, int right)
    {
        if ((uint)left >= (uint)Order || (uint)right >= (uint)Order)
            throw Outside((uint)left >= (uint)Order ? left : right, Order);
        var h = left / TranslationCount;
        var k = right / TranslationCount;
        var moved = _acted[h * TranslationCount + (right - k * TranslationCount)];
        return _linearProducts[h * _linearCount + k] * TranslationCount
            + Add(left - h * TranslationCount, moved);
    }

    /// <summary>(x, h)⁻¹ = (−h⁻¹ ▹ x, h⁻¹).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is that of no element.</exception>
    public int Inverse(int element)
    {
        if ((uint)element >= (uint)Order)
            throw Outside(element, Order);
        var h = element / TranslationCount;
        var inverse = _linearInverses[h] * TranslationCount;
        return inverse + _negated[_acted[inverse + (element - h * TranslationCount)]];
    }

    /// <summary>h ▹ x on the indices of translations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is that of no translation or of no h.</exception>
    public int Act(int linear, int translation) => _acted[IndexOf(translation, linear)];

    /// <summary>The image of an element of ℤ^d ⋊ H, a homomorphism.</summary>
    public int Project(SemidirectElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return IndexOf(IndexOfTranslation(element.Translation), element.Linear);
    }

    /// <summary>The element of ℤ^d ⋊ H with coordinates in 0 … n − 1 over an index.</summary>
    public SemidirectElement Lift(int element) =>
        new(TranslationAt(TranslationPart(element)), LinearPart(element));

    /// <summary>The coordinates, in 0 … n − 1, of a translation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is that of no translation.</exception>
    public EqArray<int> TranslationAt(int translation) =>
        (uint)translation < (uint)TranslationCount
            ? EqArray.Create<int>(_coordinates.AsSpan(translation * _dimension, _dimension))
            : throw Outside(translation, TranslationCount);

    /// <summary>The index of a translation, its coordinates read modulo n.</summary>
    /// <exception cref="ArgumentException">Another number of coordinates than d is given.</exception>
    public int IndexOfTranslation(EqArray<int> coordinates) =>
        coordinates.Count == _dimension
            ? coordinates.Aggregate(0, (index, c) => index * Size + (c % Size + Size) % Size)
            : throw new ArgumentException(
                $"A translation of {PointGroup.Symbol} has {_dimension} coordinates, received {coordinates.Count}.",
                nameof(coordinates)
            );

    /// <summary>Value equality: the same point group and the same side.</summary>
    public bool Equals(TorusGroup? other) =>
        other is not null && Size == other.Size && PointGroup == other.PointGroup;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Size, PointGroup.Symbol);

    private static ArgumentOutOfRangeException Outside(int index, int count) =>
        new(nameof(index), index, $"An index from 0 to {count - 1} is expected.");

    private int Image(IntMatrix matrix, int translation)
    {
        var index = 0;
        for (var i = 0; i < _dimension; i++)
        {
            var sum = 0L;
            for (var j = 0; j < _dimension; j++)
                sum += (long)matrix[i, j] * _coordinates[translation * _dimension + j];
            index = index * Size + (int)((sum % Size + Size) % Size);
        }
        return index;
    }

    private int Add(int left, int right)
    {
        var index = 0;
        for (
            int i = left * _dimension, j = right * _dimension, axis = 0;
            axis < _dimension;
            axis++, i++, j++
        )
        {
            var sum = _coordinates[i] + _coordinates[j];
            index = index * Size + (sum >= Size ? sum - Size : sum);
        }
        return index;
    }
}
