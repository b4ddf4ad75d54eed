using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;

namespace AgeFormal.Cli.Tests;

public sealed class AttendCommandTests
{
    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task The_maps_of_a_picture_are_drawn_and_those_of_its_digit_are_the_same()
    {
        var picture = _folder.File("digit.png");
        PictureFile.Write(picture, DigitSample.Read(DigitSample.EmbeddedFile()), 7);
        var (ofPicture, ofDigit) = (_folder.File("picture.svg"), _folder.File("digit.svg"));
        foreach (var (image, file) in ((string, string)[])[(picture, ofPicture), ("7", ofDigit)])
        {
            var session = await Session.RunAsync("attend", "alphaf-p4-cnn", image, "-o", file);
            Assert.That(session.ExitCode, Is.Zero, session.Error);
            Assert.That(
                session.Output,
                Does.Contain("c2.spatial_attention [batch 1, channel 1, h 4, y 26, x 26]")
            );
        }
        Assert.That(File.ReadAllText(ofPicture), Is.EqualTo(File.ReadAllText(ofDigit)));
        Assert.That(File.ReadAllText(ofDigit), Does.Contain("c2.spatial_attention"));
        var other = _folder.File("other.svg");
        await Session.RunAsync("attend", "alphaf-p4-cnn", "8", "-o", other);
        Assert.That(File.ReadAllText(other), Is.Not.EqualTo(File.ReadAllText(ofDigit)));
    }

    [Test]
    public async Task Values_are_written_a_file_for_each_map()
    {
        var session = await Session.RunAsync(
            "attend",
            "alpha-sp-p4-cnn",
            "-o",
            _folder.File("maps.npy"),
            "--json"
        );
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var document = session.Json();
        var maps = document.GetProperty("maps").EnumerateArray().ToArray();
        Assert.That(
            document.GetProperty("files").EnumerateArray().Select(file => file.GetString()),
            Is.EqualTo(
                maps.Select(map => _folder.File($"maps.{map.GetProperty("name").GetString()}.npy"))
            )
        );
        foreach (var file in document.GetProperty("files").EnumerateArray())
            Assert.That(File.ReadAllBytes(file.GetString()!).AsSpan(1, 5).SequenceEqual("NUMPY"u8));
        Assert.That(maps[0].GetProperty("elements").GetArrayLength(), Is.EqualTo(4));
    }

    [Test]
    public async Task What_has_no_maps_or_no_such_file_is_refused()
    {
        var session = await Session.RunAsync("attend", "p4-cnn", "0", "-o", _folder.File("a.png"));
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("p4-cnn has no attention"));
        session = await Session.RunAsync("attend", "alphaf-p4-cnn", "0", "-o", "a.gif");
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(session.Error, Does.Contain("a.gif").And.Contain(".svg"));
        session = await Session.RunAsync(
            "attend",
            "alphaf-p4-cnn",
            "300",
            "-o",
            _folder.File("a.png")
        );
        Assert.That(session.Error, Does.Contain("0 to 299").And.Contain("300"));
        Assert.That(Directory.EnumerateFiles(_folder.Path), Is.Empty);
    }
}
