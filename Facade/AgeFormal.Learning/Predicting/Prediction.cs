using AgeFormal.Algebra;

namespace AgeFormal.Learning;

/// <summary>The class that a network gives to an image.</summary>
/// <param name="Class">The class, the index of the largest score.</param>
/// <param name="Name">Its name.</param>
/// <param name="Probabilities">The softmax of the scores: a value for each class, from 0 to 1, which sum to 1.</param>
/// <param name="Names">The names of all classes.</param>
public sealed record Prediction(
    int Class,
    string Name,
    EqArray<double> Probabilities,
    EqArray<string> Names
)
{
    /// <summary>The probability of the class.</summary>
    public double Probability => Probabilities[Class];

    /// <summary>The most probable classes, the first one first; the smaller index first where two are equal.</summary>
    /// <param name="count">How many; all, where there are fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public EqArray<RankedClass> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Probabilities
            .Select((probability, index) => new RankedClass(index, Names[index], probability))
            .OrderByDescending(ranked => ranked.Probability)
            .Take(count)
            .ToEqArray();
    }
}

/// <summary>A class with its probability.</summary>
/// <param name="Class">The index.</param>
/// <param name="Name">The name.</param>
/// <param name="Probability">The probability, from 0 to 1.</param>
public sealed record RankedClass(int Class, string Name, double Probability);
