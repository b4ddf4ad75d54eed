using AgeFormal.Facade;
using AgeFormal.Facade.Data;
using AgeFormal.Learning;
using AgeFormal.Networks;
using AgeFormal.Operators;

namespace AgeFormal.Cli;

/// <summary>What a verification is about when the arguments leave it open.</summary>
internal static class TrainedSubject
{
    public const int DefaultDigits = 16;
    public const int MostDigits = DigitSample.EmbeddedCount;

    /// <summary>The network of a file, or one of the catalogue with the weights of a file, the embedded or random ones.</summary>
    public static TrainedNetwork Load(
        string word,
        string? weights,
        int seed,
        CancellationToken cancellation
    )
    {
        if (weights is not null || NetworkSource.IsFile(word))
            return NetworkSource.Read(word, weights, cancellation);
        var network = Catalogue.Parse(word);
        return network.Name == Demonstration.EmbeddedNetwork
            ? Demonstration.Embedded().Trained
            : TrainedNetwork.Initial(network, seed);
    }

    /// <summary>The embedded digits for a network that reads digits, else as many random signals, at most two.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="count">How many digits.</param>
    /// <param name="seed">The seed of the random signals.</param>
    public static Signal<double> Sample(TrainedNetwork trained, int count, int seed)
    {
        var type = trained.Op.Input;
        var digits = DigitSample.Embedded(trained.Preprocessing).Slice(0, count);
        return type.Shape.AsSpan().SequenceEqual([1, 1, digits.Rows, digits.Columns])
            ? digits.ToSignal(type)
            : RandomSignal.Of(type, Math.Min(count, 2), seed);
    }
}
