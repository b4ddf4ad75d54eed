namespace AgeFormal.Networks.Images;

/// <summary>How a picture of another size is brought to the size that a network reads; one of that size is left as it is.</summary>
public enum PictureFit
{
    /// <summary>Resampled, its proportions kept, until it fits in; the rest is black.</summary>
    Contain,

    /// <summary>Resampled, its proportions kept, until it covers the whole; what juts out is cut off on both sides alike.</summary>
    Cover,

    /// <summary>Resampled along each axis by itself.</summary>
    Stretch,

    /// <summary>Not resampled: laid centre on centre, what juts out cut off, the rest black.</summary>
    Centre,
}
