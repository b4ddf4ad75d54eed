using System.Runtime.CompilerServices;

namespace AgeFormal.Algebra;

/// <summary>
/// Every walk over a nested value passes one place per level (the value's Match, Fold, equality or hash), which asks here:
/// a value that is too deep is refused, where an exhausted stack would end the process.
/// </summary>
internal static class Recursion
{
    // Where the runtime finds room, it finds 64 KiB at least, and the stack grows downwards: down to half of them it is not
    // asked again.
    private const nint Step = 32 * 1024;

    /// <summary>The lowest place on the stack of this thread where enough is known to be left; 0 before the first question.</summary>
    [ThreadStatic]
    private static nint _known;

    /// <summary>Enters one more level.</summary>
    /// <exception cref="NestingException">The stack does not allow it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter()
    {
        byte here = 0;
        var place = Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref here);
        if (_known == 0 || place < _known)
            Ask(place);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Ask(nint place)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new NestingException();
        _known = place - Step;
    }
}
