using AgeFormal.Algebra;

namespace AgeFormal.Programs.Blocks;

/// <summary>Lists of axes.</summary>
internal static class Axes
{
    /// <summary>So many axes from one on.</summary>
    public static IEnumerable<int> From(int first, int count) => Enumerable.Range(first, count);

    /// <summary>0 for each axis.</summary>
    public static EqArray<int> Zeros(int count) => Enumerable.Repeat(0, count).ToEqArray();
}
