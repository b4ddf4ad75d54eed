using AgeFormal.Laws;

namespace AgeFormal.Algebra.Tests;

public sealed class IrreducibleRepresentationsTests
{
    private const double Rounding = 1e-12;

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Squares_of_dimensions_over_commutants_sum_to_the_group_order(FiniteGroup group)
    {
        var irreducibles = IrreducibleRepresentations.Of(group);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                irreducibles.Sum(i => i.Dimension * i.Dimension / i.CommutantDimension),
                Is.EqualTo(group.Order)
            );
            Assert.That(irreducibles.Select(i => i.Dimension % i.CommutantDimension), Is.All.Zero);
            Assert.That(irreducibles.Select(i => i.CommutantDimension), Is.All.AnyOf(1, 2, 4));
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Characters_are_orthogonal_with_the_commutant_dimension_as_square_norm(
        FiniteGroup group
    )
    {
        var irreducibles = IrreducibleRepresentations.Of(group);
        using (Assert.EnterMultipleScope())
            foreach (var a in irreducibles)
            foreach (var b in irreducibles)
                Assert.That(
                    Characters.InnerProduct(group, a.Character, b.Character),
                    Is.EqualTo(a == b ? a.CommutantDimension : 0).Within(Rounding)
                );
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Their_number_is_that_of_classes_of_elements_up_to_inversion(FiniteGroup group)
    {
        var classes = group.ConjugacyClasses();
        var real = classes
            .Select(members =>
                members.Concat(members.Select(group.Inverse)).Distinct().Order().ToEqArray()
            )
            .Distinct();
        Assert.That(IrreducibleRepresentations.Of(group), Has.Count.EqualTo(real.Count()));
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Matrices_are_orthogonal_and_multiplicative_and_have_the_character(FiniteGroup group)
    {
        foreach (var irreducible in IrreducibleRepresentations.Of(group))
        {
            var matrices = irreducible.Representation.Matrices;
            var unit = RealMatrix.Identity(irreducible.Dimension);
            using (Assert.EnterMultipleScope())
                foreach (var g in group.Elements)
                {
                    Assert.That(
                        (matrices[g].Transpose() * matrices[g]).Distance(unit),
                        Is.LessThan(Rounding)
                    );
                    Assert.That(
                        matrices[g].Trace(),
                        Is.EqualTo(irreducible.Character[g]).Within(Rounding)
                    );
                    foreach (var h in group.Elements)
                        Assert.That(
                            (matrices[g] * matrices[h]).Distance(matrices[group.Multiply(g, h)]),
                            Is.LessThan(Rounding)
                        );
                }
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void The_type_agrees_with_the_indicator_of_Frobenius_and_Schur(FiniteGroup group)
    {
        using (Assert.EnterMultipleScope())
            foreach (var irreducible in IrreducibleRepresentations.Of(group))
                Assert.That(
                    Characters.FrobeniusSchurIndicator(group, irreducible.Character),
                    Is.EqualTo(
                            irreducible.Type switch
                            {
                                IrreducibleType.Real => 1,
                                IrreducibleType.Complex => 0,
                                IrreducibleType.Quaternionic => -2,
                                _ => double.NaN,
                            }
                        )
                        .Within(Rounding)
                );
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Symbols))]
    public void Characters_of_lattice_symmetries_are_integers(string symbol) =>
        Assert.That(
            () =>
                IrreducibleRepresentations
                    .Of(PointGroups.Parse(symbol).Group)
                    .Select(irreducible => irreducible.IntegerCharacter())
                    .ToArray(),
            Throws.Nothing
        );

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void The_trivial_one_comes_first_and_dimensions_ascend(FiniteGroup group)
    {
        var irreducibles = IrreducibleRepresentations.Of(group);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(irreducibles[0].Character, Is.All.EqualTo(1.0));
            Assert.That(irreducibles.Select(i => i.Dimension), Is.Ordered);
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Characters_do_not_depend_on_the_seed(FiniteGroup group)
    {
        var (first, second) = (
            IrreducibleRepresentations.Of(group, 1),
            IrreducibleRepresentations.Of(group, 2024)
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second, Has.Count.EqualTo(first.Count));
            for (var i = 0; i < first.Count; i++)
                Assert.That(
                    second[i].Character.ToArray(),
                    Is.EqualTo(first[i].Character.ToArray()).Within(Rounding)
                );
        }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void The_regular_representation_holds_each_dimension_over_commutant_times(
        FiniteGroup group
    )
    {
        var irreducibles = IrreducibleRepresentations.Of(group);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Characters.Multiplicities(Representation.LeftRegular(group), irreducibles),
                Is.EqualTo(irreducibles.Select(i => i.RegularMultiplicity))
            );
            foreach (var members in Subgroups.UpToConjugacy(group))
                Assert.That(
                    Characters.Multiplicities(Representation.Quotient(members[0]), irreducibles)[0],
                    Is.EqualTo(1)
                );
        }
    }

    [TestCase("p3", new[] { 1, 2 }, new[] { 1, 2 })]
    [TestCase("p4", new[] { 1, 1, 2 }, new[] { 1, 1, 2 })]
    [TestCase("p4m", new[] { 1, 1, 1, 1, 2 }, new[] { 1, 1, 1, 1, 1 })]
    [TestCase("p6m", new[] { 1, 1, 1, 1, 2, 2 }, new[] { 1, 1, 1, 1, 1, 1 })]
    [TestCase("T", new[] { 1, 2, 3 }, new[] { 1, 2, 1 })]
    [TestCase("O", new[] { 1, 1, 2, 3, 3 }, new[] { 1, 1, 1, 1, 1 })]
    public void Dimensions_and_commutants_are_the_known_ones(
        string symbol,
        int[] dimensions,
        int[] commutants
    )
    {
        var irreducibles = IrreducibleRepresentations.Of(PointGroups.Parse(symbol).Group);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(irreducibles.Select(i => i.Dimension), Is.EqualTo(dimensions));
            Assert.That(irreducibles.Select(i => i.CommutantDimension), Is.EqualTo(commutants));
        }
    }

    [Test]
    public void The_quaternion_group_has_a_quaternionic_representation_of_dimension_4()
    {
        var last = IrreducibleRepresentations.Of(KnownGroups.Quaternion)[^1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(last.Dimension, Is.EqualTo(4));
            Assert.That(last.CommutantDimension, Is.EqualTo(4));
            Assert.That(last.Type, Is.EqualTo(IrreducibleType.Quaternionic));
            Assert.That(
                last.IntegerCharacter(),
                Is.EqualTo((EqArray<int>)[4, 0, 0, 0, -4, 0, 0, 0])
            );
        }
    }

    [Test]
    public void Rotations_by_72_degrees_have_no_integer_character() =>
        Assert.That(
            () => IrreducibleRepresentations.Of(KnownGroups.Cyclic(5))[1].IntegerCharacter(),
            Throws.InvalidOperationException
        );

    [Test]
    public void The_planar_representation_of_D4_has_entries_0_and_plus_or_minus_1() =>
        Assert.That(
            IrreducibleRepresentations
                .Of(PointGroups.P4m.Group)[^1]
                .Representation.Matrices.SelectMany(matrix => matrix.Entries),
            Is.All.AnyOf(-1.0, 0.0, 1.0)
        );

    [Test]
    public void Multiplicities_need_all_irreducibles_of_the_same_group()
    {
        var regular = Representation.LeftRegular(PointGroups.P4m.Group);
        var some = IrreducibleRepresentations.Of(PointGroups.P4m.Group).Take(2).ToEqArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => Characters.Multiplicities(regular, some),
                Throws.ArgumentException.With.Message.Contains("2 of 8")
            );
            Assert.That(
                () =>
                    Characters.Multiplicities(
                        regular,
                        IrreducibleRepresentations.Of(PointGroups.P4.Group)
                    ),
                Throws.ArgumentException
            );
        }
    }
}
