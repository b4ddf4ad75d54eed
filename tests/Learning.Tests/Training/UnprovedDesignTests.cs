using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using AgeFormal.Networks.Building;
using AgeFormal.Operators.Language;

namespace AgeFormal.Learning.Tests.Training;

/// <summary>A custom design is trained with a proof, or where the options allow that there is none.</summary>
[NonParallelizable]
public sealed class UnprovedDesignTests
{
    private static readonly ImageSet Images = ImageSet.Of(9, 9, new float[81], [1]);

    [Test]
    public void A_refuted_design_is_refused_with_layer_and_verdict()
    {
        var refusal = Assert.Throws<UnprovedDesignException>(() =>
            With("Σ[k ∈ H] f[o](g·k) · w(k·π_H (Abs(g)); o)").Train(Images)
        );
        Assert.That(refusal!.Layer, Is.EqualTo("custom1"));
        Assert.That(refusal.Design, Is.EqualTo("own"));
        Assert.That(refusal.Verdict, Is.InstanceOf<Verdict.Refuted>());
        Assert.That(refusal.Message, Does.Contain(nameof(TrainingRecipe.AllowUnproved)));
    }

    [Test]
    public void With_the_option_it_is_trained()
    {
        var run = With("Σ[k ∈ H] f[o](g·k) · w(k·π_H (Abs(g)); o)")
            .Train(Images, o => o with { Epochs = 1, AllowUnproved = true });
        Assert.That(double.IsFinite(run.Result.History[^1].TrainingLoss));
    }

    [Test]
    public void A_proved_design_is_trained()
    {
        var run = With("Σ[k ∈ H] f[o](g·k) · w(k; o)").Train(Images, o => o with { Epochs = 1 });
        Assert.That(double.IsFinite(run.Result.History[^1].TrainingLoss));
    }

    private static Network With(string body) =>
        Equivariant
            .On(PointGroups.P4)
            .Input(channels: 1, size: 9)
            .Lift(2, 3)
            .Custom(
                DesignParser.Parse(
                    $"design own\ninput f[2] on group\noutput 2\nparam w[2, H]\nλ(g; o). {body}",
                    "text"
                )
            )
            .GlobalPool()
            .PoolOverGroup()
            .Build("mine");
}
