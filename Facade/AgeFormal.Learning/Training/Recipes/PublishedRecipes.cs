using AgeFormal.Algebra;

namespace AgeFormal.Learning.Training;

/// <summary>
/// The recipes of the papers by name. Source: Romero et al., Attentive Group Equivariant Convolutional Networks, 2020, and
/// Romero and Hoogendoorn, Co-Attentive Equivariant Neural Networks, 2020, with their published code. Deviation: where the
/// published code chooses the epoch by the test set, nothing is chosen here.
/// </summary>
public static class PublishedRecipes
{
    /// <summary>Rotated MNIST with groups: Adam 10⁻³, weight decay 10⁻⁴, batch 128, 100 epochs.</summary>
    public static TrainingRecipe RotatedMnist { get; } = new();

    /// <summary>Rotated MNIST on the plain lattice: 300 epochs.</summary>
    public static TrainingRecipe RotatedMnistPlain { get; } = RotatedMnist with { Epochs = 300 };

    /// <summary>The embedded p4-CNN: as rotated MNIST, the rate divided by 10 after epochs 60 and 85.</summary>
    public static TrainingRecipe Embedded { get; } =
        RotatedMnist with
        {
            Schedule = new RateSchedule.Steps { After = [60, 85] },
        };

    /// <summary>CIFAR-10, All-CNN: SGD 0.05 with momentum 0.9, weight decay 10⁻³, 350 epochs, steps after 200, 250 and 300.</summary>
    public static TrainingRecipe AllCnn { get; } =
        new()
        {
            Optimizer = new Optimizer.Sgd(),
            LearningRate = 0.05,
            WeightDecay = 1e-3,
            Epochs = 350,
            Schedule = new RateSchedule.Steps { After = [200, 250, 300] },
        };

    /// <summary>CIFAR-10, ResNet44: SGD 0.05 with momentum 0.9, no weight decay, 300 epochs, steps after 50, 100 and 150.</summary>
    public static TrainingRecipe ResNet44 { get; } =
        new()
        {
            Optimizer = new Optimizer.Sgd(),
            LearningRate = 0.05,
            WeightDecay = 0,
            Epochs = 300,
            Schedule = new RateSchedule.Steps { After = [50, 100, 150] },
        };

    /// <summary>PatchCamelyon, DenseNet: Adam 10⁻³, batch 64, halved after more than 20 epochs without a lower validation error.</summary>
    public static TrainingRecipe PatchCamelyon { get; } =
        new()
        {
            BatchSize = 64,
            Schedule = new RateSchedule.Plateau { Factor = 0.5, Patience = 20 },
        };

    /// <summary>The recipes with their names.</summary>
    public static EqArray<(string Name, TrainingRecipe Recipe)> All { get; } =
    [
        ("rotated-mnist", RotatedMnist),
        ("rotated-mnist-plain", RotatedMnistPlain),
        ("embedded", Embedded),
        ("all-cnn", AllCnn),
        ("resnet44", ResNet44),
        ("patch-camelyon", PatchCamelyon),
    ];
}
