using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using AgeFormal.Networks.Building;
using AgeFormal.Operators.Language;

namespace AgeFormal.Learning.Tests.Training;

/// <summary>A training ends with finite parameters or with an error that names what is not.</summary>
[NonParallelizable]
public sealed class HonestTrainingTests
{
    private static readonly TrainingRecipe Short = new() { Epochs = 2, BatchSize = 4 };

    [TestCase("sqrt(f[o](g) · f[o](g)) · w(o)")]
    [TestCase("sqrt(f[o](g) · f[o](g) · 0) · w(o) + f[o](g)")]
    public void A_root_at_zero_trains_to_finite_parameters(string body)
    {
        // Black pixels are zeros that stay zeros through the layers.
        var result = TrainingLoop.Run(With(body), Images(5), null, Short);
        Assert.That(
            result.Parameters.Tensors.Values.SelectMany(tensor => tensor.ToDouble()),
            Has.All.Matches<double>(double.IsFinite)
        );
        Assert.That(result.History[^1].TrainingLoss, Is.Not.NaN);
    }

    [Test]
    public void A_reciprocal_without_a_value_ends_the_training() =>
        Assert.That(
            () => TrainingLoop.Run(With("reciprocal(f[o](g)) · w(o)"), Images(5), null, Short),
            Throws.TypeOf<TrainingDivergedException>().With.Message.Contains("Epoch 1")
        );

    // A step of Adam is as long as the rate, whichever way: eˣ + e⁻ˣ overflows on both sides.
    [Test]
    public void A_last_step_that_leaves_the_numbers_is_noticed_though_none_follows()
    {
        var divergence = Assert.Throws<TrainingDivergedException>(() =>
            TrainingLoop.Run(
                With("exp(f[o](g) · w(o)) + exp(-1 · f[o](g) · w(o))", isRectified: false),
                Images(4),
                null,
                Short with
                {
                    Epochs = 1,
                    LearningRate = 1e4,
                }
            )
        )!;
        Assert.That(divergence.Epoch, Is.EqualTo(1));
        Assert.That(divergence.Message, Does.Contain("after the last step"));
        Assert.That(double.IsFinite(divergence.Loss), Is.False);
    }

    // exp overflows where tanh is 1: the loss is a number, its gradient is 0 · ∞.
    [Test]
    public void A_parameter_that_is_not_finite_is_named_with_its_index()
    {
        var divergence = Assert.Throws<TrainingDivergedException>(() =>
            TrainingLoop.Run(
                With("tanh(exp(1000 + f[o](g) · w(o)))"),
                Images(4),
                null,
                Short with
                {
                    Epochs = 1,
                }
            )
        )!;
        Assert.That(divergence.Parameter, Is.EqualTo("c1.weight"));
        Assert.That(
            divergence.Message,
            Does.Contain("Epoch 1: the parameter 'c1.weight' holds NaN at [0, 0, 0, 0] after it")
        );
    }

    [TestCase(1e308)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(-1)]
    public void Rates_that_no_training_survives_are_refused(double value)
    {
        Assert.That(
            () => Short with { LearningRate = value },
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
        Assert.That(
            () => Short with { WeightDecay = value },
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
    }

    [TestCase(float.NaN)]
    [TestCase(float.NegativeInfinity)]
    public void Data_that_are_not_finite_are_refused_by_image(float value)
    {
        var pixels = Images(7).Pixels.ToArray();
        pixels[5 * 81 + 2 * 9 + 3] = value;
        var damaged = ImageSet.Of(9, 9, pixels, new byte[7]);
        foreach (
            var use in new Action[]
            {
                () => TrainingLoop.Run(With("f[o](g) · w(o)"), damaged, null, Short),
                () => TrainingLoop.Run(With("f[o](g) · w(o)"), Images(2), damaged, Short),
                () => Evaluation.Run(TrainedNetwork.Initial(With("f[o](g) · w(o)")), damaged),
            }
        )
            Assert.That(
                use,
                Throws
                    .ArgumentException.With.Message.Contains("Image 5 of the ")
                    .And.Message.Contains("in row 2, column 3")
            );
    }

    // Five are four and one, which joins them; six are four and two.
    [TestCase(5, true)]
    [TestCase(6, true)]
    [TestCase(1, false)]
    public void Normalisation_of_single_values_trains_on_more_than_one_example(
        int count,
        bool trains
    )
    {
        var network = Equivariant
            .On(PointGroups.P4)
            .Input(channels: 1, size: 9)
            .Lift(2, 3)
            .GlobalPool()
            .PoolOverGroup()
            .BatchNorm()
            .Build("normalised");
        if (trains)
            Assert.That(
                TrainingLoop.Run(network, Images(count), null, Short).History,
                Has.Count.EqualTo(2)
            );
        else
            Assert.That(
                () => TrainingLoop.Run(network, Images(count), null, Short),
                Throws.ArgumentException.With.Message.Contains("at least 2 values per channel")
            );
    }

    private static ImageSet Images(int count)
    {
        var random = new Random(3);
        var pixels = new float[count * 81];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = random.Next(3) == 0 ? random.NextSingle() : 0;
        return ImageSet.Of(
            9,
            9,
            pixels,
            [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))]
        );
    }

    private static Network With(string body, bool isRectified = true) =>
        Equivariant
            .On(PointGroups.P4)
            .Input(channels: 1, size: 9)
            .Lift(2, 1)
            .Then(builder => isRectified ? builder.Relu() : builder)
            .Custom(
                DesignParser.Parse(
                    $"design own\ninput f[2] on group\noutput 2\nparam w[2]\nλ(g; o). {body}",
                    "text"
                )
            )
            .GlobalPool()
            .PoolOverGroup()
            .Build("mine");
}
