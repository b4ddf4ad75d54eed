using AgeFormal.Algebra;
using AgeFormal.Networks;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;

namespace AgeFormal.Testing.Tests.Constraints;

public sealed class ExactnessTests
{
    private static readonly TypedOp Strided = Typing.Elaborate(
        Subjects.Strided,
        Subjects.Plane(PointGroups.P4m, 9)
    );

    [Test]
    public void A_strided_layer_is_exact_on_one_size_and_not_on_the_next()
    {
        Assert.That(Strided, Is.ExactOn(size: 9));
        Assert.That(Strided, Is.Not.ExactOn(size: 10));
        Assert.That(Strided, Is.Not.ExactOn(Region.Box(9, 11)), "the quarter turns");
    }

    [Test]
    public void A_failure_names_the_layer_the_subgroup_and_the_reason()
    {
        var message = Failure.Of(() => Assert.That(Strided, Is.ExactOn(size: 10)));
        Assert.That(message, Does.Contain("Expected: exact for all of H on inputs of side 10\n"));
        Assert.That(message, Does.Contain("But was:  on 10×10 exact for ⟨"));
        Assert.That(
            message,
            Does.Contain("\n  down: exact for ⟨mr⟩; axes 0 and 1 are mixed, r = (5 mod 2)")
                .And.Contains("exact for all of H by another input size, input: 10×10 → 11×11")
        );
        Assert.That(message, Does.Not.Contain("lift:"));
    }

    [Test]
    public void A_grid_that_moves_is_the_reason() =>
        Assert.That(
            Failure.Of(() => Assert.That(Strided, Is.ExactOn(Region.Box(9, 11)))),
            Does.Contain("lift: exact for ⟨r², m⟩; the input grid 9×11 is mapped to 11×9")
        );

    [Test]
    public void Every_form_of_an_operator_is_rebuilt()
    {
        Assert.That(Subjects.Layers, Is.ExactOn(Subjects.Plane(PointGroups.P4m, 9)));
        Assert.That(Catalogue.Parse("p4-cnn"), Is.ExactOn(28).And.Not.ExactOn(29));
        using var network = TorchNetwork.Create(Subjects.Typed(PointGroups.P4, 8));
        Assert.That(network, Is.ExactOn(7));
        Assert.That(
            () => Assert.That(Subjects.Layers, Is.ExactOn(7)),
            Throws.ArgumentException.With.Message.Contains("Is.ExactOn(FieldType)")
        );
    }

    [Test]
    public void A_rebuilt_operator_keeps_its_branches_and_names()
    {
        var branches = new Op.Sum([
            new("a", Subjects.Strided),
            new("b", new Op.Concatenation([new("", new Op.Sequence([new("", Subjects.Strided)]))])),
        ]);
        var typed = Typing.Elaborate(branches, Subjects.Plane(PointGroups.P4, 9));
        Assert.That(typed, Is.ExactOn(9));
        Assert.That(
            Failure.Of(() => Assert.That(typed, Is.ExactOn(10))),
            Does.Contain("\n  a.down: exact for ⟨e⟩").And.Contains("\n  b.down: exact for ⟨e⟩")
        );
    }

    [Test]
    public void An_input_that_is_too_small_is_an_error_that_names_the_layer() =>
        Assert.That(
            () => Assert.That(Strided, Is.ExactOn(3)),
            Throws.InstanceOf<TypingException>().With.Message.Contains("down")
        );
}
