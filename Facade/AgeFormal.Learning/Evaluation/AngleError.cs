namespace AgeFormal.Learning;

/// <summary>How a network classified a set that was rotated by one angle.</summary>
/// <param name="Degrees">The angle, counterclockwise as the image is looked at.</param>
/// <param name="Errors">The wrong classes.</param>
/// <param name="ErrorPercent">The wrong part in percent.</param>
/// <param name="Loss">The mean cross-entropy in nats.</param>
public sealed record AngleError(double Degrees, int Errors, double ErrorPercent, double Loss);
