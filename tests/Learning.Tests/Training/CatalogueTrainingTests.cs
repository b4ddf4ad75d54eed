using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Tests.Training;

/// <summary>Every network of the catalogue trains a step and is evaluated on data of its shape.</summary>
[NonParallelizable]
public sealed class CatalogueTrainingTests
{
    private static IEnumerable<TestCaseData> Names =>
        Catalogue.Names.Select(name =>
        {
            var test = new TestCaseData($"{name}");
            return name.ArchitectureName == "cnn" ? test : test.SetCategory("Long");
        });

    // The few hidden units between two matrices of attention may all be off at one place to start from.
    [TestCaseSource(nameof(Names))]
    public void A_step_changes_every_parameter_from_one_of_five_starts_and_the_network_is_evaluated(
        string name
    )
    {
        var network = Catalogue.Parse(name);
        var op = network.Elaborate();
        var still = op.Parameters().Select(parameter => parameter.Name).ToHashSet();
        for (var seed = 0; seed < 5 && still.Count > 0; seed++)
        {
            var images = SyntheticImages.For(op, 2);
            var result = TrainingLoop.Run(
                network,
                images,
                images,
                new TrainingRecipe
                {
                    Epochs = 1,
                    BatchSize = 2,
                    WeightDecay = 0,
                    Seed = seed,
                }
            );
            var initial = ParameterFile.Write(
                network,
                TrainedNetwork.Initial(network, seed).Parameters
            );
            still.RemoveWhere(parameter => result.Parameters[parameter] != initial[parameter]);
            var evaluation = Evaluation.Run(TrainedNetwork.Of(network, result.Parameters), images);
            Assert.That(evaluation.Loss, Is.EqualTo(result.History[0].ValidationLoss));
            Assert.That(double.IsFinite(evaluation.Loss));
        }
        Assert.That(still, Is.Empty, "parameters that no step changes");
    }
}
