using AgeFormal.Algebra;
using AgeFormal.Laws;

namespace AgeFormal.Operators.Tests;

/// <summary>An operator on ℤ^d ⋊ H as one on ℤ^d ⋊ K: f|K_{c·q + i}(g) = f_c(g·t_i).</summary>
public sealed class RestrictionTests
{
    private static IEnumerable<TestCaseData> Pairs() =>
        GroupPairs.All.Select(pair => new TestCaseData(pair.Group.Symbol, pair.Subgroup.Symbol));

    [TestCaseSource(nameof(Pairs))]
    public void A_restricted_operator_commutes_with_the_subgroup_and_has_the_values_at_cosets(
        string symbol,
        string subgroup
    )
    {
        var (larger, smaller) = (PointGroups.Parse(symbol), PointGroups.Parse(subgroup));
        var op = Restricted(larger, smaller);
        var random = new Random(3);
        var input = Signal<Rational>.Generate(op.Input, 1, _ => random.Next(-3, 4));
        var parameters = Parameters<Rational>.Generate(op, (_, _, _) => random.Next(-3, 4));
        var output = Reference.EvaluateExactly(op, parameters, input);
        Assert.That(output.Values, Has.Some.Not.EqualTo(Rational.Zero));
        foreach (var k in smaller.Group.Elements)
            Assert.That(
                Reference.EvaluateExactly(op, parameters, SignalAction.Transform(input, k)),
                Is.EqualTo(SignalAction.Transform(output, k)),
                smaller.Group.ElementNames[k]
            );
        var whole = Reference.EvaluateExactly(
            op.Body,
            parameters,
            Signal<Rational>.Create(op.Body.Input, input.Values)
        );
        var q = larger.Order / smaller.Order;
        var plane = op.Output.Grid.BoxCount;
        // The values of one coset over K are those of f at k·t, for one t for all k and channels.
        for (var i = 0; i < q; i++)
        {
            bool IsAt(int t) =>
                Enumerable
                    .Range(0, whole.Type.Channels)
                    .All(c =>
                        smaller.Group.Elements.All(k =>
                            Enumerable
                                .Range(0, plane)
                                .All(x =>
                                    output.Values[((c * q + i) * smaller.Order + k) * plane + x]
                                    == whole.Values[
                                        (c * larger.Order + Times(larger, smaller, k, t)) * plane
                                            + x
                                    ]
                                )
                        )
                    );
            Assert.That(larger.Group.Elements.Any(IsAt), $"coset {i}");
        }
        Assert.That(op.Rows.Order(), Is.EqualTo(Enumerable.Range(0, op.Rows.Count)));
    }

    [Test]
    public void On_the_lattice_the_numbers_stay_as_they_are()
    {
        var op = (TypedOp.Restriction)
            Typing.Elaborate(
                new Op.Restriction(
                    PointGroups.P4m,
                    new Op.Sequence([
                        new("c", new Op.LiftingConvolution(2, Region.Box(3, 3))),
                        new("", new Op.GroupPooling(Reduction.Max)),
                    ])
                ),
                Plane(PointGroups.P4)
            );
        Assert.Multiple(() =>
        {
            Assert.That(op.Output, Is.EqualTo(op.Body.Output with { Group = PointGroups.P4 }));
            Assert.That(op.Rows, Is.EqualTo(new[] { 0, 1 }));
        });
    }

    [Test]
    public void A_restriction_of_a_restriction_is_one_over_the_smallest_group()
    {
        var twice = Typing.Elaborate(
            new Op.Restriction(
                PointGroups.P4,
                new Op.Restriction(PointGroups.P4m, new Op.LiftingConvolution(3, Region.Box(3, 3)))
            ),
            Plane(PointGroups.P2)
        );
        Assert.That(
            twice.Output,
            Is.EqualTo(new FieldType(PointGroups.P2, Fibre.Regular, 12, Region.Box(3, 3)))
        );
        Assert.That(Typing.Elaborate(twice.Untyped(), twice.Input), Is.EqualTo(twice));
    }

    [TestCase("p4", "p4m")]
    [TestCase("p4", "pm")]
    [TestCase("pm", "cm")]
    [TestCase("p3m1", "p31m")]
    public void A_group_is_no_subgroup_of_another_one(string symbol, string subgroup)
    {
        var (larger, smaller) = (PointGroups.Parse(symbol), PointGroups.Parse(subgroup));
        var fault = Assert.Throws<TypingException>(() =>
            Typing.Elaborate(
                new Op.Restriction(larger, new Op.LiftingConvolution(1, Region.On(larger, 3))),
                Plane(smaller) with
                {
                    Grid = Region.On(smaller, 5),
                }
            )
        )!;
        Assert.That(
            fault.Reason,
            Is.EqualTo(
                $"a network on {symbol} is restricted to {subgroup}, expected a subgroup on its lattice"
            )
        );
    }

    [Test]
    public void A_signal_on_the_group_or_on_another_lattice_is_not_restricted()
    {
        var lift = new Op.LiftingConvolution(1, Region.Box(3, 3));
        Assert.Throws<TypingException>(() =>
            Typing.Elaborate(
                new Op.Restriction(PointGroups.P4m, Op.Identity),
                Plane(PointGroups.P4) with
                {
                    Fibre = Fibre.Regular,
                }
            )
        );
        Assert.Throws<TypingException>(() =>
            Typing.Elaborate(new Op.Restriction(PointGroups.P6, lift), Plane(PointGroups.P2))
        );
        Assert.Throws<TypingException>(() =>
            Typing.Elaborate(
                new Op.Sequence([
                    new("", new Op.Restriction(PointGroups.P4m, lift)),
                    new("", new Op.Restriction(PointGroups.P4m, lift)),
                ]),
                Plane(PointGroups.P4)
            )
        );
    }

    private static FieldType Plane(PointGroup group) =>
        new(group, Fibre.Trivial, 1, Region.Box(5, 5));

    private static TypedOp.Restriction Restricted(PointGroup larger, PointGroup smaller) =>
        (TypedOp.Restriction)
            Typing.Elaborate(
                new Op.Restriction(
                    larger,
                    new Op.LiftingConvolution(larger.Order > 12 ? 1 : 2, Region.On(larger, 3))
                ),
                new FieldType(smaller, Fibre.Trivial, 1, Region.On(smaller, 3))
            );

    private static int Times(PointGroup larger, PointGroup smaller, int k, int t) =>
        Enumerable
            .Range(0, larger.Order)
            .Single(h => larger.Matrices[h] == smaller.Matrices[k] * larger.Matrices[t]);
}
