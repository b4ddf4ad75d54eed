namespace AgeFormal.Learning.Tests.Using;

/// <summary>The laws of the matrix of labels and classes found.</summary>
public sealed class ConfusionMatrixTests
{
    [FsCheck.NUnit.Property]
    public void Counts_sum_to_the_examples_and_beside_the_diagonal_to_the_errors(
        (byte Label, byte Found)[] pairs
    )
    {
        int[] labels = [.. pairs.Select(pair => pair.Label % 5)];
        int[] found = [.. pairs.Select(pair => pair.Found % 5)];
        var matrix = ConfusionMatrix.Of(labels, found, ["a", "b", "c", "d", "e"]);
        int errors = labels.Zip(found).Count(pair => pair.First != pair.Second);
        Assert.That(matrix.Examples, Is.EqualTo(pairs.Length));
        Assert.That(matrix.Errors, Is.EqualTo(errors));
        Assert.That(matrix.PerClass.Sum(of => of.Examples), Is.EqualTo(pairs.Length));
        Assert.That(matrix.PerClass.Sum(of => of.Errors), Is.EqualTo(errors));
        Assert.That(matrix.PerClass.Sum(of => of.TakenForIt), Is.EqualTo(errors));
        for (int label = 0; label < 5; label++)
        for (int given = 0; given < 5; given++)
            Assert.That(
                matrix[label, given],
                Is.EqualTo(labels.Zip(found).Count(pair => pair == (label, given)))
            );
    }

    [Test]
    public void Each_class_says_what_it_was_mostly_taken_for()
    {
        var matrix = ConfusionMatrix.Of(
            [0, 0, 0, 0, 1, 1],
            [2, 2, 1, 0, 1, 1],
            ["one", "two", "three"]
        );
        Assert.That(
            matrix.PerClass,
            Is.EqualTo(
                new ClassErrors[]
                {
                    new("one", 4, 3, 0, "three"),
                    new("two", 2, 0, 1, null),
                    new("three", 0, 0, 2, null),
                }
            )
        );
        Assert.That(matrix.PerClass[0].ErrorPercent, Is.EqualTo(75));
        Assert.That(matrix.PerClass[2].ErrorPercent, Is.Null);
    }

    [Test]
    public void What_does_not_fit_is_refused()
    {
        string Refused(int[] labels, int[] found, params string[] classes) =>
            Assert
                .Catch<ArgumentException>(() => ConfusionMatrix.Of(labels, found, [.. classes]))!
                .Message;
        Assert.That(Refused([0, 1], [0], "a", "b"), Does.Contain("each of 2 labels, received 1"));
        Assert.That(Refused([2], [0], "a", "b"), Does.Contain("0 to 1, received 2 at index 0"));
        Assert.That(Refused([0], [-1], "a", "b"), Does.Contain("received -1"));
        Assert.That(Refused([], []), Does.Contain("1 to 4096 classes, received 0"));
    }
}
