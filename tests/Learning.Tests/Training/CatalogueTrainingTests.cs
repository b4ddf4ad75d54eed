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

    [TestCaseSource(nameof(Names))]
    public void A_step_changes_every_parameter_and_the_network_is_evaluated(string name)
    {
        var network = Catalogue.Parse(name);
        var op = network.Elaborate();
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
            }
        );
        var trained = TrainedNetwork.Of(network, result.Parameters);
        var initial = ParameterFile.Write(network, TrainedNetwork.Initial(network).Parameters);
        Assert.That(
            op.Parameters()
                .Where(parameter => result.Parameters[parameter.Name] == initial[parameter.Name])
                .Select(parameter => parameter.Name)
                // The few hidden units between two matrices may all be off.
                .Where(parameter =>
                    !parameter.Contains("channel_attention", StringComparison.Ordinal)
                ),
            Is.Empty,
            "parameters that a step leaves as they were"
        );
        var evaluation = Evaluation.Run(trained, images);
        Assert.That(evaluation.Loss, Is.EqualTo(result.History[0].ValidationLoss));
        Assert.That(double.IsFinite(evaluation.Loss));
    }
}
