using System.Collections.Immutable;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Specialisations;

/// <summary>
/// A parameter over a window is zero outside of it, its replacement need not be. So the parameter is read inside, at a
/// variable bound by that window, or the replacement is zero outside by itself.
/// </summary>
internal static class WindowSupport
{
    /// <summary>A parameter of D that is read outside of a window while its replacement is not zero there; null when there is none.</summary>
    public static string? Fault(Specialisation statement) =>
        Fault(statement.General.Formula.Body, statement, ImmutableDictionary<string, string>.Empty);

    private static string? Fault(
        Term term,
        Specialisation statement,
        ImmutableDictionary<string, string> inside
    )
    {
        var parts = term.Parts();
        var scope =
            parts.Variable is not { } bound ? inside
            : term is Term.Reduce { Over: Domain.Window window }
                ? inside.SetItem(bound, window.Name)
            : inside.Remove(bound);
        return term switch
        {
            Term.Parameter parameter => Fault(parameter, statement, inside),
            Term.Sampled sampled => Fault(Substitution.Expand(sampled), statement, inside),
            _ => parts
                .Terms.Select(part => Fault(part, statement, scope))
                .FirstOrDefault(fault => fault is not null),
        };
    }

    private static string? Fault(
        Term.Parameter at,
        Specialisation statement,
        ImmutableDictionary<string, string> inside
    )
    {
        var declared = statement.General.Parameters.First(one => one.Name == at.Name);
        var replacement = statement.Replacements.First(one => one.Parameter == at.Name);
        var axes = declared.Axes.Relative;
        for (var i = 0; i < axes.Count; i++)
            if (
                axes[i] is ParameterAxis.OfWindow { Window: var window }
                && !(
                    at.At[i] is Rel.Variable variable
                    && inside.GetValueOrDefault(variable.Name) == window
                )
                && !Vanishes(replacement.Value, replacement.Elements[i], window, statement.Special)
            )
                return $"'{at}' may be read outside of {window}, where '{replacement}' is not zero";
        return null;
    }

    private static bool Vanishes(Term value, string element, string window, Design special) =>
        value switch
        {
            Term.Constant constant => constant.Value.Factor.Sign == 0,
            Term.Parameter parameter => IsOver(parameter, element, window, special),
            Term.Sum sum => sum.Terms.All(part => Vanishes(part, element, window, special)),
            Term.Product product => product.Factors.Any(part =>
                Vanishes(part, element, window, special)
            ),
            _ => false,
        };

    private static bool IsOver(
        Term.Parameter value,
        string element,
        string window,
        Design special
    ) =>
        special.Parameters.FirstOrDefault(one => one.Name == value.Name) is { } declared
        && declared
            .Axes.Relative.Zip(value.At)
            .Any(pair =>
                pair.First == new ParameterAxis.OfWindow(window)
                && pair.Second == new Rel.Variable(element)
            );
}
