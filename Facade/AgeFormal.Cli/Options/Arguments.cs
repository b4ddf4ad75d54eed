using System.CommandLine;
using System.Globalization;
using AgeFormal.Cli.Files;

namespace AgeFormal.Cli;

/// <summary>Arguments that several commands share.</summary>
internal static class Arguments
{
    /// <summary>A name, which is no misspelt option.</summary>
    public static Argument<string> Name(string name, string description) =>
        Checked(new Argument<string>(name) { Description = description });

    /// <summary>A name that may be left out.</summary>
    public static Argument<string?> OptionalName(string name, string description) =>
        Checked(
            new Argument<string?>(name)
            {
                Description = description,
                Arity = ArgumentArity.ZeroOrOne,
            }
        );

    /// <summary>A network of the catalogue.</summary>
    public static Argument<string> Network() =>
        Name("network", "A network of the catalogue; ageformal networks lists them.");

    /// <summary>A network of the catalogue, or a file that knows its network.</summary>
    public static Argument<string> NetworkOrFile() =>
        Name(
            "network",
            "The NAME of a network of the catalogue, which ageformal networks lists, or a FILE of weights (NAME.safetensors, ./FILE) that this library wrote: it says which network it is of."
        );

    /// <summary>A network, a file of weights, a design file, or - for a design on standard input.</summary>
    public static Argument<string> Target()
    {
        var argument = new Argument<string>("target")
        {
            Description =
                "The NAME of a network of the catalogue, a FILE of weights that this library wrote (NAME.safetensors, ./FILE), an ONNX FILE (NAME.onnx), a file NAME.design, zoo:NAME for a design of the zoo, or - for a design on standard input.",
        };
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', _, ..] and var value }])
                result.AddError(UsageErrors.NoOption(result, value));
        });
        return argument;
    }

    /// <summary>A file of weights.</summary>
    public static Option<FileInfo> Weights() =>
        new("--weights")
        {
            Description =
                "A safetensors file of the weights of the network that is named; a published state dictionary is one too.",
            HelpName = "FILE",
        };

    /// <summary>The folder of the data.</summary>
    public static Option<DirectoryInfo> Data() =>
        new("--data")
        {
            Description =
                "The folder with the data; what it holds is recognised: MNIST idx files, CIFAR-10 or CIFAR-100 binary files or their tar archive, PatchCamelyon HDF5 files, NumPy arrays, pictures in a folder for each class, or pictures with masks.",
            HelpName = "DIR",
            Required = true,
        };

    /// <summary>The file that a command is there to write.</summary>
    public static OutputOption Output(string description, string helpName) =>
        new("--output", "-o")
        {
            Description = description,
            HelpName = helpName,
            Required = true,
        };

    /// <summary>A seed, 0 by default.</summary>
    public static Option<int> Seed(string description) =>
        Number("--seed", description, 0, 0, int.MaxValue);

    /// <summary>A number within bounds.</summary>
    public static Option<int> Number(
        string name,
        string description,
        int start,
        int least,
        int most,
        bool hasDefault = true
    )
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N" };
        if (hasDefault)
            option.DefaultValueFactory = _ => start;
        // What is no number is reported by the parser itself.
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (
                    int.TryParse(
                        token.Value,
                        NumberStyles.Integer,
                        CultureInfo.InvariantCulture,
                        out var value
                    ) && (value < least || value > most)
                )
                    result.AddError(
                        most == int.MaxValue
                            ? $"{name} is {value}, expected at least {least}."
                            : $"{name} is {value}, expected from {least} to {most}."
                    );
        });
        return option;
    }

    private static Argument<T> Checked<T>(Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] and var value }])
                result.AddError(UsageErrors.NoOption(result, value));
        });
        return argument;
    }
}
