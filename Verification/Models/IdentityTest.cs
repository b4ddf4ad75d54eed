using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>
/// Theorem 1, A[L_ḡ f](g, g̃) = A[f](ḡ⁻¹g, ḡ⁻¹g̃), evaluated on ℤ_n^d ⋊ H over F_p with random functions for f, W and φ.
/// Formulas with one position are tested alike. Romero et al. 2020, Theorem 1.
/// </summary>
/// <remarks>
/// Independent of the prover: the two share the formula language and the groups, and no code. Where the identity holds for
/// every signal, parameter and function it holds here; where it does not, a random point tells with probability
/// 1 − O(degree/p) per equation (Schwartz and Zippel). It suffices to test generators ḡ: the identities for ḡ₁ and ḡ₂ at
/// all positions give that for ḡ₁ḡ₂. Complexity: see <see cref="FormulaProgram{T}"/>, times one more than the number of
/// generators.
/// </remarks>
public static class IdentityTest
{
    /// <summary>Runs all models of the options.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="vocabulary">What it names.</param>
    /// <param name="options">Which models, and how much of each.</param>
    /// <param name="cancellation">Checked while reductions are evaluated.</param>
    /// <exception cref="ScopeException">The formula names something that is not there.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IdentityResult Run(
        Formula formula,
        Vocabulary vocabulary,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(vocabulary);
        options ??= new();
        return Result(
            RunsOn(
                formula,
                options
                    .GroupsFor(vocabulary.Group.Dimension)
                    .Select(group => (group, vocabulary))
                    .ToEqArray(),
                options,
                cancellation
            )
        );
    }

    /// <summary>
    /// Runs the models that <see cref="ModelPlan"/> chooses for a claim about some groups. What fails with smaller windows in
    /// place of the declared ones is run with those, where a model has them.
    /// </summary>
    internal static EqArray<ModelRun> RunsOn(
        Formula formula,
        EqArray<(PointGroup Group, Vocabulary Vocabulary)> claim,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        options ??= new();
        var vocabularies = claim.ToDictionary(one => one.Group.Symbol, one => one.Vocabulary);
        return ModelPlan
            .Of(claim, options.Side)
            .Select(model =>
            {
                var run = RunOn(
                    formula,
                    FiniteModel.Of(model.Vocabulary, model.Group, model.Side),
                    options,
                    cancellation
                ) with
                {
                    HasDeclaredWindows = model.HasDeclaredWindows,
                };
                return run.Failure is null || run.HasDeclaredWindows
                    ? run
                    : OnDeclared(
                        formula,
                        vocabularies[model.Group.Symbol],
                        model.Group,
                        options,
                        cancellation
                    ) ?? run;
            })
            .ToEqArray();
    }

    // Null where the declared windows need a larger model than can be made.
    private static ModelRun? OnDeclared(
        Formula formula,
        Vocabulary vocabulary,
        PointGroup group,
        IdentityOptions options,
        CancellationToken cancellation
    )
    {
        var side = FiniteModel.FaithfulSide(vocabulary, group, options.Side);
        return FiniteModel.IsSearchable(group, side)
            ? RunOn(formula, FiniteModel.Of(vocabulary, group, side), options, cancellation)
            : null;
    }

    /// <summary>
    /// Runs one group alone, on the models of <see cref="ModelPlan"/>: the first run that fails, else the one of the largest
    /// model. For a claim about that group; an abelian one says nothing about others.
    /// </summary>
    /// <param name="formula">The formula.</param>
    /// <param name="vocabulary">What it names.</param>
    /// <param name="group">H.</param>
    /// <param name="options">How much is run.</param>
    /// <param name="cancellation">Checked while reductions are evaluated.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ScopeException">The formula names something that is not there.</exception>
    public static ModelRun RunOn(
        Formula formula,
        Vocabulary vocabulary,
        PointGroup group,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        var runs = RunsOn(formula, [(group, vocabulary)], options, cancellation);
        return runs.FirstOrDefault(run => run.Failure is not null) ?? runs[^1];
    }

    /// <summary>Runs one model as it is, of any side; a side below 3 can let a broken formula pass.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">How much is run.</param>
    /// <param name="cancellation">Checked while reductions are evaluated.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ScopeException">The formula names something that is not there.</exception>
    public static ModelRun RunOn(
        Formula formula,
        FiniteModel model,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(model);
        var test = new ModelTest(formula, model, options ?? new(), cancellation);
        var failure = test.Failures().FirstOrDefault();
        return new(
            model.Group.PointGroup,
            model.Group.Size,
            test.Evaluated,
            test.AllInstances,
            failure
        )
        {
            SpentBudget = test.IsSpent ? test.Budget : null,
        };
    }

    private static IdentityResult Result(EqArray<ModelRun> runs) =>
        runs.Select(run => run.Failure).FirstOrDefault(failure => failure is not null) is { } first
            ? new IdentityResult.Fails(first, runs)
            : new IdentityResult.Holds(runs);
}
