namespace AgeFormal.Learning.Training;

/// <summary>
/// How the images of a step differ from those of the set. What is done to an image is a pure function of the seed, the epoch
/// and the index of the image: it depends neither on the batch nor on the process. What comes from outside is black.
/// </summary>
public sealed record Augmentation
{
    /// <summary>Images as they are.</summary>
    public static Augmentation None { get; } = new();

    /// <summary>Rotation about the centre by an angle uniform in ±Rotation degrees, from 0 to 180; images of the plane alone.</summary>
    public double Rotation
    {
        get;
        init => field = RecipeNumbers.Between(value, 0, 180, nameof(Rotation));
    }

    /// <summary>Whether half of the images are mirrored left to right (the last axis).</summary>
    public bool FlipColumns { get; init; }

    /// <summary>Whether half of the images are mirrored top to bottom (the last axis but one).</summary>
    public bool FlipRows { get; init; }

    /// <summary>The most by which an image is moved along each axis, in whole pixels; at least 0.</summary>
    public int Shift
    {
        get;
        init => field = RecipeNumbers.AtLeast(value, 0, nameof(Shift));
    }

    /// <summary>
    /// The smallest part of the side that a square cut from the image has, which is then enlarged to its size; 1 for none;
    /// images of the plane alone.
    /// </summary>
    public double Crop
    {
        get;
        init => field = RecipeNumbers.Part(value, nameof(Crop));
    } = 1;

    /// <summary>Whether pixels between pixels are read.</summary>
    internal bool Interpolates => Rotation > 0 || Crop < 1;

    /// <summary>Whether pixels are moved as they are.</summary>
    internal bool Moves => FlipColumns || FlipRows || Shift > 0;

    /// <summary>For example <c>rotations of ±180°, mirrored left to right</c>.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            new[]
            {
                Rotation > 0 ? $"rotations of ±{RecipeNumbers.Text(Rotation)}°" : null,
                FlipColumns ? "mirrored left to right" : null,
                FlipRows ? "mirrored top to bottom" : null,
                Shift > 0 ? $"shifts of up to {Shift} pixels" : null,
                Crop < 1 ? $"crops of at least {RecipeNumbers.Text(Crop)} of the side" : null,
            }.OfType<string>()
        );
}
