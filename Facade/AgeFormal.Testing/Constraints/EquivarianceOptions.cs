using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Symmetry;
using AgeFormal.Verification;

namespace AgeFormal.Testing.Constraints;

/// <summary>What a check of equivariance needs besides the subject and the group.</summary>
public sealed record EquivarianceOptions
{
    /// <summary>Nothing but the subject.</summary>
    public static EquivarianceOptions Default { get; } = new();

    /// <summary>The type of the input of an <see cref="Op"/>, which has none of its own.</summary>
    public FieldType? Input { get; init; }

    /// <summary>What a <see cref="Formula"/> names.</summary>
    public Vocabulary? Vocabulary { get; init; }

    /// <summary>What runs an operator; null: libtorch on the CPU for a network, nothing for an operator.</summary>
    public IExecutor? Executor { get; init; }

    /// <summary>The parameters of the operator that is run; null for those before training.</summary>
    public Parameters<double>? Parameters { get; init; }

    /// <summary>The precisions in which an operator is run.</summary>
    public EqArray<Precision> Precisions { get; init; } = [Precision.Single, Precision.Double];

    /// <summary>The batch that is run; null for two functions of normally distributed values.</summary>
    public Signal<double>? Sample { get; init; }

    /// <summary>How the input of a file's network moves, and what is taken for equal in its weights.</summary>
    public SymmetryOptions Symmetry { get; init; } = SymmetryOptions.Default;

    /// <summary>The seed of the batch and of parameters, where they are not given.</summary>
    public int Seed { get; init; } = 20200701;

    /// <summary>
    /// The largest relative error that counts as rounding; null for <see cref="RoundingTolerance"/> where the operator is
    /// known, and for <see cref="Snapshots.SnapshotTolerance"/> in double precision elsewhere.
    /// </summary>
    public double? Tolerance { get; init; }
}
