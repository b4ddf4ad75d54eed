using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>Positions, relative elements, channel indices and domains of a formula as functions of a frame.</summary>
internal sealed class ModelElements<T>(FiniteModel model, Meaning<T> meaning)
    where T : notnull
{
    public FiniteModel Model => model;

    public Func<ModelFrame<T>, int> Site(Site site, Variables scope) =>
        site.Match<Func<ModelFrame<T>, int>>(
            variable: variable => Read(scope.Find(variable.Name, Variables.Kind.Site)),
            moved: moved =>
            {
                var origin = Site(moved.Origin, scope);
                var by = Rel(moved.By, scope);
                var group = model.Group;
                return frame => group.Multiply(origin(frame), by(frame));
            }
        );

    public Func<ModelFrame<T>, int> Rel(Rel rel, Variables scope)
    {
        var group = model.Group;
        Func<ModelFrame<T>, int> Then(Rel of, Func<int, int> map)
        {
            var inner = Rel(of, scope);
            return frame => map(inner(frame));
        }
        return rel.Match(
            variable: variable => Read(scope.Find(variable.Name, Variables.Kind.Rel)),
            constant: constant =>
            {
                var value = meaning.Element(constant.Name, group.Order);
                return _ => value;
            },
            unit: _ => _ => group.Identity,
            between: between =>
            {
                var from = Site(between.From, scope);
                var to = Site(between.To, scope);
                return frame => group.Multiply(group.Inverse(from(frame)), to(frame));
            },
            product: product =>
            {
                var left = Rel(product.Left, scope);
                var right = Rel(product.Right, scope);
                return frame => group.Multiply(left(frame), right(frame));
            },
            inverse: inverse => Then(inverse.Of, group.Inverse),
            pointPart: part =>
                Then(part.Of, element => model.PointElements[group.LinearPart(element)]),
            translationPart: part =>
                Then(part.Of, element => model.Translations[group.TranslationPart(element)]),
            absolute: absolute => Site(absolute.At, scope)
        );
    }

    public static Func<ModelFrame<T>, int> Channel(Channel channel, Variables scope, int below)
    {
        var (count, index) = Index(channel, scope);
        return count <= below ? index : throw ScopeException.Beyond(channel, count - 1, below);
    }

    // The number of values of an index, from 0, and its value.
    private static (long Count, Func<ModelFrame<T>, int> Value) Index(
        Channel channel,
        Variables scope
    ) =>
        channel.Match<(long, Func<ModelFrame<T>, int>)>(
            variable: variable =>
            {
                var entry = scope.Find(variable.Name, Variables.Kind.Channel);
                return (entry.Count, Read(entry));
            },
            literal: literal =>
                literal.Index >= 0
                    ? (literal.Index + 1L, _ => literal.Index)
                    : throw ScopeException.InFormula(
                        literal.ToString(),
                        $"the index is {literal.Index}",
                        "0 or more"
                    ),
            inGroup: index =>
            {
                var size = index.Size;
                if (size < 1)
                    throw ScopeException.NoGroup(index);
                var (of, channelOf) = Index(index.Of, scope);
                var (within, channelWithin) = Index(index.Within, scope);
                return (
                    ((of - 1) / size * size) + within,
                    frame =>
                    {
                        var first = channelOf(frame);
                        return first - (first % size) + channelWithin(frame);
                    }
                );
            }
        );

    /// <summary>The kind of the bound variable, the number of its values if it is a channel index, and its values.</summary>
    public (Variables.Kind Kind, int Count, Func<ModelFrame<T>, int[]> Elements) Domain(
        Domain domain,
        Variables scope
    )
    {
        static Func<ModelFrame<T>, int[]> Fixed(int[] elements) => _ => elements;
        int[] Window(string name) =>
            [.. model.Window(name).Translations.Select(x => model.Translations[x])];

        return domain.Match(
            sites: _ => (Variables.Kind.Site, 0, Fixed(model.Elements)),
            wholeGroup: _ => (Variables.Kind.Rel, 0, Fixed(model.Elements)),
            translations: _ => (Variables.Kind.Rel, 0, Fixed(model.Translations)),
            pointElements: _ => (Variables.Kind.Rel, 0, Fixed(model.PointElements)),
            window: window => (Variables.Kind.Rel, 0, Fixed(Window(window.Name))),
            absoluteWindow: window =>
            {
                var at = Site(window.At, scope);
                var unturned = Window(window.Name);
                var turned = model
                    .Group.PointGroup.Group.Elements.Select(h =>
                    {
                        var back = model.Group.PointGroup.Group.Inverse(h);
                        return unturned
                            .Select(n =>
                                model.Translations[
                                    model.Group.Act(back, model.Group.TranslationPart(n))
                                ]
                            )
                            .ToArray();
                    })
                    .ToArray();
                return (Variables.Kind.Rel, 0, frame => turned[model.Group.LinearPart(at(frame))]);
            },
            channels: channels =>
                channels.Count >= 1
                    ? (
                        Variables.Kind.Channel,
                        channels.Count,
                        Fixed([.. Enumerable.Range(0, channels.Count)])
                    )
                    : throw ScopeException.NoChannels($"{channels}", channels)
        );
    }

    private static Func<ModelFrame<T>, int> Read(Variables.Entry entry) =>
        frame => frame.Slots[entry.Slot];
}
