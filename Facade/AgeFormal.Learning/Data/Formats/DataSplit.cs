namespace AgeFormal.Learning.Data;

/// <summary>A part of a data set.</summary>
public enum DataSplit
{
    /// <summary>What is trained on.</summary>
    Train,

    /// <summary>What choices are made by.</summary>
    Validation,

    /// <summary>What takes part in nothing but the last measurement.</summary>
    Test,
}
