using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AgeFormal.Operators.Language;

/// <summary>The declared names of a text by what they name.</summary>
internal sealed record Declarations(
    DesignInput Input,
    ImmutableDictionary<string, Value> Constants,
    FrozenDictionary<string, DesignWindow> Windows,
    FrozenDictionary<string, DesignParameter> Parameters,
    FrozenDictionary<string, (int Index, Definition Definition)> Definitions
)
{
    /// <summary>How a parameter is applied: <c>weight(H, S; 8, 4)</c>.</summary>
    public static string Signature(DesignParameter parameter)
    {
        var relative = parameter
            .Axes.Select(axis =>
                axis.Match(
                    channels: _ => "",
                    pointElements: _ => DesignWords.PointElements,
                    window: of => of.Window
                )
            )
            .Where(name => name.Length > 0);
        var before = string.Join(", ", relative);
        var after = string.Join(", ", parameter.Axes.ChannelSizes);
        return after.Length == 0 ? $"{parameter.Name}({before})"
            : before.Length == 0 ? $"{parameter.Name}({after})"
            : $"{parameter.Name}({before}; {after})";
    }
}
