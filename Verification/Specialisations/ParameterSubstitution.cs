using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Specialisations;

/// <summary>D[θ := θ′] as a formula.</summary>
internal static class ParameterSubstitution
{
    /// <exception cref="SpecialisationException">A parameter has no replacement, or one that does not fit its axes.</exception>
    public static Formula Of(Design design, EqArray<Replacement> replacements)
    {
        Term In(Term term) =>
            term switch
            {
                Term.Parameter parameter => Value(design, parameter, replacements),
                Term.Sampled sampled => In(Substitution.Expand(sampled)),
                _ => term.MapChildren(In),
            };
        return design.Formula with { Body = In(design.Formula.Body) };
    }

    private static Term.Product Value(
        Design design,
        Term.Parameter at,
        EqArray<Replacement> replacements
    )
    {
        var declared = design.Parameters.First(parameter => parameter.Name == at.Name);
        var replacement =
            replacements.FirstOrDefault(one => one.Parameter == at.Name)
            ?? throw new SpecialisationException(at.Name, "the parameter has no replacement");
        var sizes = declared.Axes.ChannelSizes;
        if (
            replacement.Elements.Count != declared.Axes.Relative.Count
            || replacement.Channels.Count != sizes.Count
        )
            throw new SpecialisationException(
                replacement.ToString(),
                $"{replacement.Elements.Count} elements and {replacement.Channels.Count} channel indices, expected {declared.Axes.Relative.Count} and {sizes.Count}"
            );
        var rels = replacement
            .Elements.Zip(at.At)
            .ToDictionary(pair => pair.First, pair => pair.Second);
        var channels = replacement
            .Channels.Zip(at.Channels)
            .ToDictionary(pair => pair.First, pair => pair.Second);
        var axes = declared.Axes.Relative;
        int Index(EqArray<string> names, string name) =>
            names.Items.IndexOf(name) is >= 0 and var found
                ? found
                : throw new SpecialisationException(
                    replacement.ToString(),
                    $"'{name}' is no formal argument"
                );
        return new([
            new Filling(replacement, rels, channels).In(replacement.Value),
            .. replacement.Units.Select(unit =>
            {
                var i = Index(replacement.Elements, unit);
                return new Term.Parameter(Brackets.Name(axes[i]), [at.At[i]], []);
            }),
            .. replacement.Equal.Select(pair =>
            {
                var (i, j) = (
                    Index(replacement.Channels, pair.Left),
                    Index(replacement.Channels, pair.Right)
                );
                return sizes[i] == sizes[j]
                    ? new Term.Parameter(
                        Brackets.Name(new ParameterAxis.OfChannels(sizes[i])),
                        [],
                        [at.Channels[i], at.Channels[j]]
                    )
                    : throw new SpecialisationException(
                        replacement.ToString(),
                        $"'{pair.Left}' takes {sizes[i]} values and '{pair.Right}' {sizes[j]}, expected as many"
                    );
            }),
        ]);
    }

    /// <summary>A value with the formal arguments filled in; it binds nothing, so nothing is captured.</summary>
    private sealed class Filling(
        Replacement replacement,
        Dictionary<string, Rel> rels,
        Dictionary<string, Channel> channels
    )
    {
        public Term In(Term term)
        {
            var parts = term.Parts();
            return term switch
            {
                Term.Signal => throw Unfit(term.ToString(), "reads the signal"),
                Term.Reduce => throw Unfit(term.ToString(), "is a reduction"),
                Term.Sampled => throw Unfit(term.ToString(), "samples an intermediate"),
                _ when parts.Sites.Count > 0 || parts.Variable is not null => throw Unfit(
                    term.ToString(),
                    "reads a position or binds a variable"
                ),
                _ => term.With(
                    new(
                        [],
                        parts.Rels.Select(In).ToEqArray(),
                        parts.Channels.Select(In).ToEqArray(),
                        parts.Terms.Select(In).ToEqArray()
                    )
                ),
            };
        }

        private Channel In(Channel channel) =>
            channel.Map(variable =>
                channels.GetValueOrDefault(variable.Name)
                ?? throw Unfit(variable.Name, "is no formal channel index")
            );

        private Rel In(Rel rel) =>
            rel.Match<Rel>(
                variable: variable =>
                    rels.GetValueOrDefault(variable.Name)
                    ?? throw Unfit(variable.Name, "is no formal element"),
                constant: constant => constant,
                unit: unit => unit,
                between: between => throw Unfit(between.ToString(), "reads positions"),
                product: product => In(product.Left) * In(product.Right),
                inverse: inverse => new Rel.Inverse(In(inverse.Of)),
                pointPart: part => new Rel.PointPart(In(part.Of)),
                translationPart: part => new Rel.TranslationPart(In(part.Of)),
                absolute: absolute => throw Unfit(absolute.ToString(), "reads a position")
            );

        private SpecialisationException Unfit(string part, string reason) =>
            new(replacement.ToString(), $"'{part}' {reason}");
    }
}
