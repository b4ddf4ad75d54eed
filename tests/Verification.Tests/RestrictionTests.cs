using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

/// <summary>What is said of a network that is over a group first and then over a subgroup is said of the subgroup.</summary>
public sealed class RestrictionTests
{
    private static IEnumerable<TestCaseData> Pairs() =>
        GroupPairs.All.Select(pair => new TestCaseData(pair.Group.Symbol, pair.Subgroup.Symbol));

    [TestCaseSource(nameof(Pairs))]
    public void A_restricted_network_is_proved_for_the_subgroup_and_the_checker_accepts(
        string symbol,
        string subgroup
    )
    {
        var (larger, smaller) = (PointGroups.Parse(symbol), PointGroups.Parse(subgroup));
        var op = Network(larger, smaller, Region.On(larger, 5));
        var proof = Derivations.Proved(Prover.Prove(op));
        Assert.Multiple(() =>
        {
            Assert.That(ProofChecker.Accepts(proof, new Claim.Commutes(op)));
            Assert.That(
                $"{proof.Conclusion}",
                Does.Contain($"({smaller.Symbol})").And.Contain("commutes with every ḡ")
            );
            Assert.That(proof.Steps().Select(step => step.Rule), Does.Contain(Rules.Restriction));
        });
    }

    private static IEnumerable<TestCaseData> False()
    {
        static TestCaseData Case(string name, TypedOp.Restriction op) =>
            new TestCaseData(op).SetArgDisplayNames(name);
        var op = (TypedOp.Restriction)
            ((TypedOp.Sequence)Network(PointGroups.P4m, PointGroups.P4, Region.Box(5, 5))).Layers[
                0
            ];
        FieldType Over(FieldType type, PointGroup group) => type with { Group = group };
        yield return Case(
            "to a group that is no subgroup",
            op with
            {
                Input = Over(op.Input, PointGroups.P6),
                Output = Over(op.Output, PointGroups.P6),
            }
        );
        var turned = Lift(PointGroups.P4);
        yield return Case(
            "to a group of fewer elements that is no subgroup",
            new TypedOp.Restriction(
                "",
                Over(turned.Input, PointGroups.Pm),
                Over(turned.Output, PointGroups.Pm) with
                {
                    Channels = turned.Output.Channels * 2,
                },
                turned
            )
        );
        yield return Case(
            "to the larger group from the smaller one",
            new TypedOp.Restriction("", op.Body.Input, op.Body.Output, Lift(PointGroups.P4))
        );
        yield return Case(
            "with an output over the larger group",
            op with
            {
                Output = op.Body.Output,
            }
        );
        yield return Case(
            "with the channels of the body",
            op with
            {
                Output = Over(op.Body.Output, PointGroups.P4),
            }
        );
        yield return Case("of another input", op with { Input = op.Input with { Channels = 2 } });
        yield return Case(
            "of a signal on the group",
            op with
            {
                Input = op.Input with { Fibre = Fibre.Regular },
            }
        );
        yield return Case(
            "with an output on the lattice",
            op with
            {
                Output = op.Output with { Fibre = Fibre.Trivial },
            }
        );
    }

    [TestCaseSource(nameof(False))]
    public void A_restriction_whose_types_do_not_fit_is_no_step(TypedOp.Restriction op)
    {
        Derivation premise = Derivations.Proved(Prover.Prove(op.Body));
        Assert.That(
            ProofChecker.FindFault(new(Rules.Restriction, new Claim.Commutes(op), [premise])),
            Is.Not.Null
        );
    }

    [Test]
    public void The_theorem_of_another_body_proves_no_restriction()
    {
        var op = (
            (TypedOp.Sequence)Network(PointGroups.P4m, PointGroups.P4, Region.Box(5, 5))
        ).Layers[0];
        Assert.Multiple(() =>
        {
            foreach (
                EqArray<Derivation> premises in (EqArray<Derivation>[])
                    [
                        [],
                        [Derivations.Proved(Prover.Prove(Lift(PointGroups.P4)))],
                    ]
            )
                Assert.That(
                    ProofChecker.FindFault(
                        new(Rules.Restriction, new Claim.Commutes(op), premises)
                    ),
                    Is.Not.Null
                );
        });
    }

    [Test]
    public void It_is_verified_for_the_subgroup_and_executed_under_its_elements()
    {
        var op = Network(PointGroups.P4m, PointGroups.P4, Region.Box(5, 5));
        var report = Verifier.Verify(
            op,
            Samples.Parameters(op),
            Samples.Input(op.Input),
            new ReferenceExecutor(),
            VerificationOptions.Default
        );
        Assert.Multiple(() =>
        {
            Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ProvedAndExact), report.Summary);
            Assert.That(report.Summary, Does.StartWith("equivariant under C4"));
            Assert.That(
                report.Executions.SelectMany(run => run.Checks!.Integers.Elements).Count(),
                Is.EqualTo(8)
            );
        });
    }

    /// <summary>The layer behind the restriction sees a picture and its mirror image apart.</summary>
    [Test]
    public void Behind_the_restriction_the_network_does_not_commute_with_the_larger_group()
    {
        var op = Typing.Elaborate(
            new Op.Sequence([
                new(
                    "",
                    new Op.Restriction(
                        PointGroups.P4m,
                        new Op.LiftingConvolution(1, Region.Box(3, 3))
                    )
                ),
                new("c", new Op.GroupConvolution(1, Region.Box(3, 3))),
                new("", new Op.GroupPooling(Reduction.Max)),
                new("", new Op.GlobalPooling(Reduction.Max)),
            ]),
            new FieldType(PointGroups.P4, Fibre.Trivial, 1, Region.Box(7, 7))
        );
        var parameters = Samples.Parameters(op);
        var input = Samples.Input(op.Input);
        double At(Signal<double> signal) => Reference.Evaluate(op, parameters, signal).Values[0];
        Signal<double> Moved(int h) =>
            Signal<double>.Create(
                op.Input,
                SignalAction
                    .Transform(
                        Signal<double>.Create(
                            op.Input with
                            {
                                Group = PointGroups.P4m,
                            },
                            input.Values
                        ),
                        h
                    )
                    .Values
            );
        var kept = PointGroups.P4.ElementsIn(PointGroups.P4m)!.Value;
        foreach (var h in PointGroups.P4m.Group.Elements)
            Assert.That(
                At(Moved(h)),
                kept.Contains(h)
                    ? Is.EqualTo(At(input)).Within(1e-9)
                    : Is.Not.EqualTo(At(input)).Within(1e-6),
                PointGroups.P4m.Group.ElementNames[h]
            );
    }

    /// <summary>A stride that loses mirrors but no turn loses nothing of a network over p4.</summary>
    [Test]
    public void The_grid_is_asked_for_the_elements_of_the_subgroup()
    {
        foreach (var side in new[] { 5, 6 })
        {
            TypedOp On(PointGroup group, Op op) =>
                Typing.Elaborate(
                    op,
                    new FieldType(group, Fibre.Trivial, 1, Region.Box(side, side))
                );
            var lift = new Op.LiftingConvolution(1, Region.Box(3, 3))
            {
                Sampling = Sampling.Dense with { Stride = 2 },
            };
            foreach (
                var subgroup in new[]
                {
                    PointGroups.P1,
                    PointGroups.P2,
                    PointGroups.P4,
                    PointGroups.Pm,
                }
            )
            {
                var inWhole = subgroup.ElementsIn(PointGroups.P4m)!.Value;
                var whole = Exactness.Of(On(PointGroups.P4m, lift));
                var restricted = On(subgroup, new Op.Restriction(PointGroups.P4m, lift));
                var expected = subgroup
                    .Group.Elements.Where(k => whole.Contains(inWhole[k]))
                    .ToArray();
                Assert.Multiple(() =>
                {
                    Assert.That(Exactness.Of(restricted), Is.EqualTo(expected));
                    Assert.That(Exactness.Explain(restricted).Exact, Is.EqualTo(expected));
                });
            }
        }
    }

    private static TypedOp Lift(PointGroup group) =>
        Typing.Elaborate(
            new Op.LiftingConvolution(1, Region.Box(3, 3)),
            new FieldType(group, Fibre.Trivial, 1, Region.Box(5, 5))
        );

    private static TypedOp Network(PointGroup larger, PointGroup smaller, Region grid) =>
        Typing.Elaborate(
            new Op.Sequence([
                new(
                    "",
                    new Op.Restriction(
                        larger,
                        new Op.Sequence([
                            new("l", new Op.LiftingConvolution(1, Region.On(larger, 3))),
                            new("", new Op.Pointwise(PointwiseFunction.Relu)),
                        ])
                    )
                ),
                new("c", new Op.GroupConvolution(1, Region.On(smaller, 1))),
            ]),
            new FieldType(smaller, Fibre.Trivial, 1, grid)
        );
}
