namespace AgeFormal.Verification;

/// <summary>What a verdict rests on.</summary>
public interface IEvidence
{
    /// <summary>What it shows, in one sentence.</summary>
    string Shown { get; }
}
