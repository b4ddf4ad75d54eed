using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Specialisations;

/// <summary>Whether a term is the body of D with every parameter replaced: both are walked together.</summary>
internal sealed class SubstitutionCheck(Design design, EqArray<Replacement> replacements)
{
    public bool Same(Term left, Term right) =>
        left.Match(
            constant: constant => constant == right,
            signal: signal => signal == right,
            parameter: parameter => Replaced(parameter, right),
            pointwise: a =>
                right is Term.Pointwise b
                && a.Function.Equals(b.Function)
                && Same(a.Argument, b.Argument),
            sum: a => right is Term.Sum b && All(a.Terms, b.Terms, Same),
            product: a => right is Term.Product b && All(a.Factors, b.Factors, Same),
            reduce: a =>
                right is Term.Reduce b && a == (b with { Body = a.Body }) && Same(a.Body, b.Body),
            // Statements are about formulas on the group.
            sampled: _ => false
        );

    private bool Replaced(Term.Parameter at, Term right)
    {
        if (
            replacements.FirstOrDefault(one => one.Parameter == at.Name) is not { } replacement
            || design.Parameters.FirstOrDefault(one => one.Name == at.Name) is not { } declared
            || right is not Term.Product { Factors.Items: [var value, .. var brackets] }
            || replacement.Elements.Count != at.At.Count
            || replacement.Channels.Count != at.Channels.Count
            || brackets.Length != replacement.Units.Count + replacement.Equal.Count
        )
            return false;
        var axes = declared.Axes.Relative;
        int Element(string name) => replacement.Elements.Items.IndexOf(name);
        int Channel(string name) => replacement.Channels.Items.IndexOf(name);
        var expected = replacement
            .Units.Select(Element)
            .Select(i => new Term.Parameter(Brackets.Name(axes[i]), [at.At[i]], []))
            .Concat(
                replacement.Equal.Select(pair => new Term.Parameter(
                    Brackets.Name($"{declared.Axes.ChannelSizes[Channel(pair.Left)]}"),
                    [],
                    [at.Channels[Channel(pair.Left)], at.Channels[Channel(pair.Right)]]
                ))
            );
        return expected.SequenceEqual(brackets) && Filled(replacement.Value, value);

        bool Filled(Term formal, Term actual) =>
            formal.Match(
                constant: constant => constant == actual,
                signal: _ => false,
                parameter: a =>
                    actual is Term.Parameter b
                    && a.Name == b.Name
                    && All(a.At, b.At, SameRel)
                    && All(a.Channels, b.Channels, SameChannel),
                pointwise: a =>
                    actual is Term.Pointwise b
                    && a.Function.Equals(b.Function)
                    && Filled(a.Argument, b.Argument),
                sum: a => actual is Term.Sum b && All(a.Terms, b.Terms, Filled),
                product: a => actual is Term.Product b && All(a.Factors, b.Factors, Filled),
                reduce: _ => false,
                sampled: _ => false
            );

        bool SameChannel(Channel formal, Channel actual) =>
            formal.Matches(
                actual,
                (variable, index) =>
                    Channel(variable.Name) is >= 0 and var i && at.Channels[i] == index
            );

        bool SameRel(Rel formal, Rel actual) =>
            formal.Match(
                variable: variable =>
                    Element(variable.Name) is >= 0 and var i && at.At[i] == actual,
                constant: constant => constant == actual,
                unit: unit => unit == actual,
                between: _ => false,
                product: a =>
                    actual is Rel.Product b && SameRel(a.Left, b.Left) && SameRel(a.Right, b.Right),
                inverse: a => actual is Rel.Inverse b && SameRel(a.Of, b.Of),
                pointPart: a => actual is Rel.PointPart b && SameRel(a.Of, b.Of),
                translationPart: a => actual is Rel.TranslationPart b && SameRel(a.Of, b.Of),
                absolute: _ => false
            );
    }

    private static bool All<T>(EqArray<T> left, EqArray<T> right, Func<T, T, bool> same) =>
        left.Count == right.Count && left.Zip(right, same).All(holds => holds);
}
