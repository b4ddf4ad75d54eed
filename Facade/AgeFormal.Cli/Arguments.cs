using System.CommandLine;

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

    /// <summary>A file of weights.</summary>
    public static Option<FileInfo> Weights() =>
        new("--weights") { Description = "A safetensors file of the network's weights.", HelpName = "FILE" };

    /// <summary>The folder of the MNIST files.</summary>
    public static Option<DirectoryInfo> Data() =>
        new("--data")
        {
            Description = "The folder with the MNIST idx files, plain or .gz.",
            HelpName = "DIR",
            Required = true,
        };

    /// <summary>A seed, 0 by default.</summary>
    public static Option<int> Seed(string description)
    {
        var option = new Option<int>("--seed") { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
                result.AddError("--seed is expected to be at least 0.");
        });
        return option;
    }

    private static Argument<T> Checked<T>(Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] and var value }])
                result.AddError($"Unrecognized option '{value}'.");
        });
        return argument;
    }
}
