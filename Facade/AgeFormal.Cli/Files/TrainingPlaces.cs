namespace AgeFormal.Cli.Files;

/// <summary>The files that a training writes.</summary>
/// <param name="Weights">The weights, at its end.</param>
/// <param name="Checkpoint">Its state, after every epoch and in between.</param>
/// <param name="Folder">The folder of its history and recipe; null where only weights are asked for.</param>
internal sealed record TrainingPlaces(string Weights, string Checkpoint, string? Folder)
{
    /// <summary>The name of the file of the reports, one JSON object a line.</summary>
    public const string JsonLinesName = "history.jsonl";

    /// <summary>The file of the reports, values separated by commas.</summary>
    public string? Csv => Within("history.csv");

    /// <summary>The file of the reports, one JSON object a line.</summary>
    public string? JsonLines => Within(JsonLinesName);

    /// <summary>The drawing of the losses and errors.</summary>
    public string? Curve => Within("curve.svg");

    /// <summary>The file of the recipe.</summary>
    public string? Recipe => Within("recipe.json");

    /// <summary>The folder of TensorBoard's event files.</summary>
    public string? Board => Within("tensorboard");

    /// <summary>The places of a training.</summary>
    /// <param name="network">The name of the network.</param>
    /// <param name="output">The file of the weights; null for the default.</param>
    /// <param name="folder">The folder of all files; null for none.</param>
    /// <param name="seed">The seed, where there are several trainings.</param>
    public static TrainingPlaces Of(string network, string? output, string? folder, int? seed)
    {
        if (folder is not null)
        {
            var own = seed is { } number ? Path.Combine(folder, $"seed-{number}") : folder;
            return new(
                output is null ? Path.Combine(own, "weights.safetensors") : Numbered(output, seed),
                Path.Combine(own, "checkpoint.safetensors"),
                own
            );
        }
        var weights = Numbered(output ?? Path.GetFullPath($"{network}.safetensors"), seed);
        return new(weights, Path.ChangeExtension(weights, ".checkpoint.safetensors"), null);
    }

    /// <summary>Makes the folder of the training, and refuses folders that cannot be written before any work is done.</summary>
    /// <exception cref="IOException">A folder is absent, or cannot be made or written.</exception>
    public void Prepare()
    {
        if (Folder is not null)
            OutputPlace.MakeFolder(Folder);
        OutputPlace.RequireFile(Weights);
        OutputPlace.RequireFile(Checkpoint);
    }

    private string? Within(string name) => Folder is null ? null : Path.Combine(Folder, name);

    private static string Numbered(string file, int? seed) =>
        seed is { } number
            ? Path.ChangeExtension(file, $".seed-{number}{Path.GetExtension(file)}")
            : file;
}
