using System.Text;
using System.Text.RegularExpressions;
using AgeFormal.Laws;
using SkiaSharp;

namespace AgeFormal.Docs.Tests.Pictures;

/// <summary>The pictures of docs/images are those that the code beside this file makes.</summary>
public sealed partial class PictureTests
{
    // Maps are computed in doubles and drawn in bytes: on another processor a value may fall to the next byte.
    private const int Rounding = 1;

    private static readonly string Images = Path.Combine(Repository.Root, "docs", "images");

    [Test]
    public void The_icon_is_the_orbit_of_a_blade() =>
        Compare("icon.png", Icon.Png(), (stored, drawn) => Alike(stored, drawn));

    [Test]
    public void The_picture_that_turns_is_the_executed_one() =>
        Compare(
            "turning.svg",
            Encoding.UTF8.GetBytes(TurningPicture.Svg()),
            (stored, drawn) =>
            {
                var (one, other) = (
                    Encoding.UTF8.GetString(stored),
                    Encoding.UTF8.GetString(drawn)
                );
                return Data().Replace(one.ReplaceLineEndings("\n"), "") == Data().Replace(other, "")
                    && Data()
                        .Matches(one)
                        .Zip(Data().Matches(other), (a, b) => Alike(Bytes(a), Bytes(b)))
                        .All(alike => alike);
            }
        );

    private static void Compare(string name, byte[] drawn, Func<byte[], byte[], bool> alike)
    {
        var stored = Path.Combine(Images, name);
        if (File.Exists(stored) && alike(File.ReadAllBytes(stored), drawn))
            return;
        var received = Path.ChangeExtension(name, $"received{Path.GetExtension(name)}");
        Directory.CreateDirectory(Images);
        File.WriteAllBytes(Path.Combine(Images, received), drawn);
        Assert.Fail(
            $"docs/images/{name} is another picture. If the change is meant, replace it by {received}."
        );
    }

    private static byte[] Bytes(Match data) => Convert.FromBase64String(data.Groups["png"].Value);

    private static bool Alike(byte[] stored, byte[] drawn)
    {
        using var one = SKBitmap.Decode(stored);
        using var other = SKBitmap.Decode(drawn);
        return (one.Width, one.Height) == (other.Width, other.Height)
            && one.Bytes.Zip(other.Bytes, (a, b) => Math.Abs(a - b)).All(far => far <= Rounding);
    }

    [GeneratedRegex("data:image/png;base64,(?<png>[^\"]+)")]
    private static partial Regex Data();
}
