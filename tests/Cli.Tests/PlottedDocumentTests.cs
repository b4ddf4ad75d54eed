using AgeFormal.Laws;

namespace AgeFormal.Cli.Tests;

/// <summary><c>plot</c>: drawings of the documents that commands print.</summary>
public sealed class PlottedDocumentTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task What_evaluate_prints_is_drawn()
    {
        var (weights, data) = (_folder.File("w.safetensors"), SharedFiles.Mnist());
        Facade.Demonstration.Embedded().Trained.Save(weights);
        string[] words = ["evaluate", weights, "--data", data, "--confusion", "--angles", "4"];
        var evaluated = await Session.RunAsync([.. words, "--json"]);
        Assert.That(evaluated.ExitCode, Is.Zero, evaluated.Error);
        var document = _folder.File("evaluated.json");
        await File.WriteAllTextAsync(document, evaluated.Output);
        Assert.That(
            await Svg(document, "--of", "confusion"),
            Does.Contain("what was taken for what").And.Contain("class found")
        );
        Assert.That(await Svg(document), Does.Contain("error by angle").And.Contain(">225<"));
        Assert.That(await Svg(document, "--of", "error"), Does.Contain("p4-cnn"));
    }

    [Test]
    public async Task Seeds_are_a_bar_with_their_mean_and_deviation()
    {
        var file = Document(
            """
            { "runs": [
              { "network": "z2-cnn", "validationErrorPercent": 4 },
              { "network": "z2-cnn", "validationErrorPercent": 6 },
              { "network": "p4-cnn", "validationErrorPercent": 2.25 } ] }
            """
        );
        Assert.That(
            await Svg(file),
            Does.Contain("z2-cnn (2 seeds)")
                .And.Contain(">5.00<")
                .And.Contain(">p4-cnn<")
                .And.Contain(">2.25<")
        );
    }

    [TestCase("memory", "peak of memory of a training step")]
    [TestCase("time", "milliseconds an image")]
    public async Task Batches_are_a_line_for_each_network(string what, string words)
    {
        var file = Document(
            """
            { "batches": [
              { "network": "p4-cnn", "batch": 4, "mebibytes": 210, "stepMilliseconds": 3 },
              { "network": "p4-cnn", "batch": 16, "mebibytes": 230, "stepMilliseconds": 2 },
              { "network": "alpha-p4-cnn", "batch": 4, "mebibytes": 250, "stepMilliseconds": 9 } ] }
            """
        );
        Assert.That(
            await Svg(file, "--of", what),
            Does.Contain(words).And.Contain(">alpha-p4-cnn<").And.Contain("images in a batch")
        );
    }

    [Test]
    public async Task A_drawing_is_a_picture_where_its_name_says_so_and_equal_ones_are_equal()
    {
        var file = Document("""{ "network": "p4-cnn", "errorPercent": 3 }""");
        foreach (var name in (string[])["one.png", "other.png"])
        {
            var session = await Session.RunAsync("plot", file, "-o", _folder.File(name));
            Assert.That(session.ExitCode, Is.Zero, session.Error);
        }
        byte[] one = await File.ReadAllBytesAsync(_folder.File("one.png"));
        Assert.That(one.AsSpan(0, 4).ToArray(), Is.EqualTo(new byte[] { 0x89, 0x50, 0x4e, 0x47 }));
        Assert.That(one, Is.EqualTo(await File.ReadAllBytesAsync(_folder.File("other.png"))));
        using var picture = SkiaSharp.SKBitmap.Decode(one);
        Assert.That(
            picture.Pixels.Distinct().Count(),
            Is.AtLeast(20),
            "letters and bars are drawn"
        );
    }

    [TestCase("[]", "found Array, expected a JSON object")]
    [TestCase("{", "is no JSON document")]
    [TestCase("{}", "found nothing that is drawn")]
    [TestCase("""{ "angles": [ { "degrees": 3 } ] }""", "'angles' is not as it is written")]
    [TestCase(
        """{ "confusion": { "classes": ["a", "b"], "counts": [[1, 2]] } }""",
        "found 2 counts for 2 classes, expected 4"
    )]
    [TestCase("""{ "batches": 3 }""", "expected at least one line")]
    public async Task A_document_that_cannot_be_drawn_is_refused(string text, string reason)
    {
        var target = _folder.File("drawn.svg");
        var session = await Session.RunAsync("plot", Document(text), "-o", target);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain(reason));
        Assert.That(File.Exists(target), Is.False);
    }

    [Test]
    public async Task What_a_document_has_not_is_not_drawn()
    {
        var file = Document("""{ "network": "p4-cnn", "errorPercent": 3 }""");
        var session = await Session.RunAsync(
            "plot",
            file,
            "--of",
            "confusion",
            "-o",
            _folder.File("drawn.svg")
        );
        Assert.That(session.Error, Does.Contain("found error, expected confusion"));
        session = await Session.RunAsync("plot", file, "-o", _folder.File("drawn.gif"));
        Assert.That(session.Error, Does.Contain("ends in '.gif'; expected .svg or .png"));
    }

    private async Task<string> Svg(string document, params string[] options)
    {
        var target = _folder.File("drawn.svg");
        var session = await Session.RunAsync(["plot", document, "-o", target, .. options]);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        return await File.ReadAllTextAsync(target);
    }

    private string Document(string text)
    {
        var file = _folder.File("document.json");
        File.WriteAllText(file, text);
        return file;
    }
}
