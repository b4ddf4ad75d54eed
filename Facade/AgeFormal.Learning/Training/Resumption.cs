using AgeFormal.Networks;

namespace AgeFormal.Learning.Training;

/// <summary>A training goes on only as what it began as; when it stops may be changed.</summary>
internal static class Resumption
{
    private const string Source = "the state to go on from";

    /// <exception cref="TrainingFileException">The state is one of another network, other data or another recipe.</exception>
    public static void Require(
        TrainingState from,
        Network network,
        TrainingRecipe recipe,
        DataIdentity data
    )
    {
        if (from.Network != network)
            throw new TrainingFileException(Source, "network", from.Network.Name, network.Name);
        if (from.Data.Fingerprint != data.Fingerprint)
            throw new TrainingFileException(
                Source,
                "data",
                from.Data.Fingerprint,
                $"{data.Fingerprint}, the data that are given"
            );
        foreach (var field in RecipeFields.All.Where(field => !field.Stops))
        {
            var (before, now) = (field.Shown(from.Recipe), field.Shown(recipe));
            if (before != now)
                throw new TrainingFileException(
                    Source,
                    $"recipe.{field.Name}",
                    before,
                    $"{now}, as the given recipe has it; only when a training stops can be changed"
                );
        }
    }
}
