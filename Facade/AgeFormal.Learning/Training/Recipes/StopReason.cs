namespace AgeFormal.Learning.Training;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs of the recipe are done.</summary>
    Epochs,

    /// <summary>The minutes of the recipe are over.</summary>
    Minutes,

    /// <summary>The validation did not become better for as many epochs as the recipe bears.</summary>
    Patience,
}
