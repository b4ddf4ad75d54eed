using AgeFormal.Laws;

namespace AgeFormal.Algebra.Tests;

/// <summary>The groups over which the laws run: a group added to the catalogue is tested without further lines here.</summary>
internal static class Catalogue
{
    public static IEnumerable<string> Symbols => PointGroups.All.Select(group => group.Symbol);

    public static IEnumerable<string> SmallSymbols =>
        PointGroups.All.Where(group => group.Order is > 1 and <= 8).Select(group => group.Symbol);

    /// <summary>The catalogue as abstract groups, and groups that are no point groups.</summary>
    public static IEnumerable<TestCaseData> Groups =>
        PointGroups
            .All.Select(group => (group.Symbol, group.Group))
            .Concat([
                ("Q8", KnownGroups.Quaternion),
                ("C5", KnownGroups.Cyclic(5)),
                ("C12", KnownGroups.Cyclic(12)),
            ])
            .Select(entry => new TestCaseData(entry.Item2).SetArgDisplayNames(entry.Item1));

    /// <summary>The exception that an action throws.</summary>
    public static TException Thrown<TException>(Action action)
        where TException : Exception
    {
        try
        {
            action();
        }
        catch (TException exception)
        {
            return exception;
        }
        throw new AssertionException($"Expected {typeof(TException).Name}, nothing was thrown.");
    }
}
