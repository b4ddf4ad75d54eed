namespace AgeFormal.Learning.Training;

/// <summary>The floating-point format of a training.</summary>
public enum TrainingPrecision
{
    /// <summary>float32 throughout.</summary>
    Single,

    /// <summary>float64 throughout.</summary>
    Double,
}
