using static TorchSharp.torch;

namespace AgeFormal.Learning.Training;

/// <summary>
/// One step of an optimizer on one parameter, in place. The operations and their order are those of libtorch's optimizers,
/// so that the results are theirs bit for bit.
/// </summary>
internal static class Updates
{
    /// <summary>The number of tensors that an optimizer remembers of each parameter; zeros before the first step.</summary>
    public static int MomentsOf(Optimizer optimizer) =>
        optimizer.Match(adam: _ => 2, adamW: _ => 2, sgd: sgd => sgd.Momentum > 0 ? 1 : 0);

    /// <summary>Changes a parameter and its moments by a gradient.</summary>
    /// <param name="recipe">The optimizer and the weight decay.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="moments">What is remembered of it.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="update">The number of this step, from 1 on.</param>
    public static void Apply(
        TrainingRecipe recipe,
        Tensor parameter,
        Tensor gradient,
        IReadOnlyList<Tensor> moments,
        double rate,
        long update
    ) =>
        recipe.Optimizer.Match(
            adam: adam =>
                Adam(
                    parameter,
                    Decayed(recipe, parameter, gradient),
                    moments,
                    rate,
                    update,
                    (adam.Beta1, adam.Beta2, adam.Epsilon)
                ),
            adamW: adam =>
            {
                parameter.mul_(1 - rate * recipe.WeightDecay);
                return Adam(
                    parameter,
                    gradient,
                    moments,
                    rate,
                    update,
                    (adam.Beta1, adam.Beta2, adam.Epsilon)
                );
            },
            sgd: sgd => Sgd(parameter, Decayed(recipe, parameter, gradient), moments, rate, sgd)
        );

    private static Tensor Decayed(TrainingRecipe recipe, Tensor parameter, Tensor gradient) =>
        recipe.WeightDecay > 0 ? gradient.add(parameter, alpha: recipe.WeightDecay) : gradient;

    private static Tensor Adam(
        Tensor parameter,
        Tensor gradient,
        IReadOnlyList<Tensor> moments,
        double rate,
        long update,
        (double First, double Second, double Epsilon) by
    )
    {
        var (mean, square) = (moments[0], moments[1]);
        mean.mul_(by.First).add_(gradient, alpha: 1 - by.First);
        square.mul_(by.Second).addcmul_(gradient, gradient, value: 1 - by.Second);
        var root = square.sqrt().div(Math.Sqrt(1 - Math.Pow(by.Second, update))).add_(by.Epsilon);
        return parameter.addcdiv_(mean, root, value: -rate / (1 - Math.Pow(by.First, update)));
    }

    private static Tensor Sgd(
        Tensor parameter,
        Tensor gradient,
        IReadOnlyList<Tensor> moments,
        double rate,
        Optimizer.Sgd by
    )
    {
        if (moments is not [var velocity])
            return parameter.add_(gradient, alpha: -rate);
        velocity.mul_(by.Momentum).add_(gradient);
        return parameter.add_(
            by.Nesterov ? gradient.add(velocity, alpha: by.Momentum) : velocity,
            alpha: -rate
        );
    }
}
