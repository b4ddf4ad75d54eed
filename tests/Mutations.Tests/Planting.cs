using System.Text;

namespace AgeFormal.Mutations.Tests;

/// <summary>
/// Mutant schemata (Untch, Offutt and Harrold 1993): all faults are compiled into one program, each behind a switch that a
/// variable of the environment turns on, so that one build serves all of them.
/// </summary>
internal static class Planting
{
    /// <summary>The variable that names the active faults, joined by +.</summary>
    public const string Variable = "AGEFORMAL_MUTANT";

    /// <summary>The source with all faults that are planted in it.</summary>
    /// <exception cref="ArgumentException">An original does not stand once in the source, or two overlap.</exception>
    public static string Plant(string source, string project, IEnumerable<Mutant> mutants)
    {
        var text = new StringBuilder();
        var end = 0;
        foreach (var place in Places(source, mutants))
        {
            var original = source.Substring(place.Start, place.Length);
            text.Append(source, end, place.Start - end)
                .Append(
                    place.Mutants.Aggregate(original, (rest, one) => Guarded(one, rest, project))
                );
            end = place.Start + place.Length;
        }
        return text.Append(source, end, source.Length - end).ToString();
    }

    /// <summary>The source that holds the switches of a project.</summary>
    public static string Switches(string project, IEnumerable<Mutant> mutants) =>
        $$"""
            internal static class {{Class(project)}}
            {
                private static bool Is(string name) =>
                    System.Array.IndexOf((System.Environment.GetEnvironmentVariable("{{Variable}}") ?? "").Split('+'), name) >= 0;

            {{string.Join(
                "\n",
                mutants.Select(mutant =>
                    $"    internal static readonly bool {mutant.Field} = Is(\"{mutant.Name}\");"
                )
            )}}
            }

            """;

    private static string Class(string project) => $"Planted{project.Replace('.', '_')}";

    private static string Guarded(Mutant mutant, string rest, string project)
    {
        var isActive = $"global::{Class(project)}.{mutant.Field}";
        return mutant.Replacement.Contains(Mutant.Switch, StringComparison.Ordinal)
            ? mutant.Replacement.Replace(Mutant.Switch, isActive, StringComparison.Ordinal)
            : $"({isActive} ? ({mutant.Replacement}) : ({rest}))";
    }

    // Several faults may stand in place of one expression; other places are apart.
    private static IReadOnlyList<(int Start, int Length, IReadOnlyList<Mutant> Mutants)> Places(
        string source,
        IEnumerable<Mutant> mutants
    )
    {
        var places = mutants
            .Select(mutant => (Mutant: mutant, Place: Only(mutant, source)))
            .GroupBy(pair => pair.Place, pair => pair.Mutant)
            .OrderBy(group => group.Key.Start)
            .Select(group => (group.Key.Start, group.Key.Length, Mutants: group.ToArray()))
            .ToArray();
        for (var i = 1; i < places.Length; i++)
            if (places[i].Start < places[i - 1].Start + places[i - 1].Length)
                throw new ArgumentException(
                    $"'{places[i].Mutants[0]}' and '{places[i - 1].Mutants[0]}' overlap in {places[i].Mutants[0].File}.",
                    nameof(mutants)
                );
        if (
            places.FirstOrDefault(place =>
                place.Mutants.Length > 1
                && place.Mutants.Any(mutant =>
                    mutant.Replacement.Contains(Mutant.Switch, StringComparison.Ordinal)
                )
            ) is
            { Mutants: [var first, ..] }
        )
            throw new ArgumentException(
                $"'{first}' shares its place with a fault that is no expression.",
                nameof(mutants)
            );
        return
        [
            .. places.Select(place =>
                (place.Start, place.Length, (IReadOnlyList<Mutant>)place.Mutants)
            ),
        ];
    }

    private static (int Start, int Length) Only(Mutant mutant, string source) =>
        mutant.PlacesIn(source) is [var only]
            ? only
            : throw new ArgumentException(
                $"'{mutant.Name}': '{mutant.Original}' is expected once in {mutant.File}, found {mutant.PlacesIn(source).Count} times.",
                nameof(mutant)
            );
}
