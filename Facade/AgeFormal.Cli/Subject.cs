using AgeFormal.Facade;
using AgeFormal.Facade.Data;
using AgeFormal.Networks;

namespace AgeFormal.Cli;

/// <summary>What a verification is about when the arguments leave it open.</summary>
internal static class Subject
{
    public const int DefaultDigits = 16;
    public const int MostDigits = DigitSample.EmbeddedCount;

    /// <summary>A network with the weights of a file, with the embedded weights, or with random ones.</summary>
    public static TrainedNetwork Load(
        string name,
        string? weights,
        int seed,
        CancellationToken cancellation
    )
    {
        var network = Catalogue.Parse(name);
        if (weights is not null)
            return TrainedNetwork.Read(network, weights, cancellation);
        return network.Name == Demonstration.EmbeddedNetwork
            ? Demonstration.Embedded().Trained
            : TrainedNetwork.Initial(network, seed);
    }
}
