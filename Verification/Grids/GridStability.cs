using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>Whether an element maps the grid of a signal to itself.</summary>
internal static class GridStability
{
    /// <summary>Null when h maps the grid to itself, else what it maps it to.</summary>
    public static string? Reason(FieldType type, int element)
    {
        var image = SignalAction.Image(type, element);
        return image == type
            ? null
            : $"{type.Group.Group.ElementNames[element]} maps the grid {type.Grid} to {image.Grid}";
    }
}
