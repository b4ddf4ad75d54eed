using AgeFormal.Symmetry.Motions;

namespace AgeFormal.Symmetry.Tests;

/// <summary>A motion by blocks does to each place what the permutation of all places does.</summary>
public sealed class MotionTests
{
    [Test]
    public void A_reshaped_motion_moves_the_same_places([Range(1, 40)] int seed)
    {
        var (motion, random) = Some(seed);
        int[][] shapes =
        [
            [2, 3, 4, 4],
            [6, 4, 4],
            [2, 3, 16],
            [96],
            [2, 12, 4],
            [1, 6, 2, 2, 4, 1],
        ];
        var target = shapes[random.Next(shapes.Length)];
        Assert.That(Whole(motion.Reshape(target)), Is.EqualTo(Whole(motion)));
    }

    [Test]
    public void A_transposed_motion_moves_transposed_places([Range(1, 40)] int seed)
    {
        var (motion, random) = Some(seed);
        int[] order = [0, 1, 2, 3];
        random.Shuffle(order);
        var places = Places.Offsets(
            Places.Of(motion.Sizes, order),
            [.. order.Select(axis => Places.Steps(motion.Sizes)[axis])]
        );
        var (before, after) = (Whole(motion), Whole(motion.Transpose(order)));
        Assert.That(
            after.Select(place => places[place]),
            Is.EqualTo(places.Select(place => before[place]))
        );
    }

    [Test]
    public void Motions_one_after_another_are_composed([Range(1, 20)] int seed)
    {
        var (first, second) = (Some(seed).Motion, Some(seed + 100).Motion);
        Assert.That(
            Whole(first.Then(second)),
            Is.EqualTo(Whole(first).Select(place => Whole(second)[place]))
        );
    }

    [Test]
    public void A_restriction_is_what_some_axes_do([Range(1, 40)] int seed)
    {
        var (motion, random) = Some(seed);
        int[] axes = [.. Enumerable.Range(0, 4).Where(_ => random.Next(2) == 0)];
        var coordinates = Places.Coordinates(motion.Sizes, axes);
        var whole = Whole(motion);
        var images = coordinates
            .Zip(whole.Select(place => coordinates[place]))
            .ToLookup(at => at.First, at => at.Second);
        var isOne = images.All(of => of.Distinct().Count() == 1);
        if (motion.Restrict(axes) is { } part)
            Assert.That(
                axes.Length == 0 ? [0] : Whole(part),
                Is.EqualTo(images.OrderBy(of => of.Key).Select(of => of.First()))
            );
        Assert.That(motion.Restrict(axes) is not null, Is.EqualTo(isOne));
    }

    [Test]
    public void Blocks_are_as_small_as_can_be()
    {
        var space = new GridMotion([0, 1], [true, false]).Map([4, 4]);
        var motion = Motion.Of([2, 3, 4, 4], new Block([2, 3], space));
        Assert.That(
            motion.Blocks.Single(block => block.Map is not null).Axes,
            Is.EqualTo(new[] { 2 })
        );
    }

    // Symmetries of the square on (4, 4), and permutations of the other axes, together or not.
    private static (Motion Motion, Random Random) Some(int seed)
    {
        var random = new Random(seed);
        var grid = GridMotion.All(2).ElementAt(random.Next(8));
        int[] two = [0, 1];
        int[] three = [0, 1, 2];
        int[] six = [0, 1, 2, 3, 4, 5];
        random.Shuffle(two);
        random.Shuffle(three);
        random.Shuffle(six);
        var space = new Block([2, 3], grid.Map([4, 4]));
        return (
            random.Next(2) == 0
                ? Motion.Of([2, 3, 4, 4], new Block([0], two), new Block([1], three), space)
                : Motion.Of([2, 3, 4, 4], new Block([0, 1], six), space),
            random
        );
    }

    private static int[] Whole(Motion motion) =>
        motion.Joint([.. Enumerable.Range(0, motion.Rank)])
        ?? [.. Enumerable.Range(0, Places.Volume(motion.Sizes))];
}
