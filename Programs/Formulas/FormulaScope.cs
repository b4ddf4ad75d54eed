using System.Collections.Immutable;
using AgeFormal.Operators;

namespace AgeFormal.Programs.Formulas;

/// <summary>What a variable stands for: an element of G, or a channel index.</summary>
internal sealed record Bound(Word Place, IndexTable? Channel);

/// <summary>The variables in scope; an inner binder hides an outer one of the same name.</summary>
/// <param name="Variables">The variables.</param>
/// <param name="Origin">The position from which reductions over all of space start: the innermost sampled one.</param>
internal sealed record FormulaScope(ImmutableDictionary<string, Bound> Variables, Word Origin)
{
    public FormulaScope Bind(string name, Word place) =>
        this with
        {
            Variables = Variables.SetItem(name, new(place, null)),
        };

    public FormulaScope Bind(string name, Axis channel) => Bind(name, IndexTable.Identity(channel));

    public FormulaScope Bind(string name, IndexTable channel) =>
        this with
        {
            Variables = Variables.SetItem(name, new(Word.Unit, channel)),
        };

    public Word Site(Site site) => new Reading(this).Of(site);

    /// <exception cref="InvalidOperationException">The element is a constant.</exception>
    public Word Rel(Rel rel) => new Reading(this).Of(rel);

    public IndexTable Channel(Channel channel) =>
        channel.Match(
            variable: variable => Variables[variable.Name].Channel!,
            literal: literal => IndexTable.Constant(literal.Index),
            inGroup: index =>
                Channel(index.Of)
                    .With(
                        Channel(index.Within),
                        (of, within) => checked(of / index.Size * index.Size + within)
                    )
        );

    private sealed class Reading(FormulaScope scope) : Elements<Word>
    {
        protected override Word Position(string name) => scope.Variables[name].Place;

        protected override Word Element(string name) => scope.Variables[name].Place;

        protected override Word Constant(string name) =>
            throw new InvalidOperationException(
                $"the constant '{name}' has no value on a grid; an element that is built from variables is expected"
            );

        protected override Word Unit => Word.Unit;

        protected override Word Product(Word left, Word right) => left * right;

        protected override Word Inverse(Word of) => of.Inverse;

        protected override Word PointPart(Word of) => of.PointPart;

        protected override Word TranslationPart(Word of) => of.TranslationPart;
    }
}
