using AgeFormal.Algebra;
using AgeFormal.Networks.Images;

namespace AgeFormal.Learning.Data;

/// <summary>
/// Labelled examples that a training reads in any order. <see cref="At"/> is pure: equal indices give equal values, whoever
/// asks and whatever was asked before.
/// </summary>
public interface IExamples
{
    /// <summary>The number of examples, at least 1.</summary>
    int Count { get; }

    /// <summary>The sizes in words, for example <c>300 images of 28×28</c>.</summary>
    string Description { get; }

    /// <summary>A text that differs where the content does; a training goes on only with the data it began with.</summary>
    string Fingerprint { get; }

    /// <summary>What made the images ready for the network; null where it is not known.</summary>
    Preprocessing? Preparation { get; }

    /// <summary>The names of the classes, by label; empty where they have none.</summary>
    EqArray<string> Classes { get; }

    /// <summary>The value that stands for black in each channel of the images as the network reads them.</summary>
    EqArray<double> Black { get; }

    /// <summary>Examples by index, each from 0 to Count − 1. The tensors are the caller's own.</summary>
    /// <param name="indices">Indices in any order; an index may come more than once.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the set.</exception>
    LabelledBatch At(IReadOnlyList<int> indices);

    /// <summary>Says which examples are asked for soon, so that they may be made ready meanwhile; it changes no value.</summary>
    /// <param name="indices">Indices as <see cref="At"/> takes them.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the set.</exception>
    void Expect(IReadOnlyList<int> indices) { }
}
