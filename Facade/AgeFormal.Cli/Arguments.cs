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
