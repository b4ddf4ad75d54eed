namespace AgeFormal.Docs.Tests.Pages;

/// <summary>The calls that made the embedded files compile; to run they need the database, and one of them hours.</summary>
public sealed class DataPageTests
{
    private const string Before = """
        using AgeFormal.Facade.Data;
        using AgeFormal.Learning.Data;
        using AgeFormal.Learning.Training;
        using AgeFormal.Networks;
        using AgeFormal.Networks.Weights;

        var folder = args[0];

        """;

    [Test]
    public void The_calls_that_made_the_embedded_files_compile()
    {
        var programs = Block
            .Of("docs/DATA.md")
            .Where(block => block.Language == "csharp")
            .ToArray();
        Assert.That(programs, Has.Length.EqualTo(2));
        foreach (var program in programs)
            Snippet.Compile(Before + program.Text);
    }
}
