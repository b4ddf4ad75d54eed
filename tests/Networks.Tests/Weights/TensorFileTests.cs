using AgeFormal.Networks.Weights;

namespace AgeFormal.Networks.Tests.Weights;

public sealed class TensorFileTests
{
    private static readonly TensorData One = TensorData.FromSingle([], [1]);
    private static readonly TensorData Two = TensorData.FromSingle([], [2]);

    [Test]
    public void The_order_is_kept_and_does_not_matter_for_equality()
    {
        var left = TensorFile.Of([new("b", One), new("a", Two)], [new("x", "1"), new("y", "2")]);
        var right = TensorFile.Of([new("a", Two), new("b", One)], [new("y", "2"), new("x", "1")]);
        Assert.That(left.Tensors.Keys, Is.EqualTo(new[] { "b", "a" }));
        Assert.That(left, Is.EqualTo(right));
        Assert.That(left.GetHashCode(), Is.EqualTo(right.GetHashCode()));
        Assert.That(
            left,
            Is.Not.EqualTo(TensorFile.Of([new("b", Two), new("a", Two)], left.Metadata))
        );
        Assert.That(left, Is.Not.EqualTo(TensorFile.Of(left.Tensors)));
    }

    [Test]
    public void An_absent_tensor_is_named_with_those_that_exist()
    {
        var file = TensorFile.Of([new("c1.weight", One)]);
        Assert.That(file["c1.weight"], Is.EqualTo(One));
        Assert.That(
            () => file["c2.weight"],
            Throws
                .InstanceOf<KeyNotFoundException>()
                .With.Message.Contains("c2.weight")
                .And.Message.Contains("c1.weight")
        );
    }

    [Test]
    public void Names_that_a_header_cannot_hold_are_refused()
    {
        Assert.That(() => TensorFile.Of([new("a", One), new("a", Two)]), Throws.ArgumentException);
        Assert.That(() => TensorFile.Of([new("__metadata__", One)]), Throws.ArgumentException);
        Assert.That(
            () => TensorFile.Of([], [new("k", "1"), new("k", "2")]),
            Throws.ArgumentException
        );
        Assert.That(
            () => TensorFile.Of([new("a\ud800", One)]),
            Throws.ArgumentException.With.Message.Contains("U+D800")
        );
        Assert.That(() => TensorFile.Of([], [new("k", "\udc00")]), Throws.ArgumentException);
    }
}
