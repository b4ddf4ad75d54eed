namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>G = ℤ_n^d ⋊ H as pairs: the element (x, h) is the number h + |H|·x, x in mixed radix with the first axis fastest.</summary>
internal sealed class Torus
{
    private readonly int[][] _points;
    private readonly int[] _moved;
    private readonly int[] _products;
    private readonly int[] _inverses;

    public Torus(PointMatrices point, int side)
    {
        Point = point;
        Side = side;
        Translations = 1;
        for (var axis = 0; axis < point.Dimension; axis++)
            Translations *= side;
        _points = new int[Translations][];
        for (var x = 0; x < Translations; x++)
        {
            _points[x] = new int[point.Dimension];
            for (int axis = 0, rest = x; axis < point.Dimension; axis++, rest /= side)
                _points[x][axis] = rest % side;
        }
        _moved = new int[point.Order * Translations];
        _products = new int[point.Order * point.Order];
        _inverses = new int[point.Order];
        for (var h = 0; h < point.Order; h++)
        {
            for (var x = 0; x < Translations; x++)
                _moved[h * Translations + x] = At(point.Act(h, _points[x]));
            for (var k = 0; k < point.Order; k++)
            {
                var product = point.Product(h, k);
                _products[h * point.Order + k] = product;
                if (product == 0)
                    _inverses[h] = k;
            }
        }
    }

    /// <summary>H.</summary>
    public PointMatrices Point { get; }

    /// <summary>n.</summary>
    public int Side { get; }

    /// <summary>n^d.</summary>
    public int Translations { get; }

    /// <summary>|G|.</summary>
    public int Order => Translations * Point.Order;

    /// <summary>The unit translations and the generators of H.</summary>
    public IEnumerable<int> Generators =>
        Enumerable
            .Range(0, Point.Dimension)
            .Select(axis => Element(At([.. UnitVector(axis)]), 0))
            .Concat(Enumerable.Range(1, Point.GeneratorCount).Select(h => Element(0, h)));

    /// <summary>(x, h).</summary>
    public int Element(int x, int h) => h + Point.Order * x;

    /// <summary>h of (x, h).</summary>
    public int PointOf(int element) => element % Point.Order;

    /// <summary>x of (x, h).</summary>
    public int TranslationOf(int element) => element / Point.Order;

    /// <summary>The coordinates of x, from 0 to n − 1.</summary>
    public int[] Coordinates(int x) => _points[x];

    /// <summary>The number of the translation with coordinates modulo n.</summary>
    public int At(int[] coordinates)
    {
        var x = 0;
        for (var axis = coordinates.Length - 1; axis >= 0; axis--)
            x = x * Side + (coordinates[axis] % Side + Side) % Side;
        return x;
    }

    /// <summary>h ▹ x.</summary>
    public int Move(int h, int x) => _moved[h * Translations + x];

    /// <summary>(x, h)·(y, k) = (x + h▹y, hk).</summary>
    public int Times(int left, int right)
    {
        var h = PointOf(left);
        var (x, y) = (_points[TranslationOf(left)], _points[Move(h, TranslationOf(right))]);
        var sum = 0;
        for (var axis = x.Length - 1; axis >= 0; axis--)
        {
            var coordinate = x[axis] + y[axis];
            sum = sum * Side + (coordinate >= Side ? coordinate - Side : coordinate);
        }
        return Element(sum, _products[h * Point.Order + PointOf(right)]);
    }

    /// <summary>The inverse k of h.</summary>
    public int InversePoint(int h) => _inverses[h];

    /// <summary>(x, h)⁻¹ = (h⁻¹▹(−x), h⁻¹).</summary>
    public int Inverse(int element)
    {
        var inverse = _inverses[PointOf(element)];
        var negated = At([.. _points[TranslationOf(element)].Select(c => -c)]);
        return Element(Move(inverse, negated), inverse);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Point}, n = {Side}";

    private IEnumerable<int> UnitVector(int axis) =>
        Enumerable.Range(0, Point.Dimension).Select(i => i == axis ? 1 : 0);
}
