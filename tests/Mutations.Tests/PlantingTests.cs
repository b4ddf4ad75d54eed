namespace AgeFormal.Mutations.Tests;

/// <summary>How faults are planted and how results are read.</summary>
public sealed class PlantingTests
{
    private const string Source = "var a = x + y;\nif (a > 0)\n    return a;\n";

    [Test]
    public void An_expression_is_guarded_by_its_switch() =>
        Assert.That(
            Planting.Plant(Source, "P.Q", [Fault("minus", "x + y", "x - y")]),
            Is.EqualTo(
                "var a = (global::PlantedP_Q.minus ? (x - y) : (x + y));\nif (a > 0)\n    return a;\n"
            )
        );

    [Test]
    public void A_replacement_with_a_switch_stands_as_it_is_whatever_the_white_space() =>
        Assert.That(
            Planting.Plant(
                Source,
                "P",
                [Fault("never", "if (a > 0) return a;", "if (a > 0 && !@planted) return a;")]
            ),
            Is.EqualTo("var a = x + y;\nif (a > 0 && !global::PlantedP.never) return a;\n")
        );

    [Test]
    public void Several_faults_share_one_expression() =>
        Assert.That(
            Planting.Plant(Source, "P", [Fault("one", "x + y", "x"), Fault("two", "x + y", "y")]),
            Does.StartWith(
                "var a = (global::PlantedP.two ? (y) : ((global::PlantedP.one ? (x) : (x + y))));"
            )
        );

    [Test]
    public void An_original_that_is_not_there_once_or_overlaps_is_refused()
    {
        void Refused(string message, params Mutant[] faults) =>
            Assert.That(
                () => Planting.Plant(Source, "P", faults),
                Throws.ArgumentException.With.Message.Contains(message)
            );
        Refused("'gone': 'x - y' is expected once", Fault("gone", "x - y", "x"));
        Refused("found 4 times", Fault("often", "a", "x"));
        Refused("overlap", Fault("outer", "a = x + y", "a = x"), Fault("inner", "x + y", "y"));
        Refused(
            "is no expression",
            Fault("outer", "x + y", "x + (@planted ? 0 : y)"),
            Fault("inner", "x + y", "y")
        );
    }

    [Test]
    public void A_failed_assertion_is_a_catch_and_an_exception_is_none()
    {
        Assert.That(
            Read("Failed", "  Expected: 1\n  But was:  2\n"),
            Is.InstanceOf<Outcome.Caught>()
        );
        Assert.That(
            Read("Failed", "System.Exception : Falsifiable, after 1 test (0 shrinks)"),
            Is.InstanceOf<Outcome.Caught>()
        );
        Assert.That(
            Read(
                "Failed",
                "System.Exception : Falsifiable\nwith exception:\nSystem.Exception: Expected true, got false."
            ),
            Is.InstanceOf<Outcome.Caught>()
        );
        Assert.That(
            Read(
                "Failed",
                "System.ArgumentException : Expected: IEnumerable But was: null (Parameter 'actual')"
            ),
            Is.InstanceOf<Outcome.Caught>()
        );
        Assert.That(
            Read("Failed", "System.DivideByZeroException : Attempted to divide by zero."),
            Is.InstanceOf<Outcome.OnlyThrown>()
        );
        Assert.That(
            Read(
                "Failed",
                "System.Exception : Falsifiable, after 1 test\nwith exception:\nSystem.IO.IOException: x"
            ),
            Is.InstanceOf<Outcome.OnlyThrown>()
        );
        Assert.That(Read("Passed", ""), Is.InstanceOf<Outcome.Green>());
        Assert.That(Read("NotExecuted", ""), Is.InstanceOf<Outcome.NoAnswer>());
        Assert.That(
            Read(
                "Failed",
                "Expected: 1",
                "<ResultSummary><RunInfos><RunInfo outcome=\"Error\"><Text>The active test run was aborted.</Text></RunInfo></RunInfos></ResultSummary>"
            ),
            Is.InstanceOf<Outcome.NoAnswer>()
        );
    }

    private static Outcome Read(string outcome, string message, string summary = "") =>
        TestResults.Read(
            $"""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
              <Results>
                <UnitTestResult testName="A.B" outcome="{outcome}">
                  <Output><ErrorInfo><Message>{message}</Message></ErrorInfo></Output>
                </UnitTestResult>
              </Results>
              {summary}
            </TestRun>
            """
        );

    private static Mutant Fault(string name, string original, string replacement) =>
        new(name, "kind", "File.cs", original, replacement, Choice.InAlgebra(), "It breaks.");
}
