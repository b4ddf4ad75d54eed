namespace AgeFormal.Learning.Training;

/// <summary>The floating-point format of a training.</summary>
public enum TrainingPrecision
{
    /// <summary>float32 throughout.</summary>
    Single,

    /// <summary>float64 throughout.</summary>
    Double,

    /// <summary>float32, with the factors of products rounded to TF32 on the units of CUDA devices that multiply it; refused on the CPU.</summary>
    Mixed,
}
