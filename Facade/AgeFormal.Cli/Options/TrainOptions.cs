using System.CommandLine;
using AgeFormal.Learning.Data;

namespace AgeFormal.Cli;

/// <summary>The options of a training besides those of its recipe.</summary>
internal sealed class TrainOptions
{
    public Argument<string[]> Networks { get; } =
        new("network")
        {
            Description =
                "A network of the catalogue; ageformal networks lists them. Several are trained one after the other, each in the folder of its name in that of --out.",
            Arity = ArgumentArity.OneOrMore,
        };

    public Option<DirectoryInfo> Data { get; } = Arguments.Data();

    public Option<int> Digits { get; } =
        Arguments.Number(
            "--digits",
            "How many of the training images are trained on, the first ones; all where it is not given.",
            RotatedMnist.TrainingCount,
            1,
            int.MaxValue
        );

    public Option<int> Validation { get; } =
        Arguments.Number(
            "--validation",
            "How many of the images held out are classified after each epoch; all where it is not given.",
            RotatedMnist.ValidationCount,
            1,
            int.MaxValue
        );

    public RecipeOptions Recipe { get; } = new();

    public Option<FileInfo> Output { get; } =
        new("--output", "-o")
        {
            Description =
                "The safetensors file of the weights; NETWORK.safetensors by default, weights.safetensors in the folder of --out.",
            HelpName = "FILE",
        };

    public Option<DirectoryInfo> Out { get; } =
        new("--out")
        {
            Description =
                "A folder for weights.safetensors, checkpoint.safetensors, history.csv, history.jsonl, curve.svg and recipe.json; it is made where it is not there.",
            HelpName = "DIR",
        };

    public Option<bool> Stream { get; } =
        new("--stream")
        {
            Description =
                "Read images from the disk as they are needed, the next ones while a step runs; so it is by itself where memory would not hold them.",
        };

    public Option<FileInfo> From { get; } =
        new("--from")
        {
            Description =
                "Begin with the weights of this safetensors file, own or published, and prepare images as it says. Where the number of classes is another, the head is drawn anew.",
            HelpName = "FILE",
        };

    public Option<bool> NewHead { get; } =
        new("--new-head") { Description = "Draw the head anew in any case; with --from." };

    public Option<FileInfo?> Resume { get; } =
        new("--resume")
        {
            Description =
                "Go on from a checkpoint: FILE, or the one of this training's own, from the beginning where it has none yet. The recipe is that of the checkpoint; --epochs, --minutes and --patience may change.",
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };

    public Option<int> CheckpointSteps { get; } =
        Arguments.Number(
            "--checkpoint-steps",
            "Write the checkpoint after so many steps, too; it is written after every epoch.",
            1,
            1,
            int.MaxValue,
            hasDefault: false
        );

    public Option<double> CheckpointMinutes { get; } =
        new("--checkpoint-minutes")
        {
            Description = "Write the checkpoint after so many minutes, too; 5 by default.",
            HelpName = "X",
            DefaultValueFactory = _ => 5,
        };

    public Option<bool> Watch { get; } =
        new("--watch")
        {
            Description = "Measure after every epoch how far the network is from equivariance.",
        };

    public Option<bool> Board { get; } =
        new("--tensorboard")
        {
            Description = "Write event files for TensorBoard into the folder of --out.",
        };

    public Option<string> Sweep { get; } =
        new("--seeds")
        {
            Description =
                "Train once for each seed, 0..4 or 0,2,7, and print mean and deviation of the validation error.",
            HelpName = "A..B",
        };

    public Option<bool> SweepParallel { get; } =
        new("--sweep-parallel")
        {
            Description =
                "Divide the trainings of several networks or of the seeds of --seeds among the processes of an MPI job, each training its own alone: mpirun -n 4 ageformal train … --seeds 0..7 --sweep-parallel.",
        };

    public Option<bool> DataParallel { get; } =
        new("--data-parallel")
        {
            Description =
                "Make every step together with the other processes of an MPI job, each with a part of the batch: mpirun -n 4 ageformal train … --data-parallel.",
        };

    /// <summary>Adds all to a command, with the laws between them.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(Networks);
        Option[] own =
        [
            Data,
            Stream,
            Out,
            From,
            NewHead,
            Resume,
            Output,
            Digits,
            Validation,
            CheckpointSteps,
            CheckpointMinutes,
            Sweep,
            DataParallel,
            SweepParallel,
            Watch,
            Board,
        ];
        foreach (var option in own.Concat(Recipe.All))
            command.Options.Add(option);
        Sweep.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && Seeds.Parse(text) is null)
                result.AddError($"--seeds is '{text}', expected seeds such as 0..4 or 0,2,7.");
        });
        CheckpointMinutes.Validators.Add(result =>
        {
            if (
                result.Tokens.Count > 0
                && result.GetValueOrDefault<double>() is not (>= 0 and < 1e6)
            )
                result.AddError("--checkpoint-minutes is expected to be at least 0.");
        });
        command.Validators.Add(result =>
        {
            var networks = result.GetValue(Networks) ?? [];
            if (
                result.GetValue(SweepParallel)
                && result.GetValue(Sweep) is null
                && networks.Length < 2
            )
                result.AddError(
                    "--sweep-parallel is expected with the seeds of --seeds or with several networks."
                );
            if (
                networks
                    .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
                    .FirstOrDefault(same => same.Count() > 1) is
                { Key: var twice }
            )
                result.AddError($"'{twice}' is given twice; expected each network once.");
            foreach (var one in (Option[])[Output, From])
                if (networks.Length > 1 && result.GetResult(one) is { Implicit: false })
                    result.AddError(
                        $"{one.Name} is of one network, received {networks.Length}; --out DIR is for several."
                    );
            if (result.GetValue(SweepParallel) && result.GetValue(DataParallel))
                result.AddError(
                    "--sweep-parallel and --data-parallel exclude each other: the processes train apart or together."
                );
            if (result.GetValue(NewHead) && result.GetValue(From) is null)
                result.AddError("--new-head is expected with the weights of --from.");
            if (result.GetValue(Board) && result.GetValue(Out) is null)
                result.AddError("--tensorboard is expected with the folder of --out.");
            if (
                (result.GetValue(Sweep) is not null || networks.Length > 1)
                && result.GetValue(Resume) is not null
            )
                result.AddError(
                    "--resume FILE is of one training; with --seeds or several networks, --resume without a file goes on from the checkpoint of each."
                );
        });
    }
}
