using AgeFormal.Learning;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Facade.Tests;

public sealed class ComparisonTests
{
    private const double Tolerance = 1e-5;

    [TestCase("z2-cnn", "rotmnist/z2cnn", 16, 8)]
    [TestCase("p4-cnn", "rotmnist/p4cnn", 16, 8)]
    [TestCase("alpha-p4-cnn", "rotmnist/att_p4cnn", 16, 8)]
    [TestCase("alphaf-p4-cnn", "rotmnist/f_att_p4cnn", 16, 22)]
    [TestCase("alphaf-p4-allcnn", "cifar10/f_att_p4_allcnnc", 2, 7)]
    [TestCase("p4m-resnet44", "cifar10/p4m_resnet44", 2, 3)]
    [TestCase("alphaf-p4-densenet", "pcam/f_att_p4_densenet", 2, 4)]
    [TestCase("p4m-densenet", "pcam/p4m_densenet", 2, 2)]
    public void Published_outputs_are_reproduced(
        string name,
        string file,
        int examples,
        int tensors
    )
    {
        ComparisonResult result = Comparison.Run(
            Published.Network(name, file),
            Published.Vectors(file)
        );
        TestContext.Out.WriteLine($"{name}: {result.MaxRelativeError:E1}");
        Assert.That(
            result.Tensors.Select(tensor => tensor.Name),
            Is.EquivalentTo(
                Published.Vectors(file).Tensors.Keys.Where(key => key is not ("input" or "label"))
            )
        );
        Assert.That(result.Tensors.Count, Is.EqualTo(tensors));
        Assert.That(result.Examples, Is.EqualTo(examples));
        Assert.That(result.MaxRelativeError, Is.LessThanOrEqualTo(Tolerance));
        Assert.That(result.IsWithin(Tolerance), Is.True);
    }

    [Test]
    public void One_perturbed_weight_is_seen_from_its_layer_on()
    {
        TrainedNetwork published = Published.Network("p4-cnn", "rotmnist/p4cnn");
        TensorFile weights = ParameterFile.Write(published.Network, published.Parameters);
        float[] kernel = weights["c3.weight"].ToSingle();
        kernel[100] += 0.01f;
        TrainedNetwork perturbed = TrainedNetwork.Of(
            published.Network,
            weights.With(
                "c3.weight",
                TensorData.FromSingle(weights["c3.weight"].Shape.AsSpan(), kernel)
            )
        );
        ComparisonResult result = Comparison.Run(perturbed, Published.Vectors("rotmnist/p4cnn"));
        Assert.That(result.IsWithin(Tolerance), Is.False);
        Assert.That(
            result
                .Tensors.Where(tensor => tensor.RelativeError <= Tolerance)
                .Select(tensor => tensor.Name),
            Is.EqualTo(new[] { "act.c1", "act.c2" })
        );
    }

    [Test]
    public void Vectors_that_do_not_fit_are_named()
    {
        TrainedNetwork trained = Published.Network("p4-cnn", "rotmnist/p4cnn");
        TensorFile vectors = Published.Vectors("rotmnist/p4cnn");
        TensorData zeros = TensorData.FromSingle([1, 10, 4, 26, 26], new float[27040]);
        Refused(vectors.With("input", null), "input", "a tensor of this name");
        Refused(vectors.With("logits", null), "logits", "only act.c1, act.c2");
        Refused(
            vectors.With("input", TensorData.FromSingle([16, 1, 28, 27], new float[16 * 756])),
            "input",
            "F32[16, 1, 28, 27]"
        );
        Refused(vectors.With("input", TensorData.FromSingle([], [1])), "input", "[n ≥ 1, ");
        Refused(
            vectors.With("logits", TensorData.FromSingle([15, 10], new float[150])),
            "logits",
            "[16, 10, 1, 1, 1]"
        );
        Refused(vectors.With("act.c9", zeros), "act.c9", "one of c1, bn1, c2");
        Refused(vectors.With("act.c2", zeros), "act.c2", "[1, 10, 4, 24, 24]");
        Refused(
            vectors.With("act.c7", TensorData.FromSingle([17, 10, 4], new float[680])),
            "act.c7",
            "at most 16"
        );

        void Refused(TensorFile file, string tensor, string words)
        {
            var error = Assert.Throws<TensorMismatchException>(() =>
                Comparison.Run(trained, file, "vectors.safetensors")
            )!;
            Assert.That(error.Tensor, Is.EqualTo(tensor));
            Assert.That(error.Message, Does.StartWith("vectors.safetensors").And.Contains(words));
        }
    }

    [Test]
    public void Weights_of_another_network_are_refused_with_their_names()
    {
        var plain = Networks.Catalogue.Parse("z2-cnn");
        TensorFile own = ParameterFile.Write(plain, TrainedNetwork.Initial(plain).Parameters);
        Assert.That(
            () => TrainedNetwork.Of(Networks.Catalogue.Parse("p4-cnn"), own, "z2cnn.safetensors"),
            Throws
                .InstanceOf<WeightsMismatchException>()
                .With.Message.Contains("z2cnn.safetensors: expected the weights of p4-cnn")
                .And.Message.Contains("'c1.weight' is F32")
        );
        Assert.That(
            () => TrainedNetwork.Of(Networks.Catalogue.Parse("p4m-cnn"), own),
            Throws
                .InstanceOf<WeightsMismatchException>()
                .With.Message.Contains("the file names the network z2-cnn")
        );
    }

    [Test]
    public void The_relative_error_is_the_largest_difference_over_the_largest_expected_value()
    {
        Assert.That(Error([1, 2.5], [1, -2]), Is.EqualTo(4.5 / 2));
        Assert.That(Error([0, 0], [0, 0]), Is.Zero);
        Assert.That(Error([0, 1], [0, 0]), Is.EqualTo(double.PositiveInfinity));
        Assert.That(Error([double.NaN, 1], [1, 1]), Is.EqualTo(double.PositiveInfinity));
        Assert.That(Error([1, 1], [double.NaN, 1]), Is.EqualTo(double.PositiveInfinity));
        Assert.That(
            Error([double.PositiveInfinity], [double.PositiveInfinity]),
            Is.EqualTo(double.PositiveInfinity)
        );
        Assert.That(() => Error([1], [1, 2]), Throws.ArgumentException);

        static double Error(double[] computed, double[] expected) =>
            TensorComparison.Of("t", [], computed, expected).RelativeError;
    }
}
