using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Testing.Constraints;

namespace AgeFormal.Testing.Tests.Constraints;

public sealed class EquivarianceTests
{
    private static EquivarianceOptions Naming(PointGroup group, FieldType type) =>
        new() { Vocabulary = new(group, type.Fibre, type.Channels, [type.Channels], [], []) };

    private static FieldType Group(PointGroup group) =>
        new(group, Fibre.Regular, 1, Region.On(group, 5));

    private static Formula Formula(Term body) => new(["g"], ["o"], body);

    private static readonly Term AtG = new Term.Signal("o", new Site.Variable("g"));

    [TestCase("p4m")]
    [TestCase("p3")]
    [TestCase("C2")]
    public void A_proved_design_is_equivariant(string symbol) =>
        Assert.That(Subjects.Equivariant, Is.EquivariantUnder(PointGroups.Parse(symbol)));

    [Test]
    public void A_design_that_needs_an_abelian_group_is_refuted_for_another() =>
        Assert.That(Subjects.Conditional, Is.Not.EquivariantUnder(PointGroups.P4m));

    [Test]
    public void A_refuted_design_shows_its_counterexample()
    {
        Assert.That(Subjects.Broken, Is.Not.EquivariantUnder(PointGroups.P4m));
        Assert.That(Subjects.Broken, Is.RefutedUnder(PointGroups.P4m));
        var message = Failure.Of(() =>
            Assert.That(Subjects.Broken, Is.EquivariantUnder(PointGroups.P4m))
        );
        Assert.That(message, Does.Contain("Expected: equivariant under p4m\n"));
        Assert.That(message, Does.Contain("But was:  refuted on ℤ_"));
        Assert.That(message, Does.Contain("L_ḡ A[f](·)"));
        Assert.That(message, Does.Contain("all other entries of parameters are 0"));
    }

    [Test]
    public void The_negation_of_a_proved_claim_fails_and_says_that_it_is_proved()
    {
        foreach (
            var negation in new Action[]
            {
                () => Assert.That(Subjects.Equivariant, Is.Not.EquivariantUnder(PointGroups.P2)),
                () => Assert.That(Subjects.Equivariant, !Is.EquivariantUnder(PointGroups.P2)),
                () => Assert.That(Subjects.Equivariant, Is.RefutedUnder(PointGroups.P2)),
            }
        )
            Assert.That(
                Failure.Of(negation),
                Does.Contain("proved for p2").And.Contains("Expected: ")
            );
    }

    [Test]
    public void Constraints_combine()
    {
        Assert.That(
            Subjects.Typed(PointGroups.P4m, 8),
            Is.EquivariantUnder(PointGroups.P4m) & Is.ExactOn(9)
        );
        Assert.That(
            new[] { Subjects.Equivariant, Subjects.Equivariant with { Name = "other" } },
            Is.All.EquivariantUnder(PointGroups.P4)
        );
    }

    [Test]
    public void A_formula_is_judged_with_what_it_names()
    {
        var options = Naming(PointGroups.P4m, Group(PointGroups.P4m));
        Assert.That(Formula(AtG), Is.EquivariantUnder(PointGroups.P4m, options));
        var moved = new Term.Signal(
            "o",
            new Site.Variable("g") * new Rel.Absolute(new Site.Variable("g"))
        );
        Assert.That(Formula(moved), Is.RefutedUnder(PointGroups.P4m, options));
        Assert.That(
            () => Assert.That(Formula(AtG), Is.EquivariantUnder(PointGroups.P4m)),
            Throws.ArgumentException.With.Message.Contains("Vocabulary")
        );
        Assert.That(
            () => Assert.That(Formula(AtG), Is.EquivariantUnder(PointGroups.P4, options)),
            Throws.ArgumentException.With.Message.Contains("that of p4m; expected p4")
        );
    }

    [Test]
    public void An_undecided_claim_fails_with_its_negation_and_names_the_part()
    {
        // relu(x − 1 − x²) is 0 for every x, which no law says.
        var absolute = new Term.Signal(
            "o",
            new Site.Variable("g") * new Rel.Absolute(new Site.Variable("g"))
        );
        var idle = Formula(
            AtG
                + new Term.Pointwise(
                    PointwiseFunction.Relu,
                    absolute
                        - new Term.Constant(1)
                        - new Term.Pointwise(PointwiseFunction.Square, absolute)
                )
        );
        var options = Naming(PointGroups.P4m, Group(PointGroups.P4m));
        foreach (
            var assertion in new Action[]
            {
                () => Assert.That(idle, Is.EquivariantUnder(PointGroups.P4m, options)),
                () => Assert.That(idle, Is.Not.EquivariantUnder(PointGroups.P4m, options)),
                () => Assert.That(idle, Is.RefutedUnder(PointGroups.P4m, options)),
            }
        )
            Assert.That(
                Failure.Of(assertion),
                Does.Contain("Undecided: ")
                    .And.Contains("Neither the constraint nor its negation holds.")
                    .And.Contains("Abs")
            );
    }

    [Test]
    public void An_operator_is_judged_by_its_theorem_and_its_grid()
    {
        var options = new EquivarianceOptions { Input = Subjects.Plane(PointGroups.P4m, 8) };
        Assert.That(Subjects.Layers, Is.EquivariantUnder(PointGroups.P4m, options));
        Assert.That(Subjects.Layers, Is.EquivariantUnder(PointGroups.P4, options), "a subgroup");
        Assert.That(Subjects.Strided, Is.Not.EquivariantUnder(PointGroups.P4m, options));
        Assert.That(
            () => Assert.That(Subjects.Layers, Is.EquivariantUnder(PointGroups.P4m)),
            Throws.ArgumentException.With.Message.Contains("Input")
        );
        Assert.That(
            () => Assert.That(Subjects.Layers, Is.EquivariantUnder(PointGroups.P6, options)),
            Throws.ArgumentException.With.Message.Contains("acts by p4m")
        );
    }

    [Test]
    public void The_subgroup_that_a_grid_keeps_is_equivariant()
    {
        var op = Typing.Elaborate(Subjects.Strided, Subjects.Plane(PointGroups.P4m, 8));
        Assert.That(op, Is.Not.EquivariantUnder(PointGroups.P4));
        Assert.That(op, Is.EquivariantUnder(PointGroups.P1));
    }

    [Test]
    public void A_network_is_executed_in_both_precisions()
    {
        Assert.That(Subjects.Small(PointGroups.P4m), Is.EquivariantUnder(PointGroups.P4m));
        var executor = new Counting();
        Assert.That(
            Subjects.Small(PointGroups.P4),
            Is.EquivariantUnder(PointGroups.P4, new() { Executor = executor })
        );
        Assert.That(executor.Compiled, Is.EqualTo([Precision.Single, Precision.Double]));
    }

    [TestCase(Precision.Single)]
    [TestCase(Precision.Double)]
    public void A_compiled_network_is_executed_as_it_is(Precision precision)
    {
        using var network = TorchNetwork.Create(
            Subjects.Typed(PointGroups.P4m, 8),
            new TorchOptions { Precision = precision, Seed = 3 }
        );
        Assert.That(network, Is.EquivariantUnder(PointGroups.P4m));
        Assert.That(
            () =>
                Assert.That(
                    network,
                    Is.EquivariantUnder(PointGroups.P4m, new() { Tolerance = 1e-30 })
                ),
            Throws.InstanceOf<AssertionException>().With.Message.Contains("tolerance 1E-30")
        );
    }

    [Test]
    public void A_function_is_judged_by_its_residual_and_the_breaking_h_are_named()
    {
        var type = Subjects.Plane(PointGroups.P4, 3);
        using var honest = Subjects.Weighted(type, _ => 2);
        using var ramp = Subjects.Weighted(type, i => i);
        // Weights that a half turn keeps and a quarter turn does not.
        using var bar = Subjects.Weighted(type, i => i / 3 == 1 ? 1 : 2);
        Assert.That(honest, Is.EquivariantUnder(PointGroups.P4));
        Assert.That(ramp, Is.RefutedUnder(PointGroups.P4));
        Assert.That(bar, Is.EquivariantUnder(PointGroups.P2));
        var message = Failure.Of(() => Assert.That(bar, Is.EquivariantUnder(PointGroups.P4)));
        Assert.That(message, Does.Contain("for h = r, r³\n"));
        Assert.That(message, Does.Contain("float64 · function"));
        Assert.That(
            Failure.Of(() => Assert.That(bar, Is.Not.EquivariantUnder(PointGroups.P2))),
            Does.Contain("the largest residual 0 is within")
        );
    }

    [Test]
    public void A_sample_that_tests_nothing_is_undecided()
    {
        var type = Subjects.Plane(PointGroups.P4, 3);
        using var honest = Subjects.Weighted(type, _ => 2);
        var options = new EquivarianceOptions { Sample = Signal<double>.Generate(type, 1, _ => 1) };
        Assert.That(
            Failure.Of(() => Assert.That(honest, Is.EquivariantUnder(PointGroups.P4, options))),
            Does.Contain("Undecided: ").And.Contains("the sample is fixed by this element")
        );
    }

    [Test]
    public void An_output_that_is_not_finite_is_neither_equivariant_nor_refuted()
    {
        using var broken = Subjects.Weighted(Subjects.Plane(PointGroups.P4, 3), _ => double.NaN);
        foreach (
            var assertion in new Action[]
            {
                () => Assert.That(broken, Is.EquivariantUnder(PointGroups.P4)),
                () => Assert.That(broken, Is.Not.EquivariantUnder(PointGroups.P4)),
            }
        )
            Assert.That(
                Failure.Of(assertion),
                Does.Contain("Undecided: ").And.Contains("h = r: the output holds NaN at index 0")
            );
    }

    [Test]
    public void Another_kind_of_subject_is_an_error() =>
        Assert.That(
            () => Assert.That(new object(), Is.EquivariantUnder(PointGroups.P4)),
            Throws.ArgumentException.With.Message.Contains("received Object")
        );

    private sealed class Counting : IExecutor
    {
        private readonly List<Precision> _compiled = [];

        public IReadOnlyList<Precision> Compiled => _compiled;

        public string Device => "cpu";

        public IExecutable Compile(TypedOp op, Parameters<double> parameters, Precision precision)
        {
            _compiled.Add(precision);
            return new TorchExecutor().Compile(op, parameters, precision);
        }
    }
}
