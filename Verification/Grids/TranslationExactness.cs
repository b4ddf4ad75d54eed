using AgeFormal.Algebra;

namespace AgeFormal.Verification.Grids;

/// <summary>Which translations of a signal an executed operator keeps.</summary>
public enum TranslationScope
{
    /// <summary>Cyclic shifts of the whole grid, which the padding continues periodically.</summary>
    Torus,

    /// <summary>Shifts, at output points whose windows stay inside the grid; the border differs.</summary>
    Interior,

    /// <summary>
    /// Shifts whose support stays inside the grid, border included: a reduction over all of space spreads what leaves the
    /// grid, or what the border changes, to every output point.
    /// </summary>
    SupportInside,
}

/// <summary>What an executed operator keeps of translations.</summary>
/// <param name="Scope">Which shifts.</param>
/// <param name="Step">The shifts are multiples of this many input points per axis: the cumulative stride.</param>
/// <param name="Before">Output points per axis, from index 0 on, whose windows meet padding.</param>
/// <param name="After">Output points per axis, up to the last index, whose windows meet padding.</param>
/// <param name="Outputs">The output points per axis.</param>
public sealed record TranslationExactness(
    TranslationScope Scope,
    EqArray<int> Step,
    EqArray<int> Before,
    EqArray<int> After,
    EqArray<int> Outputs
)
{
    /// <summary>The output points per axis of the exact interior; 0 where there is none.</summary>
    public EqArray<int> Interior =>
        Outputs
            .Select(
                (count, axis) =>
                    Scope == TranslationScope.SupportInside ? 0
                    : Scope == TranslationScope.Torus ? count
                    : Math.Max(0, count - Before[axis] - After[axis])
            )
            .ToEqArray();

    /// <summary>The statement in words.</summary>
    public override string ToString()
    {
        var step = Step.All(s => s == 1) ? "" : $" by multiples of {Text(Step)}";
        return Scope switch
        {
            TranslationScope.Torus => $"translations{step}: exact, cyclic",
            TranslationScope.Interior when Outputs.All(count => count == 1) =>
                $"translations{step}: the output is one point, so that nothing is left to compare on the grid",
            TranslationScope.Interior when Interior == Outputs =>
                $"translations{step}: exact at output points that both grids hold; no window meets padding",
            TranslationScope.Interior when Interior.All(count => count > 0) =>
                $"translations{step}: exact in the interior only, {Text(Interior)} of {Text(Outputs)} output points",
            TranslationScope.Interior =>
                $"translations{step}: no exact interior, every output point meets padding",
            TranslationScope.SupportInside =>
                $"translations{step}: a reduction over all of space leaves no exact interior unless the support stays inside the grid",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string Text(EqArray<int> numbers) =>
        numbers.All(n => n == numbers[0]) && numbers.Count > 0 && numbers[0] == 1
            ? "1"
            : string.Join('×', numbers);
}
