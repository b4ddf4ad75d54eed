using System.Runtime.CompilerServices;

namespace AgeFormal.Algebra;

/// <summary>
/// Every walk over a nested value passes one place per level (the value's Match, Fold, equality or hash), which asks here:
/// a value that is too deep is refused, where an exhausted stack would end the process.
/// </summary>
internal static class Recursion
{
    /// <summary>Enters one more level.</summary>
    /// <exception cref="NestingException">The stack does not allow it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new NestingException();
    }
}
