using PureHDF;

namespace AgeFormal.Learning.Tests.Data.Formats;

/// <summary>Small files in the layout of PatchCamelyon: value i of all images is i mod 256, label n is n mod 2.</summary>
internal static class HdfBytes
{
    public static void Write(string images, string labels, int count, int side)
    {
        var values = new byte[count, side, side, 3];
        for (var n = 0; n < count; n++)
        for (var y = 0; y < side; y++)
        for (var x = 0; x < side; x++)
        for (var c = 0; c < 3; c++)
            values[n, y, x, c] = (byte)(((n * side + y) * side + x) * 3 + c);
        new H5File { ["x"] = values }.Write(images);
        var classes = new byte[count, 1, 1, 1];
        for (var n = 0; n < count; n++)
            classes[n, 0, 0, 0] = (byte)(n % 2);
        new H5File { ["y"] = classes }.Write(labels);
    }
}
