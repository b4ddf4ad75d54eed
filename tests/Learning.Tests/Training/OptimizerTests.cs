using AgeFormal.Learning.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Tests.Training;

/// <summary>The library's optimizers are libtorch's, bit for bit.</summary>
public sealed class OptimizerTests
{
    private static readonly TrainingRecipe[] Recipes =
    [
        new(),
        new() { WeightDecay = 0 },
        new()
        {
            Optimizer = new Optimizer.Adam
            {
                Beta1 = 0.8,
                Beta2 = 0.99,
                Epsilon = 1e-6,
            },
        },
        new() { Optimizer = new Optimizer.AdamW(), WeightDecay = 0.01 },
        new() { Optimizer = new Optimizer.Sgd(), WeightDecay = 1e-3 },
        new() { Optimizer = new Optimizer.Sgd { Momentum = 0 } },
        new() { Optimizer = new Optimizer.Sgd { Nesterov = true } },
    ];

    [Test]
    public void Ten_steps_are_those_of_libtorch(
        [ValueSource(nameof(Recipes))] TrainingRecipe recipe,
        [Values(ScalarType.Float32, ScalarType.Float64)] ScalarType type
    )
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        Tensor Drawn() => randn([7, 5], ScalarType.Float64, generator: generator).to(type);
        var start = Drawn();
        var theirs = new Parameter(start.clone());
        var ours = start.clone();
        Tensor[] moments =
        [
            .. Enumerable
                .Range(0, Updates.MomentsOf(recipe.Optimizer))
                .Select(_ => zeros_like(ours)),
        ];
        using var optimizer = Of(recipe, theirs);
        for (var update = 1; update <= 10; update++)
        {
            var gradient = Drawn();
            optimizer.zero_grad();
            theirs.mul(gradient).sum().backward();
            optimizer.step();
            using var _ = no_grad();
            Updates.Apply(recipe, ours, gradient, moments, recipe.LearningRate, update);
            Assert.That(Bits(ours), Is.EqualTo(Bits(theirs.detach())), $"step {update}");
        }
        Assert.That(Bits(ours), Is.Not.EqualTo(Bits(start)));
    }

    private static double[] Bits(Tensor tensor) =>
        [.. tensor.to(ScalarType.Float64).contiguous().data<double>()];

    private static optim.Optimizer Of(TrainingRecipe recipe, Parameter parameter) =>
        recipe.Optimizer.Match<optim.Optimizer>(
            adam: adam =>
                optim.Adam(
                    [parameter],
                    recipe.LearningRate,
                    adam.Beta1,
                    adam.Beta2,
                    adam.Epsilon,
                    recipe.WeightDecay
                ),
            adamW: adam =>
                optim.AdamW(
                    [parameter],
                    recipe.LearningRate,
                    adam.Beta1,
                    adam.Beta2,
                    adam.Epsilon,
                    recipe.WeightDecay
                ),
            sgd: sgd =>
                optim.SGD(
                    [parameter],
                    recipe.LearningRate,
                    sgd.Momentum,
                    weight_decay: recipe.WeightDecay,
                    nesterov: sgd.Nesterov
                )
        );
}
