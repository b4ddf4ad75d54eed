namespace AgeFormal.Verification.Rendering;

/// <summary>Where a value of a JSON text is; its text is made only for a message.</summary>
internal sealed record JsonPath(JsonPath? Parent, string? Name, int Index)
{
    public static JsonPath Root { get; } = new(null, "$", 0);

    /// <summary>For example <c>$.signal[0]</c>.</summary>
    public override string ToString()
    {
        var parts = new Stack<string>();
        for (var path = this; path is not null; path = path.Parent)
            parts.Push(
                path.Parent is null ? path.Name!
                : path.Name is { } name ? $".{name}"
                : $"[{path.Index}]"
            );
        return string.Concat(parts);
    }
}
