using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>The agreement of one element.</summary>
/// <param name="Element">The index of h.</param>
/// <param name="Name">The name of h.</param>
/// <param name="Agreement">The output for Lₕ f against Lₕ of the output for f.</param>
public sealed record ElementAgreement(int Element, string Name, Agreement Agreement);

/// <summary>What an integer check found.</summary>
/// <param name="Execution">The precision, device and kernel that ran.</param>
/// <param name="Precision">The precision.</param>
/// <param name="Seed">The seed of parameters and inputs.</param>
/// <param name="NonZeros">The largest number of non-zero kernel values per output channel; 0 when nothing ran.</param>
/// <param name="Magnitude">The largest magnitude of an input value; 0 when nothing ran.</param>
/// <param name="Bound">No value and no partial sum is larger.</param>
/// <param name="Limit">Below it integers are exact.</param>
/// <param name="Elements">One per element of H.</param>
/// <param name="Reference">The comparison with the reference evaluator.</param>
/// <param name="Degeneracy">Why equal outputs would show nothing; null when they do.</param>
public sealed record IntegerReport(
    string Execution,
    Precision Precision,
    int Seed,
    int NonZeros,
    int Magnitude,
    double Bound,
    double Limit,
    EqArray<ElementAgreement> Elements,
    ReferenceComparison Reference,
    string? Degeneracy
)
{
    /// <summary>
    /// What stood for functions and means so that values stay exact, where they would not with the usual ones; null else. Such
    /// a run can show that outputs are equal, and only the comparison with the reference evaluator that they are not.
    /// </summary>
    public string? Replaced { get; init; }

    /// <summary>Whether every element of H was executed and is bit-equal, on an output that shows something.</summary>
    public bool IsBitEqual =>
        Degeneracy is null
        && Elements.Count > 0
        && Elements.All(element => element.Agreement.IsEqual);

    /// <summary>The elements that fail.</summary>
    public EqArray<int> Failing =>
        Elements
            .Where(element => element.Agreement.IsFailure)
            .Select(element => element.Element)
            .ToEqArray();

    /// <summary>Whether an element or the comparison with the reference fails.</summary>
    public bool IsFailure => Failing.Count > 0 || Reference.Agreement.IsFailure;
}
