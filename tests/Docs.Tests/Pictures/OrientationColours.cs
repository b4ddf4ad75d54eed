namespace AgeFormal.Docs.Tests.Pictures;

/// <summary>One colour for each orientation of p4, far apart for eyes that do not tell red from green too.</summary>
internal static class OrientationColours
{
    private static readonly string[] Colours = ["#E69F00", "#56B4E9", "#F0E442", "#CC79A7"];

    public static string Of(int h) => Colours[h];
}
