using AgeFormal.Laws;

namespace AgeFormal.Algebra.Tests;

public sealed class PointGroupTests
{
    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void The_identity_is_at_index_0_and_symbols_parse_to_their_group(string symbol)
    {
        var group = PointGroups.Parse(symbol);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(group.Group.Identity, Is.Zero);
            Assert.That(group.Matrices[0], Is.EqualTo(IntMatrix.Identity(group.Dimension)));
            Assert.That(group.Symbol, Is.EqualTo(symbol));
            Assert.That(group.Group.ElementNames, Is.Unique);
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void The_Cayley_table_is_that_of_the_matrices(string symbol)
    {
        var group = PointGroups.Parse(symbol);
        Assert.That(
            group.Group.Elements.All(a =>
                group.Matrices[a].Inverse() == group.Matrices[group.Group.Inverse(a)]
                && group.Group.Elements.All(b =>
                    group.Matrices[a] * group.Matrices[b]
                    == group.Matrices[group.Group.Multiply(a, b)]
                )
            )
        );
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void Elements_keep_the_metric_of_their_lattice(string symbol)
    {
        var group = PointGroups.Parse(symbol);
        // The Gram matrix of axes that enclose 60° is [2 1; 1 2] up to scale.
        var gram =
            group.Lattice == Lattice.Hexagonal
                ? IntMatrix.Of(2, 2, 1, 1, 2)
                : IntMatrix.Identity(group.Dimension);
        Assert.That(
            group.Matrices.Select(matrix => matrix.Transpose() * gram * matrix),
            Is.All.EqualTo(gram)
        );
    }

    [TestCase("p1", 1)]
    [TestCase("p2", 2)]
    [TestCase("p3", 3)]
    [TestCase("p4", 4)]
    [TestCase("p6", 6)]
    [TestCase("pm", 2)]
    [TestCase("cm", 2)]
    [TestCase("pmm", 4)]
    [TestCase("cmm", 4)]
    [TestCase("p4m", 8)]
    [TestCase("p3m1", 6)]
    [TestCase("p31m", 6)]
    [TestCase("p6m", 12)]
    [TestCase("D2h", 8)]
    [TestCase("D4h", 16)]
    [TestCase("T", 12)]
    [TestCase("Th", 24)]
    [TestCase("Td", 24)]
    [TestCase("O", 24)]
    [TestCase("Oh", 48)]
    public void Orders_are_the_known_ones(string symbol, int order) =>
        Assert.That(PointGroups.Parse(symbol).Order, Is.EqualTo(order));

    [TestCase("pm", "cm")]
    [TestCase("pmm", "cmm")]
    [TestCase("p3m1", "p31m")]
    public void Isomorphic_pairs_are_not_conjugate_in_GL2Z(string first, string second)
    {
        var (a, b) = (PointGroups.Parse(first), PointGroups.Parse(second));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Isomorphisms.Find(a.Group, b.Group), Is.Not.Null);
            Assert.That(MirrorClass(a.Matrices), Is.Not.EqualTo(MirrorClass(b.Matrices)));
        }
    }

    [Test]
    public void The_class_of_the_mirrors_is_invariant_under_conjugation_in_GL2Z()
    {
        IntMatrix[] generators =
        [
            IntMatrix.Of(2, 1, 1, 0, 1),
            IntMatrix.Of(2, 0, 1, 1, 0),
            IntMatrix.Of(2, 1, 0, 1, 1),
        ];
        Law.Holds(
            FsCheck.Fluent.Gen.Select(
                FsCheck.Fluent.Gen.NonEmptyListOf(FsCheck.Fluent.Gen.Choose(0, 2)),
                word => word.Take(6).Aggregate(IntMatrix.Identity(2), (p, i) => p * generators[i])
            ),
            change =>
                PointGroups
                    .All.Where(group => group.Dimension == 2)
                    .All(group =>
                        MirrorClass(
                            group
                                .Matrices.Select(matrix => change * matrix * change.Inverse())
                                .ToEqArray()
                        ) == MirrorClass(group.Matrices)
                    )
        );
    }

    [TestCase("p31m", true)]
    [TestCase("p3m1", false)]
    public void Mirrors_run_along_shortest_lattice_vectors_in_p31m_only(string symbol, bool along)
    {
        EqArray<EqArray<int>> shortest =
        [
            [1, 0],
            [0, 1],
            [1, -1],
        ];
        var mirrors = PointGroups
            .Parse(symbol)
            .Matrices.Where(matrix => matrix.Determinant() == -1);
        Assert.That(
            mirrors.Select(mirror => shortest.Any(vector => mirror.Apply(vector) == vector)),
            Has.Exactly(3).EqualTo(along)
        );
    }

    [Test]
    public void Unknown_symbols_and_infinite_groups_are_rejected()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => PointGroups.Parse("p5"),
                Throws.TypeOf<UnknownGroupException>().With.Message.Contains("'p5'")
            );
            Assert.That(PointGroups.Parse("z2"), Is.EqualTo(PointGroups.P1));
            Assert.That(
                () => PointGroup.Cyclic("?", "shear", Lattice.Square, IntMatrix.Of(2, 1, 1, 0, 1)),
                Throws.ArgumentException
            );
            Assert.That(
                () =>
                    PointGroup.Generate(
                        "?",
                        "shear",
                        Lattice.Square,
                        ("s", IntMatrix.Of(2, 1, 1, 0, 1))
                    ),
                Throws.ArgumentException.With.Message.Contains("finite")
            );
        }
    }

    /// <summary>
    /// Two invariants of conjugation in GL(2, ℤ): how many mirrors are 1 modulo 2, and the index in ℤ² of the lattice that
    /// their axes' primitive vectors span (0 for a lower rank).
    /// </summary>
    private static (int Even, int Index) MirrorClass(EqArray<IntMatrix> matrices)
    {
        var mirrors = matrices.Where(matrix => matrix.Determinant() == -1).ToArray();
        var axes = mirrors.Select(Axis).ToArray();
        var index = axes.SelectMany(a => axes.Select(b => Math.Abs(a[0] * b[1] - a[1] * b[0])))
            .Aggregate(0, Gcd);
        return (mirrors.Count(mirror => mirror[0, 1] % 2 == 0 && mirror[1, 0] % 2 == 0), index);
    }

    /// <summary>M + 1 maps onto the axis of a mirror M: a non-zero column of it, made primitive.</summary>
    private static EqArray<int> Axis(IntMatrix mirror)
    {
        var column = Enumerable
            .Range(0, 2)
            .Select(j => (X: mirror[0, j] + (j == 0 ? 1 : 0), Y: mirror[1, j] + (j == 1 ? 1 : 0)))
            .First(vector => vector != (0, 0));
        var divisor = Gcd(Math.Abs(column.X), Math.Abs(column.Y));
        return [column.X / divisor, column.Y / divisor];
    }

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
