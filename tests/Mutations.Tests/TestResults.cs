using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AgeFormal.Mutations.Tests;

/// <summary>The file of results that the test runner writes.</summary>
internal static partial class TestResults
{
    private static readonly XNamespace Trx =
        "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>What the file says.</summary>
    public static Outcome Read(string text)
    {
        var document = XDocument.Parse(text);
        var results = document.Descendants(Trx + "UnitTestResult").ToArray();
        var broken = document
            .Descendants(Trx + "ResultSummary")
            .Descendants(Trx + "RunInfo")
            .Where(info => info.Attribute("outcome")?.Value == "Error")
            .Select(info => info.Value.Trim())
            .ToArray();
        if (broken.Length > 0)
            return new Outcome.NoAnswer($"the run broke off: {broken[0]}");
        var failed = results.Where(result => Outcome(result) == "Failed").ToArray();
        string[] caught = [.. failed.Where(result => IsAssertion(Message(result))).Select(Name)];
        if (caught.Length > 0)
            return new Outcome.Caught(caught);
        if (failed.Length > 0)
            return new Outcome.OnlyThrown([
                .. failed.Select(result => $"{Name(result)}: {Message(result)}"),
            ]);
        string[] passed = [.. results.Where(result => Outcome(result) == "Passed").Select(Name)];
        return passed.Length > 0 ? new Outcome.Green(passed) : new Outcome.NoAnswer("no test ran");
    }

    /// <summary>
    /// Whether a message is that of an assertion. An exception that a test did not expect is written with its type. A property
    /// that FsCheck falsified is thrown too, and is an assertion unless its own cause is an exception; so is a constraint on
    /// texts that NUnit is given null for.
    /// </summary>
    public static bool IsAssertion(string message) =>
        Thrown().Match(message) is not { Success: true }
        || message.Contains("But was: null (Parameter 'actual')", StringComparison.Ordinal)
        || (
            message.Contains("Falsifiable", StringComparison.Ordinal)
            && (
                !message.Contains("with exception:", StringComparison.Ordinal)
                || message.Contains("Expected true, got false", StringComparison.Ordinal)
                || message.Contains("AssertionException", StringComparison.Ordinal)
            )
        );

    private static string Name(XElement result) => result.Attribute("testName")!.Value;

    private static string Outcome(XElement result) => result.Attribute("outcome")?.Value ?? "";

    private static string Message(XElement result) =>
        result.Descendants(Trx + "Message").FirstOrDefault()?.Value ?? "";

    [GeneratedRegex(@"^\s*(\w+\.)*\w*(Exception|Error)(`\d+)?(\[.*?\])? : ")]
    private static partial Regex Thrown();
}
