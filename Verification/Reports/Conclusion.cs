namespace AgeFormal.Verification;

/// <summary>What the columns of a report say together.</summary>
public enum Conclusion
{
    /// <summary>Proved, exact on the grid, bit-equal on integers, and within rounding on the data.</summary>
    ProvedAndExact,

    /// <summary>Proved for the group; on the actual grid a part of H is not exact, the rest is executed exactly.</summary>
    ProvedInexactOnGrid,

    /// <summary>Proved, exact and bit-equal; float64 is within rounding on the data and float32 is not.</summary>
    ProvedSingleUnreliable,

    /// <summary>Proved and exact on the grid, but the executed operator differs: a defect of the execution.</summary>
    ExecutionDiffers,

    /// <summary>Proved for the group; execution did not decide.</summary>
    ExecutionUndecided,

    /// <summary>Refuted by a witness.</summary>
    Refuted,

    /// <summary>The theorem is neither proved nor refuted.</summary>
    Undecided,
}
