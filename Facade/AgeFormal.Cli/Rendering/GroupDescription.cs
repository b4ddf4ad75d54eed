using AgeFormal.Algebra;

namespace AgeFormal.Cli.Rendering;

/// <summary>What is shown of a point group, computed once for the tables and the JSON document.</summary>
internal sealed record GroupDescription(
    PointGroup Point,
    EqArray<int> Generators,
    EqArray<EqArray<int>> Classes,
    EqArray<EqArray<Subgroup>> SubgroupClasses,
    Cosets Cosets,
    EqArray<IrreducibleRepresentation> Irreducibles
)
{
    public FiniteGroup Group => Point.Group;

    public static GroupDescription Of(PointGroup point)
    {
        var group = point.Group;
        var subgroups = Subgroups.UpToConjugacy(group);
        return new(
            point,
            group.Generators(),
            group.ConjugacyClasses(),
            subgroups,
            Cosets.Left(LargestProperNormal(group, subgroups)),
            IrreducibleRepresentations.Of(group)
        );
    }

    public string NameOf(int element) => Group.ElementNames[element];

    public string NamesOf(IEnumerable<int> elements) => string.Join(", ", elements.Select(NameOf));

    public object ToJson() =>
        new
        {
            Point.Symbol,
            Point.Name,
            Point.Order,
            Point.Dimension,
            Point.Lattice,
            Abelian = Group.IsAbelian(),
            Elements = Group
                .Elements.Select(h => new
                {
                    Index = h,
                    Name = NameOf(h),
                    Order = Group.ElementOrder(h),
                    Inverse = Group.Inverse(h),
                    Matrix = Rows(Point.Matrices[h]),
                })
                .ToArray(),
            CayleyTable = Group
                .Elements.Select(a => Group.Elements.Select(b => Group.Multiply(a, b)).ToArray())
                .ToArray(),
            Generators,
            ConjugacyClasses = Classes,
            Center = Group.Center().Elements,
            CommutatorSubgroup = Group.CommutatorSubgroup().Elements,
            Subgroups = new
            {
                Count = SubgroupClasses.Sum(same => same.Count),
                Classes = SubgroupClasses
                    .Select(same => new
                    {
                        same[0].Order,
                        Normal = same[0].IsNormal(),
                        Conjugates = same.Count,
                        same[0].Elements,
                    })
                    .ToArray(),
            },
            Cosets = new { Subgroup = Cosets.Subgroup.Elements, Left = Cosets.Classes },
            IrreducibleRepresentations = Irreducibles
                .Select(irreducible => new
                {
                    irreducible.Dimension,
                    irreducible.Type,
                    irreducible.CommutantDimension,
                    irreducible.RegularMultiplicity,
                    Character = irreducible.IntegerCharacter(),
                })
                .ToArray(),
        };

    private static int[][] Rows(IntMatrix matrix) =>
        [
            .. Enumerable
                .Range(0, matrix.Dimension)
                .Select(i =>
                    Enumerable.Range(0, matrix.Dimension).Select(j => matrix[i, j]).ToArray()
                ),
        ];

    private static Subgroup LargestProperNormal(
        FiniteGroup group,
        EqArray<EqArray<Subgroup>> classes
    ) =>
        classes
            .Where(same => same.Count == 1 && same[0].Order < group.Order)
            .Select(same => same[0])
            .OrderByDescending(subgroup => subgroup.Order)
            .FirstOrDefault()
        ?? Subgroup.Whole(group);
}
