using AgeFormal.Networks.Images;

namespace AgeFormal.Learning.Data;

/// <summary>The size to which pictures of many sizes are brought as they are read.</summary>
/// <param name="Rows">The height.</param>
/// <param name="Columns">The width.</param>
/// <param name="Fit">How.</param>
public sealed record PictureSize(int Rows, int Columns, PictureFit Fit = PictureFit.Contain);
