using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;

namespace AgeFormal.Cli.Tests;

public sealed class PredictCommandTests
{
    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Pictures_of_digits_have_their_names()
    {
        var digits = DigitSample.Read(DigitSample.EmbeddedFile());
        string[] files = [.. Enumerable.Range(0, 5).Select(i => _folder.File($"{i}.png"))];
        for (var i = 0; i < files.Length; i++)
            PictureFile.Write(files[i], digits, i);
        var session = await Session.RunAsync(["predict", "p4-cnn", .. files]);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var words = string.Join(
            ' ',
            session.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        );
        for (var i = 0; i < files.Length; i++)
            Assert.That(words, Does.Contain($"{files[i]}: {digits.Labels.Span[i]} ("));
        session = await Session.RunAsync(["predict", "p4-cnn", files[0], "--top", "3", "--json"]);
        var prediction = session.Json().GetProperty("predictions")[0];
        Assert.That(prediction.GetProperty("file").GetString(), Is.EqualTo(files[0]));
        var top = prediction.GetProperty("top");
        Assert.That(top.GetArrayLength(), Is.EqualTo(3));
        Assert.That(top[0].GetProperty("class").GetInt32(), Is.EqualTo(digits.Labels.Span[0]));
        Assert.That(
            top[0].GetProperty("probability").GetDouble(),
            Is.GreaterThan(top[1].GetProperty("probability").GetDouble())
        );
    }

    [Test]
    public async Task What_is_no_picture_or_has_no_weights_is_named()
    {
        var file = _folder.File("a.png");
        await File.WriteAllTextAsync(file, "text");
        var session = await Session.RunAsync("predict", "p4-cnn", file);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("a.png").And.Contain("byte 0"));
        session = await Session.RunAsync("predict", "p4-cnn", _folder.File("absent.png"));
        Assert.That(session.Error, Does.Contain("absent.png").And.Contain("does not exist"));
        session = await Session.RunAsync("predict", "z2-cnn", file);
        Assert.That(session.Error, Does.Contain("--weights").And.Contain("z2-cnn"));
        session = await Session.RunAsync("predict", "p4-cnn");
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Usage));
    }
}
