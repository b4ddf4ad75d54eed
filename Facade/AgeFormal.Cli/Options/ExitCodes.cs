namespace AgeFormal.Cli;

/// <summary>What a command ends with.</summary>
public static class ExitCodes
{
    /// <summary>The command ran and what it checked holds.</summary>
    public const int Success = 0;

    /// <summary>
    /// The command ran and what it checked does not hold, or it could not run; with <c>verify --strict</c> also a theorem that is
    /// proved on a grid which does not keep all of H exact.
    /// </summary>
    public const int Failure = 1;

    /// <summary>The arguments are not understood.</summary>
    public const int Usage = 2;

    /// <summary>The command was interrupted (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
