namespace AgeFormal.Algebra.Tests;

public sealed class CosetsTests
{
    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Cosets_partition_the_group_into_equal_parts(FiniteGroup group)
    {
        foreach (var members in Subgroups.UpToConjugacy(group))
        foreach (var cosets in (Cosets[])[Cosets.Left(members[0]), Cosets.Right(members[0])])
            using (Assert.EnterMultipleScope())
            {
                Assert.That(cosets, Has.Count.EqualTo(members[0].Index));
                Assert.That(
                    cosets.Classes.SelectMany(coset => coset),
                    Is.EquivalentTo(group.Elements)
                );
                Assert.That(
                    cosets.Classes.Select(coset => coset.Count),
                    Is.All.EqualTo(members[0].Order)
                );
            }
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void Left_and_right_cosets_agree_exactly_for_normal_subgroups(FiniteGroup group) =>
        Assert.That(
            Subgroups
                .All(group)
                .All(subgroup =>
                    (Cosets.Left(subgroup).Classes == Cosets.Right(subgroup).Classes)
                    == subgroup.IsNormal()
                )
        );

    [Test]
    public void Sets_that_are_not_cosets_are_rejected_with_the_element()
    {
        var subgroup = Subgroup.Generated(PointGroups.P4.Group, [2]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Failing([
                    [0, 1],
                    [2, 3],
                ]),
                Is.Zero
            );
            Assert.That(
                Failing([
                    [0, 2],
                    [1],
                ]),
                Is.EqualTo(3).Or.EqualTo(1)
            );
            Assert.That(
                Failing([
                    [0, 2],
                    [1, 3, 2],
                ]),
                Is.EqualTo(2)
            );
            Assert.That(
                Failing([
                    [0, 1, 2, 3],
                ]),
                Is.Zero
            );
            Assert.That(
                Failing([
                    [0, 2],
                    [1, 7],
                ]),
                Is.EqualTo(7)
            );
            Assert.That(
                Cosets
                    .Of(
                        subgroup,
                        CosetSide.Left,
                        [
                            [1, 3],
                            [0, 2],
                        ]
                    )
                    .ClassOf,
                Is.EqualTo((EqArray<int>)[1, 0, 1, 0])
            );
        }

        int Failing(EqArray<EqArray<int>> classes) =>
            Catalogue
                .Thrown<CosetException>(() => Cosets.Of(subgroup, CosetSide.Left, classes))
                .Element;
    }

    [TestCaseSource(typeof(Catalogue), nameof(Catalogue.Groups))]
    public void A_quotient_exists_exactly_for_normal_subgroups(FiniteGroup group)
    {
        foreach (var subgroup in Subgroups.All(group))
            if (subgroup.IsNormal())
            {
                var quotient = QuotientGroup.Of(subgroup);
                using (Assert.EnterMultipleScope())
                {
                    Assert.That(quotient.Group.Order, Is.EqualTo(subgroup.Index));
                    Assert.That(quotient.Projection.Kernel(), Is.EqualTo(subgroup));
                    Assert.That(quotient.Projection.IsSurjective());
                }
            }
            else
            {
                var exception = Catalogue.Thrown<NormalityException>(() =>
                    QuotientGroup.Of(subgroup)
                );
                Assert.That(
                    subgroup.Contains(exception.Member)
                        && !subgroup.Contains(group.Conjugate(exception.Element, exception.Member))
                );
            }
    }
}
