namespace AgeFormal.Testing.Tests;

/// <summary>What a failing assertion says.</summary>
internal static class Failure
{
    /// <summary>The message of the assertion that fails inside.</summary>
    public static string Of(Action assertion)
    {
        try
        {
            using (new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext())
                assertion();
        }
        catch (AssertionException failure)
        {
            return failure.Message.ReplaceLineEndings("\n");
        }
        throw new AssertionException("The assertion was expected to fail and holds.");
    }
}
