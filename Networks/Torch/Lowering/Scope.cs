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
            variable: variable => Variables[variable.Name].Place,
            moved: moved => Site(moved.Origin) * Rel(moved.By)
        );

    /// <exception cref="InvalidOperationException">The element is a constant.</exception>
    public Word Rel(Rel rel) =>
        rel.Match(
            variable: variable => Variables[variable.Name].Place,
            constant: constant =>
                throw new InvalidOperationException(
                    $"the constant '{constant.Name}' has no value on a grid; an element that is built from variables is expected"
                ),
            unit: _ => Word.Unit,
            between: between => Site(between.From).Inverse * Site(between.To),
            product: product => Rel(product.Left) * Rel(product.Right),
            inverse: inverse => Rel(inverse.Of).Inverse,
            pointPart: part => Rel(part.Of).PointPart,
            translationPart: part => Rel(part.Of).TranslationPart,
            absolute: absolute => Site(absolute.At)
        );

    public IndexTable Channel(Channel channel) =>
        channel.Match(
            variable: variable => IndexTable.Identity(Variables[variable.Name].Channel!),
            literal: literal => IndexTable.Constant(literal.Index)
        );
}
