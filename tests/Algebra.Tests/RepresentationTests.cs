namespace AgeFormal.Algebra.Tests;

public sealed class RepresentationTests
{
    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Permutation_representations_are_multiplicative(FiniteGroup group)
    {
        foreach (var representation in Permutations(group))
            Assert.That(
                group.Elements.All(g =>
                    group.Elements.All(h =>
                        Enumerable
                            .Range(0, representation.Dimension)
                            .All(i =>
                                representation.Image(group.Multiply(g, h), i)
                                == representation.Image(g, representation.Image(h, i))
                            )
                    )
                ),
                Is.True,
                representation.Name
            );
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Left_and_right_regular_representations_commute(FiniteGroup group)
    {
        var (left, right) = (Representation.LeftRegular(group), Representation.RightRegular(group));
        Assert.That(
            group.Elements.All(g =>
                group.Elements.All(h =>
                    group.Elements.All(i =>
                        left.Image(g, right.Image(h, i)) == right.Image(h, left.Image(g, i))
                    )
                )
            )
        );
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Characters_of_permutation_representations_have_the_known_values(FiniteGroup group)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Representation.Trivial(group).Characters(), Is.All.EqualTo(1.0));
            Assert.That(
                Representation.LeftRegular(group).Characters(),
                Is.EqualTo(
                    group.Elements.Select(g => g == group.Identity ? (double)group.Order : 0)
                )
            );
            Assert.That(
                Representation.Quotient(Subgroup.Trivial(group)).Characters(),
                Is.EqualTo(Representation.LeftRegular(group).Characters())
            );
            Assert.That(
                Representation.Quotient(Subgroup.Whole(group)).Table,
                Is.EqualTo(Representation.Trivial(group).Table)
            );
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void The_tables_of_a_representation_and_its_matrices_agree(string symbol)
    {
        var group = PointGroups.Parse(symbol).Group;
        foreach (var representation in Permutations(group).Where(r => r.Dimension <= 12))
        foreach (var g in group.Elements)
            using (Assert.EnterMultipleScope())
            {
                var matrix = representation.MatrixOf(g);
                Assert.That(matrix.Trace(), Is.EqualTo(representation.Character(g)));
                for (var i = 0; i < representation.Dimension; i++)
                    Assert.That(matrix[representation.Image(g, i), i], Is.EqualTo(1));
            }
    }

    [Test]
    public void Direct_sums_keep_permutations_and_add_characters()
    {
        var group = PointGroups.P4m.Group;
        var regular = Representation.LeftRegular(group);
        var planar = IrreducibleRepresentations.Of(group)[^1].Representation;
        var permutations = Representation.DirectSum(regular, Representation.Trivial(group));
        var mixed = Representation.DirectSum(regular, planar);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(permutations, Is.TypeOf<Representation.Permutation>());
            Assert.That(permutations.Dimension, Is.EqualTo(9));
            Assert.That(mixed, Is.TypeOf<Representation.Orthogonal>());
            Assert.That(mixed.Match(permutation: _ => false, orthogonal: _ => true));
            Assert.That(
                mixed.Characters(),
                Is.EqualTo(group.Elements.Select(g => regular.Character(g) + planar.Character(g)))
                    .Within(1e-12)
            );
            Assert.That(() => Representation.DirectSum(), Throws.ArgumentException);
            Assert.That(
                () =>
                    Representation.DirectSum(regular, Representation.Trivial(PointGroups.P4.Group)),
                Throws.ArgumentException.With.Message.Contains("one group")
            );
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.SmallSymbols))]
    public void Every_swap_of_two_images_of_the_regular_representation_is_rejected_with_a_true_witness(
        string symbol
    )
    {
        var group = PointGroups.Parse(symbol).Group;
        var n = group.Order;
        var table = Representation.LeftRegular(group).Table;
        foreach (var g in group.Elements)
            for (var i = 0; i < n; i++)
            for (var j = i + 1; j < n; j++)
            {
                // In a group of order 2 swapping the images of the other element gives the trivial action.
                if (n == 2 && g != group.Identity)
                    continue;
                var swapped = new EqArray<int>(
                    table
                        .Items.SetItem(g * n + i, table[g * n + j])
                        .SetItem(g * n + j, table[g * n + i])
                );
                var exception = Catalogue.Thrown<RepresentationException>(() =>
                    Representation.Permutation.Of("swapped", group, n, swapped)
                );
                var (a, b) = (exception.Witness[0], exception.Witness[1]);
                Assert.That(exception.Law, Is.EqualTo(RepresentationLaw.Multiplicative));
                Assert.That(
                    group.Elements.Any(x =>
                        swapped[group.Multiply(a, b) * n + x] != swapped[a * n + swapped[b * n + x]]
                    )
                );
            }
    }

    [Test]
    public void Images_that_form_no_representation_are_rejected_with_the_law_and_a_witness()
    {
        var group = PointGroups.P4.Group;
        var quarter = RealMatrix.Of(2, 0, -1, 1, 0);
        var half = quarter * quarter;
        var unit = RealMatrix.Identity(2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(OfTable([0, 1]).Law, Is.EqualTo(RepresentationLaw.Shape));
            Assert.That(
                OfTable([0, 1, 1, 1, 0, 1, 1, 0]).Law,
                Is.EqualTo(RepresentationLaw.Bijective)
            );
            Assert.That(OfTable([0, 1, 1, 1, 0, 1, 1, 0]).Witness, Is.EqualTo((EqArray<int>)[1]));
            Assert.That(OfMatrices([unit, quarter, half]).Law, Is.EqualTo(RepresentationLaw.Shape));
            Assert.That(
                OfMatrices([unit, RealMatrix.Of(2, 0, -2, 0.5, 0), half, quarter]).Law,
                Is.EqualTo(RepresentationLaw.Orthogonal)
            );
            Assert.That(
                OfMatrices([unit, quarter, half, quarter]).Law,
                Is.EqualTo(RepresentationLaw.Multiplicative)
            );
            Assert.That(
                OfMatrices([unit, RealMatrix.Of(2, 0, double.NaN, 1, 0), half, quarter]).Law,
                Is.EqualTo(RepresentationLaw.Orthogonal)
            );
        }

        RepresentationException OfTable(EqArray<int> table) =>
            Catalogue.Thrown<RepresentationException>(() =>
                Representation.Permutation.Of("wrong", group, 2, table)
            );

        RepresentationException OfMatrices(EqArray<RealMatrix> matrices) =>
            Catalogue.Thrown<RepresentationException>(() =>
                Representation.Orthogonal.Of("wrong", group, matrices)
            );
    }

    private static IEnumerable<Representation.Permutation> Permutations(FiniteGroup group) =>
        Subgroups
            .UpToConjugacy(group)
            .Select(members => Representation.Quotient(members[0]))
            .Append(Representation.Trivial(group))
            .Append(Representation.LeftRegular(group))
            .Append(Representation.RightRegular(group));
}
