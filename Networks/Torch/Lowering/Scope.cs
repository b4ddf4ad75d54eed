using System.Collections.Immutable;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Torch.Lowering;

/// <summary>What a variable stands for: an element of G, or a channel index.</summary>
internal sealed record Bound(Word Place, Axis? Channel);

/// <summary>The variables in scope; an inner binder hides an outer one of the same name.</summary>
/// <param name="Variables">The variables.</param>
/// <param name="Origin">The position from which reductions over all of space start: the innermost sampled one.</param>
internal sealed record Scope(ImmutableDictionary<string, Bound> Variables, Word Origin)
{
    public Scope Bind(string name, Word place) =>
        this with
        {
            Variables = Variables.SetItem(name, new(place, null)),
        };

    public Scope Bind(string name, Axis channel) =>
        this with
        {
            Variables = Variables.SetItem(name, new(Word.Unit, channel)),
        };

    public Word Site(Site site) =>
        site.Match(
            variable => Variables[variable.Name].Place,
            moved => Site(moved.Origin) * Rel(moved.By)
        );

    /// <exception cref="InvalidOperationException">The element is a constant.</exception>
    public Word Rel(Rel rel) =>
        rel.Match(
            variable => Variables[variable.Name].Place,
            constant =>
                throw new InvalidOperationException(
                    $"the constant '{constant.Name}' has no value on a grid; an element that is built from variables is expected"
                ),
            _ => Word.Unit,
            between => Site(between.From).Inverse * Site(between.To),
            product => Rel(product.Left) * Rel(product.Right),
            inverse => Rel(inverse.Of).Inverse,
            part => Rel(part.Of).PointPart,
            part => Rel(part.Of).TranslationPart,
            absolute => Site(absolute.At)
        );

    public IndexTable Channel(Channel channel) =>
        channel.Match(
            variable => IndexTable.Identity(Variables[variable.Name].Channel!),
            literal => IndexTable.Constant(literal.Index)
        );
}
