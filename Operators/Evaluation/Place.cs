using AgeFormal.Algebra;

namespace AgeFormal.Operators.Evaluation;

/// <summary>An element (x, h) of ½ℤ^d ⋊ H with x in doubled coordinates; unused axes are zero.</summary>
internal readonly record struct Place(int X, int Y, int Z, int H)
{
    public static Place At(EqArray<int> point, int h) =>
        new(point[0], point.Count > 1 ? point[1] : 0, point.Count > 2 ? point[2] : 0, h);

    public int this[int axis] =>
        axis switch
        {
            0 => X,
            1 => Y,
            _ => Z,
        };
}

/// <summary>Products and inverses in ½ℤ^d ⋊ H with the matrices laid out for speed.</summary>
internal sealed class PlaceArithmetic
{
    private readonly int[][] _matrices;
    private readonly FiniteGroup _group;

    public PlaceArithmetic(PointGroup group)
    {
        _group = group.Group;
        _matrices =
        [
            .. group.Matrices.Select(matrix =>
            {
                var padded = new int[9];
                for (var i = 0; i < matrix.Dimension; i++)
                for (var j = 0; j < matrix.Dimension; j++)
                    padded[3 * i + j] = matrix[i, j];
                return padded;
            }),
        ];
    }

    public Place Unit => new(0, 0, 0, _group.Identity);

    public Place Multiply(Place a, Place b)
    {
        var moved = Act(a.H, b);
        return new(a.X + moved.X, a.Y + moved.Y, a.Z + moved.Z, _group.Multiply(a.H, b.H));
    }

    public Place Inverse(Place a)
    {
        var inverse = _group.Inverse(a.H);
        var moved = Act(inverse, a);
        return new(-moved.X, -moved.Y, -moved.Z, inverse);
    }

    public static Place PointPart(Place a) => new(0, 0, 0, a.H);

    public Place TranslationPart(Place a) => a with { H = _group.Identity };

    private Place Act(int h, Place x)
    {
        var m = _matrices[h];
        return new(
            m[0] * x.X + m[1] * x.Y + m[2] * x.Z,
            m[3] * x.X + m[4] * x.Y + m[5] * x.Z,
            m[6] * x.X + m[7] * x.Y + m[8] * x.Z,
            x.H
        );
    }
}
