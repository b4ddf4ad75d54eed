namespace AgeFormal.Symmetry.Motions;

/// <summary>Leaves a rule: the step does not carry the motion on, or there is no rule that would say so.</summary>
internal sealed class LossException : Exception
{
    private LossException(string reason, bool isUnknown)
        : base(reason) => IsUnknown = isUnknown;

    /// <summary>Whether it is a rule that is missing, and not the symmetry.</summary>
    public bool IsUnknown { get; }

    /// <summary>A rule applies and says no.</summary>
    public static LossException Lost(string reason) => new(reason, isUnknown: false);

    /// <summary>No rule applies.</summary>
    public static LossException Unknown(string reason) => new(reason, isUnknown: true);
}
