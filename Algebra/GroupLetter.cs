namespace AgeFormal.Algebra;

/// <summary>Where a symbolic element of G = N ⋊ H is known to lie.</summary>
public enum LetterSort
{
    /// <summary>Anywhere in G.</summary>
    Whole,

    /// <summary>In N: the linear part is e.</summary>
    Translation,

    /// <summary>In H: the translation part is 0.</summary>
    Linear,
}

/// <summary>A symbolic element of G = N ⋊ H. Two letters are the same iff name and sort agree.</summary>
/// <param name="Name">The printed name, for example <c>ḡ</c>.</param>
/// <param name="Sort">Where the element lies.</param>
public sealed record GroupLetter(string Name, LetterSort Sort) : IComparable<GroupLetter>
{
    /// <summary>A letter for an element of G.</summary>
    public static GroupLetter Whole(string name) => Of(name, LetterSort.Whole);

    /// <summary>A letter for an element of N.</summary>
    public static GroupLetter Translation(string name) => Of(name, LetterSort.Translation);

    /// <summary>A letter for an element of H.</summary>
    public static GroupLetter Linear(string name) => Of(name, LetterSort.Linear);

    private static GroupLetter Of(string name, LetterSort sort)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name, sort);
    }

    /// <summary>By name (code points), then by sort.</summary>
    public int CompareTo(GroupLetter? other)
    {
        if (other is null)
            return 1;
        var byName = string.CompareOrdinal(Name, other.Name);
        return byName != 0 ? byName : Sort.CompareTo(other.Sort);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>By <see cref="CompareTo"/>.</summary>
    public static bool operator <(GroupLetter left, GroupLetter right) => Compare(left, right) < 0;

    /// <summary>By <see cref="CompareTo"/>.</summary>
    public static bool operator <=(GroupLetter left, GroupLetter right) =>
        Compare(left, right) <= 0;

    /// <summary>By <see cref="CompareTo"/>.</summary>
    public static bool operator >(GroupLetter left, GroupLetter right) => Compare(left, right) > 0;

    /// <summary>By <see cref="CompareTo"/>.</summary>
    public static bool operator >=(GroupLetter left, GroupLetter right) =>
        Compare(left, right) >= 0;

    private static int Compare(GroupLetter left, GroupLetter right) =>
        Comparer<GroupLetter>.Default.Compare(left, right);
}
