namespace AgeFormal.Algebra;

/// <summary>A nested value (a formula, a word, an operator, a derivation) is deeper than the stack of the thread can walk.</summary>
public sealed class NestingException : ArgumentException
{
    internal NestingException()
        : base(
            "A value is nested more deeply than the stack of this thread allows: fewer than 128 KiB of it are left; a flatter value or a thread with a larger stack is expected."
        ) { }
}
