namespace AgeFormal.Verification.Certificates;

/// <summary>A certificate cannot be written: the part at which it fails, and why.</summary>
public sealed class CertificateException : ArgumentException
{
    /// <summary>The refusal at a part.</summary>
    /// <param name="part">The part as it is printed.</param>
    /// <param name="reason">What was found and what was expected.</param>
    public CertificateException(string part, string reason)
        : base($"There is no certificate for '{part}': {reason}.")
    {
        Part = part;
        Reason = reason;
    }

    /// <summary>The part as it is printed.</summary>
    public string Part { get; }

    /// <summary>What was found and what was expected.</summary>
    public string Reason { get; }
}
