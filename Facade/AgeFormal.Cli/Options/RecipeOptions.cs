using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using AgeFormal.Algebra;
using AgeFormal.Learning.Training;

namespace AgeFormal.Cli;

/// <summary>
/// The recipe of a training from the command line: a base, which is a file, a named recipe or that of a state, and an option
/// for each of its fields.
/// </summary>
internal sealed class RecipeOptions
{
    /// <summary>What errors call the options.</summary>
    public const string Source = "the options";

    private const string Schedule = "schedule";
    private const string Optimizer = "optimizer";
    private const string Kind = "kind";

    private readonly Option<string> _base = new("--recipe")
    {
        Description =
            $"The recipe to start from: a JSON FILE (NAME.json, ./FILE) or one of {string.Join(", ", PublishedRecipes.All.Select(one => one.Name))}. Options change single fields of it.",
        HelpName = "FILE|NAME",
    };

    private readonly RecipeOption[] _fields =
    [
        RecipeOption.Integer(
            "--epochs",
            "epochs",
            "Passes over the training set; 10 without a recipe.",
            1,
            100_000
        ),
        RecipeOption.Number("--minutes", "minutes", "Minutes after which no further step begins."),
        RecipeOption.Integer(
            "--patience",
            "patience",
            "Epochs without a better validation after which training ends.",
            1
        ),
        RecipeOption.Flag(
            "--keep-best",
            "keepBest",
            "Write the weights of the epoch with the best validation."
        ),
        RecipeOption.Integer("--batch", "batchSize", "The examples of a step.", 1),
        RecipeOption.Word(
            "--optimizer",
            "The optimizer.",
            (recipe, word) => recipe[Optimizer] = new JsonObject { [Kind] = word },
            "adam",
            "adamw",
            "sgd"
        ),
        RecipeOption.Number("--momentum", "optimizer.momentum", "The momentum of sgd."),
        RecipeOption.Flag("--nesterov", "optimizer.nesterov", "Nesterov's step of sgd."),
        RecipeOption.Number(
            "--beta1",
            "optimizer.beta1",
            "The decay of the mean of adam and adamw."
        ),
        RecipeOption.Number(
            "--beta2",
            "optimizer.beta2",
            "The decay of the squares of adam and adamw."
        ),
        RecipeOption.Number(
            "--epsilon",
            "optimizer.epsilon",
            "What adam and adamw add to the root."
        ),
        RecipeOption.Number("--rate", "learningRate", "The learning rate."),
        RecipeOption.Word(
            "--schedule",
            "How the rate changes.",
            (recipe, word) => recipe[Schedule] = new JsonObject { [Kind] = word },
            "constant",
            "steps",
            "cosine",
            "one-cycle",
            "plateau"
        ),
        RecipeOption.Of(
            new Option<string>("--steps")
            {
                Description =
                    "The epochs after which the schedule steps multiplies the rate: 60,85.",
                HelpName = "N,N",
            },
            (recipe, text) => RecipeOption.Set(recipe, "schedule.after", Numbers(text))
        ),
        RecipeOption.Number("--factor", "schedule.factor", "By what steps and plateau multiply."),
        RecipeOption.Number(
            "--floor",
            "schedule.floor",
            "The part of the rate that cosine ends with."
        ),
        RecipeOption.Number(
            "--rise",
            "schedule.rise",
            "The part of the steps in which one-cycle rises."
        ),
        RecipeOption.Number(
            "--cycle-start",
            "schedule.start",
            "The part of the rate that one-cycle starts with."
        ),
        RecipeOption.Number(
            "--cycle-end",
            "schedule.end",
            "The part of the rate that one-cycle ends with."
        ),
        RecipeOption.Integer(
            "--plateau",
            "schedule.patience",
            "The epochs without a lower error that plateau bears.",
            0
        ),
        RecipeOption.Of(
            new Option<double>("--warm-up")
            {
                Description = "The epochs over which the rate rises before its schedule holds.",
                HelpName = "X",
            },
            WarmUp
        ),
        RecipeOption.Number("--weight-decay", "weightDecay", "The weight decay."),
        RecipeOption.Number(
            "--label-smoothing",
            "labelSmoothing",
            "The part of the target that is spread over all classes."
        ),
        RecipeOption.Number("--gradient-norm", "gradientNorm", "The largest norm of the gradient."),
        RecipeOption.Number(
            "--average",
            "average",
            "The decay of a moving average of the weights, which is validated and written."
        ),
        RecipeOption.Number(
            "--rotate",
            "augmentation.rotation",
            "Rotates each image by a random angle of at most so many degrees."
        ),
        RecipeOption.Word(
            "--flip",
            "Mirrors half of the images left to right (columns), top to bottom (rows) or both.",
            Flip,
            "columns",
            "rows",
            "both"
        ),
        RecipeOption.Integer(
            "--shift",
            "augmentation.shift",
            "Moves each image by at most so many pixels.",
            0
        ),
        RecipeOption.Number(
            "--crop",
            "augmentation.crop",
            "Cuts a square of at least this part of the side from each image."
        ),
        RecipeOption.Of(
            new Option<string>("--freeze-until")
            {
                Description =
                    "Leave the layers before this one as they are: c7, or what ageformal inspect calls it.",
                HelpName = "LAYER",
            },
            (recipe, text) => recipe["freezeUntil"] = text
        ),
        RecipeOption.Of(
            new Option<string>("--device")
            {
                Description = "Where to train: cpu or cuda:N.",
                HelpName = "DEVICE",
            },
            (recipe, text) => recipe["device"] = text
        ),
        RecipeOption.Word(
            "--precision",
            "The floating-point format.",
            (recipe, word) => recipe["precision"] = word,
            "single",
            "double"
        ),
        RecipeOption.Flag(
            "--recompute",
            "recompute",
            "Keep fewer tensors for the gradient and make them again: less memory, more time, the same weights."
        ),
        RecipeOption.Integer(
            "--seed",
            "seed",
            "The seed of the initial weights, the order of the examples, augmentation, dropout and the digits' angles.",
            0
        ),
        RecipeOption.Flag(
            "--allow-unproved",
            "allowUnproved",
            "Train designs of one's own without a proof."
        ),
    ];

    /// <summary>All options.</summary>
    public IEnumerable<Option> All => [_base, .. _fields.Select(one => one.Option)];

    /// <summary>The recipe of the options.</summary>
    /// <param name="parsed">The options.</param>
    /// <param name="state">The recipe of the state to go on from, which is the base where no other is named.</param>
    /// <exception cref="TrainingFileException">A file is no recipe, or the options do not fit together.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public TrainingRecipe Recipe(ParseResult parsed, TrainingRecipe? state)
    {
        var start = parsed.GetValue(_base) is { } named
            ? Named(named)
            : state ?? new TrainingRecipe { Epochs = 10 };
        var text = JsonNode.Parse(RecipeText.Render(start))!.AsObject();
        foreach (var field in _fields)
            field.Apply(parsed, text);
        return RecipeText.Parse(text.ToJsonString(), Source);
    }

    private static TrainingRecipe Named(string word) =>
        NetworkSource.IsFile(word)
            ? RecipeText.Parse(File.ReadAllText(word), word)
            : PublishedRecipes
                .All.Where(one => one.Name == word)
                .Select(one => one.Recipe)
                .FirstOrDefault()
                ?? throw new ArgumentException(
                    $"--recipe is '{word}', expected a file (NAME.json, ./FILE) or one of {string.Join(", ", PublishedRecipes.All.Select(one => one.Name))}.{NearestName.Hint(NearestName.Among(PublishedRecipes.All.Select(one => one.Name), word))}"
                );

    private static void WarmUp(JsonObject recipe, double epochs)
    {
        var then = recipe[Schedule]!.AsObject();
        var inner = then["then"] ?? then;
        recipe.Remove(Schedule);
        then.Remove("then");
        recipe[Schedule] = new JsonObject
        {
            [Kind] = "warm-up",
            ["epochs"] = epochs,
            ["then"] = inner,
        };
    }

    private static void Flip(JsonObject recipe, string word)
    {
        RecipeOption.Set(recipe, "augmentation.flipColumns", word is "columns" or "both");
        RecipeOption.Set(recipe, "augmentation.flipRows", word is "rows" or "both");
    }

    // What is no number stays a text, for the reader to name.
    private static JsonArray Numbers(string text) =>
        [
            .. text.Split(',')
                .Select(part =>
                    int.TryParse(
                        part,
                        NumberStyles.Integer,
                        CultureInfo.InvariantCulture,
                        out var epoch
                    )
                        ? JsonValue.Create(epoch)
                        : (JsonNode)JsonValue.Create(part)
                ),
        ];
}
