namespace AgeFormal.Programs.Steps;

/// <summary>An operation of two values.</summary>
internal enum Combination
{
    /// <summary>x + y.</summary>
    Sum,

    /// <summary>x − y.</summary>
    Difference,

    /// <summary>x · y.</summary>
    Product,

    /// <summary>x / y.</summary>
    Quotient,

    /// <summary>max(x, y).</summary>
    Maximum,

    /// <summary>min(x, y).</summary>
    Minimum,
}
