using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>One axis of a parameter on a finite model: its size and the index that a formula takes, −1 outside of a window.</summary>
internal sealed record ParameterIndex<T>(int Size, Func<ModelFrame<T>, int> At)
    where T : notnull
{
    /// <summary>The axes of an occurrence of a parameter, in the order of declaration.</summary>
    public static ParameterIndex<T>[] Of(
        ModelElements<T> elements,
        Term.Parameter parameter,
        int number,
        Variables scope
    )
    {
        var model = elements.Model;
        var axes = model.Vocabulary.Parameters[number].Axes;
        var sizes = axes.Select(axis =>
                axis.Match(channels: of => of.Count, pointElements: _ => 0, window: _ => 0)
            )
            .ToArray();
        var channels = sizes.Count(size => size > 0);
        if (parameter.At.Count != axes.Count - channels || parameter.Channels.Count != channels)
            throw ScopeException.Arguments(parameter, axes.Count - channels, channels);
        var nextChannel = 0;
        var nextRel = 0;
        return
        [
            .. axes.Select(axis =>
                axis.Match(
                    channels: of => new ParameterIndex<T>(
                        of.Count,
                        ModelElements<T>.Channel(parameter.Channels[nextChannel++], scope, of.Count)
                    ),
                    pointElements: _ =>
                    {
                        var rel = elements.Rel(parameter.At[nextRel++], scope);
                        return new(
                            model.Group.PointGroup.Order,
                            frame => model.Group.LinearPart(rel(frame))
                        );
                    },
                    window: of =>
                    {
                        var rel = elements.Rel(parameter.At[nextRel++], scope);
                        var entries = model.Entries(number, of.Window);
                        return new(
                            model.Group.TranslationCount,
                            frame => entries[model.Group.TranslationPart(rel(frame))]
                        );
                    }
                )
            ),
        ];
    }
}
