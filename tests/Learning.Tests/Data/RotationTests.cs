using AgeFormal.Learning.Data;
using TorchSharp;

namespace AgeFormal.Learning.Tests.Data;

public sealed class RotationTests
{
    [TestCase(28)]
    [TestCase(7)]
    [TestCase(1)]
    public void A_quarter_turn_moves_pixels_exactly_counterclockwise(int size)
    {
        float[] image = Noise(size * size, seed: 1);
        float[] turned = image;
        for (int quarters = 0; quarters <= 8; quarters++)
        {
            Assert.That(Turn(image, size, size, quarters / 4.0), Is.EqualTo(turned), $"{quarters}");
            Assert.That(
                Turn(image, size, size, -quarters / 4.0),
                Is.EqualTo(Turn(image, size, size, (8 - quarters) / 4.0))
            );
            turned = Quarter(turned, size);
        }
    }

    [Test]
    public void A_half_turn_of_an_oblong_image_reverses_its_pixels()
    {
        float[] image = Noise(5 * 8, seed: 2);
        float[] reversed = [.. image.Reverse()];
        Assert.That(Turn(image, 5, 8, 0.5), Is.EqualTo(reversed));
    }

    [Test]
    public void Rotation_is_what_an_affine_grid_with_bilinear_sampling_gives()
    {
        const int size = 28;
        const int count = 50;
        float[] pixels = Noise(count * size * size, seed: 3);
        var images = ImageSet.Of(size, size, pixels, new byte[count]);
        double[] turns = [.. Enumerable.Range(0, count).Select(i => SplitMix.Unit(4, (ulong)i))];
        float[] rotated = Rotation.Turn(images, i => turns[i]).Pixels.ToArray();
        using var scope = torch.NewDisposeScope();
        double[] matrices =
        [
            .. turns.SelectMany(turn =>
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * turn);
                return new[] { cosine, -sine, 0, sine, cosine, 0 };
            }),
        ];
        var grid = torch.nn.functional.affine_grid(
            torch.tensor(matrices, [count, 2, 3]),
            [count, 1, size, size],
            align_corners: false
        );
        var sampled = torch.nn.functional.grid_sample(
            torch.tensor(pixels, [count, 1, size, size]).to(torch.float64),
            grid,
            align_corners: false
        );
        double[] expected = sampled.data<double>().ToArray();
        double difference = rotated.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
        Assert.That(difference, Is.LessThan(1e-6));
    }

    [Test]
    public void Lengths_that_are_not_the_image_are_refused()
    {
        Assert.That(
            () => Rotation.Turn(new float[5], 2, 3, 0, new float[6]),
            Throws.ArgumentException.With.Message.Contains("2 × 3 pixels, received 5")
        );
        Assert.That(
            () => Rotation.Turn(new float[6], 2, 3, 0, new float[7]),
            Throws.ArgumentException.With.Message.Contains("received 7")
        );
    }

    private static float[] Turn(float[] image, int rows, int columns, double turns)
    {
        var rotated = new float[image.Length];
        Rotation.Turn(image, rows, columns, turns, rotated);
        return rotated;
    }

    private static float[] Quarter(float[] image, int size) =>
        [
            .. Enumerable
                .Range(0, size * size)
                .Select(i => image[i % size * size + size - 1 - i / size]),
        ];

    private static float[] Noise(int length, ulong seed) =>
        [.. Enumerable.Range(0, length).Select(i => (float)SplitMix.Unit(seed, (ulong)i))];
}
