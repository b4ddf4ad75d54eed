using AgeFormal.Algebra;

namespace AgeFormal.Verification.Designs;

/// <summary>Why a condition of a theorem holds for the claim of a design.</summary>
public enum ConditionGround
{
    /// <summary>The design declares it; its models satisfy it.</summary>
    Declared,

    /// <summary>It was computed, on the Cayley table or on the window's points, on the groups that are named.</summary>
    Computed,
}

/// <summary>A condition that the theorem on a design uses.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Ground">Why it holds for what the design claims.</param>
public sealed record DesignCondition(Condition Condition, ConditionGround Ground)
{
    /// <summary>The groups on which the condition was computed, by their symbols; none where it is declared.</summary>
    public EqArray<string> Groups { get; init; } = [];

    /// <summary>For example <c>S is H-stable (declared)</c> or <c>S is H-stable (computed on pmm)</c>.</summary>
    public override string ToString() =>
        Ground switch
        {
            ConditionGround.Declared => $"{Condition} (declared)",
            ConditionGround.Computed => $"{Condition} (computed on {string.Join(", ", Groups)})",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
