using AgeFormal.Algebra;

namespace AgeFormal.Operators.Tests;

/// <summary>Nesting and sizes that no stack or memory holds are refused where they are met.</summary>
public sealed class HostileCallTests
{
    private static readonly FieldType Group = new(
        PointGroups.P4,
        Fibre.Regular,
        1,
        Region.Box(3, 3)
    );

    [Test]
    public void A_term_that_no_stack_can_walk_is_refused()
    {
        var term = Enumerable
            .Range(0, 50_000)
            .Aggregate(
                (Term)new Term.Constant(1),
                (inner, _) => new Term.Pointwise(PointwiseFunction.Relu, inner)
            );
        Action[] walks =
        [
            () => term.ToString(),
            () => term.GetHashCode(),
            () => Substitution.Expand(term),
            () => FreeVariables.Of(term),
        ];
        foreach (var walk in walks)
        {
            NestingException? refused = null;
            var thread = new Thread(
                () =>
                {
                    try
                    {
                        walk();
                    }
                    catch (NestingException thrown)
                    {
                        refused = thrown;
                    }
                },
                256 << 10
            );
            thread.Start();
            thread.Join();
            Assert.That(refused, Is.Not.Null);
        }
    }

    [TestCase(257)]
    [TestCase(50_000)]
    public void An_operator_is_nested_up_to_its_limit(int levels)
    {
        static Op Nested(int levels) =>
            Enumerable
                .Range(0, levels)
                .Aggregate(Op.Identity, (inner, _) => new Op.Sequence([new("a", inner)]));
        Assert.That(() => Typing.Elaborate(Nested(256), Group), Throws.Nothing);
        Assert.That(
            () => Typing.Elaborate(Nested(levels), Group),
            Throws.TypeOf<TypingException>().With.Message.Contains("nested more than 256 deep")
        );
    }

    [TestCase(1 << 16, 1 << 16, "parameter")]
    [TestCase(1 << 29, 1, "output")]
    public void More_parameters_or_values_than_a_tensor_holds_are_refused_by_name(
        int channels,
        int inputs,
        string named
    ) =>
        Assert.That(
            () =>
                Typing.Elaborate(
                    new Op.Sequence([
                        new("big", new Op.GroupConvolution(channels, Region.Box(1, 1))),
                    ]),
                    Group with
                    {
                        Channels = inputs,
                        Grid = Region.Box(1, 1),
                    }
                ),
            Throws
                .TypeOf<TypingException>()
                .With.Message.Contains(named)
                .And.Message.Contains("'big'")
                .And.Message.Contains("at most 1073741824")
        );

    [TestCase(0)]
    [TestCase(-1, 5)]
    [TestCase(1, 2, 3, 4)]
    [TestCase(int.MaxValue)]
    [TestCase(65_536, 65_536)]
    public void A_region_of_no_size_is_refused(params int[] sizes) =>
        Assert.That(() => Region.Box(sizes), Throws.ArgumentException);
}
