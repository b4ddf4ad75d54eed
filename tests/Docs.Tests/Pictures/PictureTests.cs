using AgeFormal.Laws;
using SkiaSharp;

namespace AgeFormal.Docs.Tests.Pictures;

/// <summary>The pictures of docs/images are those that the code beside this file makes.</summary>
public sealed class PictureTests
{
    private static readonly string Images = Path.Combine(Repository.Root, "docs", "images");

    [Test]
    public void The_icon_is_the_orbit_of_a_blade()
    {
        var stored = Path.Combine(Images, "icon.png");
        var drawn = Icon.Png();
        if (File.Exists(stored) && Pixels(File.ReadAllBytes(stored)).SequenceEqual(Pixels(drawn)))
            return;
        Received("icon.received.png", drawn);
    }

    private static IEnumerable<SKColor> Pixels(byte[] png)
    {
        using var pixels = SKBitmap.Decode(png);
        return pixels.Pixels;
    }

    private static void Received(string name, byte[] content)
    {
        Directory.CreateDirectory(Images);
        File.WriteAllBytes(Path.Combine(Images, name), content);
        Assert.Fail(
            $"docs/images has another picture. If the change is meant, replace it by {name} there."
        );
    }
}
