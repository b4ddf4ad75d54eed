using AgeFormal.Algebra;

namespace AgeFormal.Operators.Tests;

public sealed class UntypedTests
{
    private static readonly FieldType Image = new(
        PointGroups.P4,
        Fibre.Trivial,
        Channels: 1,
        Region.Box(9, 9)
    );

    private static readonly Op Strided = new Op.Sequence([
        new("lift", new Op.LiftingConvolution(2, Region.Box(3, 3))),
        new("", new Op.Pointwise(PointwiseFunction.Relu)),
    ]);

    private static readonly Op Branches = new Op.Sequence([
        new(
            "both",
            new Op.Sum([
                new("a", Strided),
                new("", new Op.Concatenation([new("b", new Op.Sequence([new("c", Strided)]))])),
            ])
        ),
        new("", new Op.GroupPooling(Reduction.Max)),
    ]);

    [Test]
    public void What_is_typed_is_found_again_with_its_branches_and_names()
    {
        Assert.That(Typing.Elaborate(Branches, Image).Untyped(), Is.EqualTo(Branches));
        Assert.That(Typing.Elaborate(Strided, Image).Untyped(), Is.EqualTo(Strided));
    }

    [Test]
    public void Blocks_are_replaced_in_the_order_of_execution()
    {
        var typed = Typing.Elaborate(Strided, Image);
        var wider = new Op.LiftingConvolution(5, Region.Box(5, 5));
        var changed = typed.Untyped([wider, new Op.Pointwise(PointwiseFunction.Abs)]);
        Assert.That(
            changed,
            Is.EqualTo(
                new Op.Sequence([
                    new("lift", wider),
                    new("", new Op.Pointwise(PointwiseFunction.Abs)),
                ])
            )
        );
    }

    [Test]
    public void Blocks_that_are_missing_or_too_many_are_refused()
    {
        var typed = Typing.Elaborate(Strided, Image);
        var relu = new Op.Pointwise(PointwiseFunction.Relu);
        Assert.That(
            () => typed.Untyped([relu]),
            Throws.ArgumentException.With.Message.Contains("none is left for ''")
        );
        Assert.That(
            () => typed.Untyped([relu, relu, relu]),
            Throws.ArgumentException.With.Message.Contains("more than 2")
        );
    }
}
