namespace AgeFormal.Kernels;

/// <summary>A yes or no that is known when a kernel is compiled.</summary>
internal interface IFlag
{
    static abstract bool IsOn { get; }
}

/// <summary>Yes.</summary>
internal readonly struct On : IFlag
{
    public static bool IsOn => true;
}

/// <summary>No.</summary>
internal readonly struct Off : IFlag
{
    public static bool IsOn => false;
}
